"""Shares with the interval that belongs to them: sampling error, and for scores the model's own error as well."""

import math
from statistics import NormalDist

import numpy as np
from scipy import special

from app.domain.audience import Frame, FrameNote
from app.domain.estimate import Share
from app.scoring.columns import Floats
from app.scoring.model import ErrorRates

SAMPLING = "sampling"
SAMPLING_AND_MODEL = "sampling and model error on unseen collections"


def wilson_interval(estimate: float, n: float, population: int | None, level: float) -> tuple[float, float]:
    """Interval of a proportion, or of a mean of values in [0, 1], from n draws without replacement.

    Wilson's score interval (1927, JASA 22:158) at n (N - 1) / (N - n), which is how many draws with replacement would
    be worth as much (Cochran, 1977, "Sampling Techniques", 2.6); a mean of values in [0, 1] varies at most as a
    proportion does (Bhatia and Davis, 2000, Amer. Math. Monthly 107:4). Whole population read: no error is left.
    """
    if population is not None:
        if n >= population:
            return estimate, estimate
        n *= (population - 1) / (population - n)
    z2 = _quantile(level) ** 2
    middle = (estimate + z2 / (2 * n)) / (1 + z2 / n)
    half = math.sqrt(z2 * (estimate * (1 - estimate) / n + z2 / (4 * n * n))) / (1 + z2 / n)
    return max(0.0, min(estimate, middle - half)), min(1.0, max(estimate, middle + half))


def proportion_share(values: Floats, note: FrameNote, level: float, *, weights: Floats | None = None) -> Share:
    """Weighted share of the ones among values 0, 1 and NaN (unknown, left out); unequal weights cost sample size."""
    known = ~np.isnan(values)
    weights = np.ones_like(values) if weights is None else weights
    known &= weights > 0
    if not known.any():
        return _unknown_share(note, level, SAMPLING)
    estimate = min(1.0, float(np.average(values[known], weights=weights[known])))
    n = int(np.count_nonzero(known))
    # Kish, 1965, "Survey Sampling", 11.7: what a weighted sample is worth.
    worth = min(float(n), float(weights[known].sum() ** 2 / np.square(weights[known]).sum()))
    low, high = wilson_interval(estimate, worth, _population(note, n), level)
    return _share(estimate, low, high, n, note, level, SAMPLING)


def score_share(scores: Floats, errors: ErrorRates, note: FrameNote, level: float) -> Share:
    """Share of inauthentic accounts from their probabilities: the mean over the known, NaN left out.

    The interval holds two errors, combined as independent (Zou and Donner, 2008, Statistics in Medicine 27:10):
    sampling, and a shift of the log-odds such as every unseen collection showed. Its lower end counts only what scores
    above the worst genuine collection prove.
    """
    known = scores[~np.isnan(scores)]
    if known.size == 0:
        return _unknown_share(note, level, SAMPLING_AND_MODEL)
    estimate = min(1.0, float(known.mean()))
    drawn_low, drawn_high = wilson_interval(estimate, known.size, _population(note, known.size), level)
    shift = _quantile(level) * errors.shift
    log_odds = special.logit(np.clip(known, 1e-12, 1 - 1e-12))
    shifted_low = min(estimate, float(special.expit(log_odds - shift).mean()))
    shifted_high = max(estimate, float(special.expit(log_odds + shift).mean()))
    low = estimate - math.hypot(estimate - drawn_low, estimate - shifted_low)
    high = estimate + math.hypot(drawn_high - estimate, shifted_high - estimate)
    proved = (drawn_low - errors.genuine_mean_at_most) / (1 - errors.genuine_mean_at_most)
    low = max(0.0, min(low, proved))
    return _share(estimate, low, min(1.0, high), known.size, note, level, SAMPLING_AND_MODEL)


def complement(share: Share) -> Share:
    """Share of all the others, on the same evidence."""
    estimate = None if share.estimate is None else 1.0 - share.estimate
    return Share(
        estimate=estimate,
        low=1.0 - share.high,
        high=1.0 - share.low,
        level=share.level,
        n=share.n,
        population=share.population,
        frame=share.frame,
        basis=share.basis,
    )


def _quantile(level: float) -> float:
    return NormalDist().inv_cdf(0.5 + level / 2)


def _population(note: FrameNote, n: int) -> int | None:
    """Accounts that the share speaks about; a platform's count below what was read is too small to be true."""
    if note.frame is Frame.NEWEST:
        return max(note.listed, n)
    if note.population is not None:
        return max(note.population, n)
    return max(note.listed, n) if note.frame is Frame.COMPLETE else None


def _share(estimate: float, low: float, high: float, n: int, note: FrameNote, level: float, basis: str) -> Share:
    return Share(
        estimate=estimate,
        low=low,
        high=high,
        level=level,
        n=n,
        population=_population(note, n),
        frame=note.frame,
        basis=basis,
    )


def _unknown_share(note: FrameNote, level: float, basis: str) -> Share:
    return Share(
        estimate=None,
        low=0.0,
        high=1.0,
        level=level,
        n=0,
        population=_population(note, 0),
        frame=note.frame,
        basis=basis,
    )
