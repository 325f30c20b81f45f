"""Other ways from scores to a share: what the product's intervals are compared with."""

from collections.abc import Callable

import numpy as np
from scipy import optimize

from app.scoring.columns import Floats
from app.scoring.model import Model
from app.scoring.reference import histogram
from app.scoring.share import wilson_interval
from bench.authenticity.judged import Judged

Quantifier = Callable[[Floats, Model, int], float]
_STEPS = 1_000
_SETTLED = 1e-6


def mean_score(probabilities: Floats, model: Model, pattern: int) -> float:
    del model, pattern
    return float(probabilities.mean())


def counting(probabilities: Floats, model: Model, pattern: int) -> float:
    del pattern
    return float((probabilities >= model.suspicious_at).mean())


def emq(probabilities: Floats, model: Model, pattern: int) -> float:
    del pattern
    return expectation_maximisation(probabilities, model.prior)


def expectation_maximisation(probabilities: Floats, prior: float) -> float:
    """Find the share under which the probabilities, moved to it, are right on average (Saerens et al., 2002)."""
    odds = probabilities / np.maximum(1 - probabilities, 1e-12) * (1 - prior) / prior
    share = prior
    for _ in range(_STEPS):
        moved = float((share * odds / (share * odds + 1 - share)).mean())
        if abs(moved - share) < _SETTLED:
            break
        share = moved
    return share


def hdy(probabilities: Floats, model: Model, pattern: int) -> float:
    """Take the share of the nearest mixture of the mean shapes, by Hellinger's distance (Gonzalez-Castro et al., 2013).

    The shapes are the model's references at their level: what ours has as well, without the doubt.
    """
    reference = model.references[pattern]
    seen = histogram(model.log_odds(probabilities) - reference.level)
    people, others = reference.genuine.mean(axis=0), reference.inauthentic.mean(axis=0)

    def distance(share: float) -> float:
        return -float(np.sqrt(seen * ((1 - share) * people + share * others)).sum())

    return float(optimize.minimize_scalar(distance, bounds=(0, 1), method="bounded").x)


QUANTIFIERS: dict[str, Quantifier] = {
    "mean score, binomial": mean_score,
    "EMQ, binomial": emq,
    "HDy, binomial": hdy,
    "counting p >= .5, binomial": counting,
}


def with_binomial(truth: float, estimate: float, accounts: int) -> Judged:
    """Put the interval around it that sampling error alone makes."""
    low, high = wilson_interval(min(max(estimate, 0.0), 1.0), accounts, None, 0.95)
    return Judged(truth=truth, estimate=estimate, low=low, high=high)
