"""From scores to a share: the product, and plainer ways that it is compared with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.domain.brief import Brief
from app.scoring.niche.background import MARK
from app.scoring.niche.languages import ENGLISH
from app.scoring.niche.measure import measure_membership
from app.scoring.niche.model import NicheModel
from app.scoring.niche.pooling import SIZES, density, histogram
from bench.authenticity.judged import Judged
from bench.authenticity.quantify import with_binomial
from bench.authenticity.research import LEVEL, NOTE
from bench.niche.audiences import Audience
from bench.niche.research import Floats, as_accounts

_ROUNDS: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Known:
    """What all ways know of one brief: the model without its niche, and the shapes of the scores at one size.

    `panel` float64[niches, BINS] are the other niches' shapes, `rates` the part of each niche's members above its mark.
    `own` is the judged niche's shape, for the way that no product can go.
    """

    brief: str
    model: NicheModel
    outside: Floats
    panel: Floats
    rates: Floats
    own: Floats

    @property
    def mark(self) -> float:
        """Score that 5 % of the product's background exceed."""
        return float(np.quantile(self.outside, MARK))


Way = Callable[[Audience, Known], Judged]


def ours(audience: Audience, known: Known) -> Judged:
    """Take the share of the product, by its own code."""
    accounts = as_accounts(audience.scores, audience.texts)
    query = known.model.query(Brief(text=known.brief))
    found = measure_membership(accounts, np.ones(len(accounts)), query, known.model, NOTE, LEVEL)
    return Judged.from_share(audience.truth, found.share)


def counting(audience: Audience, known: Known) -> Judged:
    return _binomial(audience, float((audience.scores > known.mark).mean()))


def linear(audience: Audience, known: Known) -> Judged:
    """Take out the errors of counting by their means over the panel (adjusted count: Forman, 2005, ECML)."""
    above, outside, inside = float((audience.scores > known.mark).mean()), 1.0 - MARK, float(known.rates.mean())
    return _binomial(audience, min(1.0, max(0.0, (above - outside) / (inside - outside))))


def mean_shape(audience: Audience, known: Known) -> Judged:
    return _binomial(audience, _maximise(audience, known, known.panel.mean(axis=0)))


def own_shape(audience: Audience, known: Known) -> Judged:
    return _binomial(audience, _maximise(audience, known, known.own))


def words(audience: Audience, known: Known) -> Judged:
    del known
    return _binomial(audience, float(audience.mentions.mean()))


WAYS: Mapping[str, Way] = {
    "ours": ours,
    "counting above the mark": counting,
    "adjusted count, rates of the panel": linear,
    "EM, mean shape of the panel": mean_shape,
    "word matching": words,
    "EM, the niche's own shape (not knowable)": own_shape,
}


def _maximise(audience: Audience, known: Known, inside: Floats) -> float:
    """Find the likeliest share by expectation and maximisation."""
    counts, outside, share = histogram(audience.scores), density(known.outside), 0.5
    for _ in range(_ROUNDS):
        member = share * inside / (share * inside + (1.0 - share) * outside)
        share = float(counts @ member / counts.sum())
    return share


def _binomial(audience: Audience, estimate: float) -> Judged:
    return with_binomial(audience.truth, estimate, len(audience.scores))


def known_of(brief: str, model: NicheModel, size: int, rates: Floats, own: Floats) -> Known:
    return Known(
        brief=brief,
        model=model,
        outside=model.outside(model.query(Brief(text=brief)), ENGLISH, size),
        panel=model.panel.densities(ENGLISH, SIZES.index(size)),
        rates=rates,
        own=own,
    )
