"""The inauthentic share from scores, and from accounts that were delivered together."""

import numpy as np

from app.domain.audience import FrameNote
from app.domain.estimate import Share
from app.scoring.columns import Floats
from app.scoring.model import Model
from app.scoring.share.posterior import share_posterior, summarise
from app.scoring.share.sampling import (
    Interval,
    draws_worth,
    make_share,
    normal_quantile,
    population_of,
    unknown_share,
    wilson_interval,
)

SCORES = "scores, and sources that the model had not seen"
DELIVERIES = "deliveries, scores, and sources that the model had not seen"
_EXPLAINED_AT_MOST = 0.999


def score_share(
    scores: Floats, model: Model, pattern: int, note: FrameNote, level: float, *, sampling: Interval = wilson_interval
) -> Share:
    """Share from the probabilities of n accounts, NaN left out, of which `pattern` is known (families.py)."""
    # Sorted, as a mean of floats depends on their order in the last digit.
    known = np.sort(scores[~np.isnan(scores)])
    if known.size == 0:
        return unknown_share(note, level, SCORES)
    draws = draws_worth(_mean(known), known.size, population_of(note, known.size), level, sampling)
    posterior = share_posterior(model.log_odds(known), model.references[pattern], draws=draws)
    return make_share(*summarise(posterior, level), known.size, note, level, SCORES)


def delivered_share(
    scores: Floats,
    excess: Floats,
    model: Model,
    pattern: int,
    note: FrameNote,
    level: float,
    *,
    sampling: Interval = wilson_interval,
) -> Share:
    """Share from scores and from `excess`, the share of each account that a delivery explains (group/deliveries.py).

    Delivered accounts count as inauthentic; the rest is judged as an audience of its own, in which the seller of the
    deliveries may have sold more. The excess of a region is measured on half of its accounts.
    """
    is_known = ~np.isnan(scores)
    known, excess = scores[is_known], np.minimum(excess[is_known], _EXPLAINED_AT_MOST)
    if not excess.any():
        return score_share(scores, model, pattern, note, level, sampling=sampling)
    rest, delivered = float((1 - excess).mean()), float(excess.mean())
    draws = draws_worth(_mean(known), known.size, population_of(note, known.size), level, sampling)
    posterior = share_posterior(
        model.log_odds(known), model.references[pattern], draws=rest * draws, weights=1 - excess, own=excess
    )
    estimate, low, high = (delivered + rest * value for value in summarise(posterior, level))
    spread = normal_quantile(level) * float(np.sqrt(2 * max(1.0, (excess * (1 - excess)).sum()))) / known.size
    low = max(0.0, estimate - float(np.hypot(estimate - low, spread)))
    high = min(1.0, estimate + float(np.hypot(high - estimate, spread)))
    return make_share(min(1.0, estimate), low, high, known.size, note, level, DELIVERIES)


def _mean(values: Floats) -> float:
    return min(1.0, float(values.mean()))
