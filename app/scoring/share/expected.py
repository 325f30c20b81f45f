"""How wide an interval will be, before anything is read."""

from typing import Final

import numpy as np

from app.scoring.model import Model
from app.scoring.reference import BIN, EDGES
from app.scoring.share.posterior import share_posterior, summarise
from app.scoring.share.sampling import draws_worth, wilson_interval

TYPICAL_SHARE: Final = 0.15
"""Inauthentic share that is reckoned with: where the default policy begins to doubt."""

_CREATION_KNOWN: Final = 1
"""Pattern of accounts whose creation time is known (families.py): what every connector but one gives."""


def expected_interval(model: Model, accounts: int, population: int | None, level: float) -> tuple[float, float]:
    """Low and high end for a sample of so many accounts that score like those of the sources that the model knows.

    Raises ValueError without accounts.
    """
    if accounts < 1:
        message = "nothing is expected of no accounts"
        raise ValueError(message)
    reference = model.references[_CREATION_KNOWN]
    genuine, inauthentic = reference.genuine.mean(axis=0), reference.inauthentic.mean(axis=0)
    weights = (1 - TYPICAL_SHARE) * genuine + TYPICAL_SHARE * inauthentic
    middles = np.append(EDGES, EDGES[-1] + BIN) - BIN / 2 + reference.level
    draws = draws_worth(TYPICAL_SHARE, accounts, population, level, wilson_interval)
    _, low, high = summarise(share_posterior(middles, reference, draws=draws, weights=weights), level)
    return low, high
