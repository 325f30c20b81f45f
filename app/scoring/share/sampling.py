"""Proportions with the error of having drawn only some accounts."""

import math
from collections.abc import Callable
from statistics import NormalDist

import numpy as np

from app.domain.audience import Frame, FrameNote
from app.domain.estimate import Share
from app.scoring.columns import Floats

Interval = Callable[[float, float, int | None, float], tuple[float, float]]
"""From an estimate in [0, 1], the draws it rests on, the population (None: endless) and a level to both ends."""

SAMPLING = "sampling"


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
    z2 = normal_quantile(level) ** 2
    middle = (estimate + z2 / (2 * n)) / (1 + z2 / n)
    half = math.sqrt(z2 * (estimate * (1 - estimate) / n + z2 / (4 * n * n))) / (1 + z2 / n)
    return max(0.0, min(estimate, middle - half)), min(1.0, max(estimate, middle + half))


def proportion_share(
    values: Floats,
    note: FrameNote,
    level: float,
    *,
    weights: Floats | None = None,
    sampling: Interval = wilson_interval,
) -> Share:
    """Weighted share of the ones among values 0, 1 and NaN (unknown, left out); unequal weights cost sample size."""
    known = ~np.isnan(values)
    weights = np.ones_like(values) if weights is None else weights
    known &= weights > 0
    if not known.any():
        return unknown_share(note, level, SAMPLING)
    estimate = min(1.0, float(np.average(values[known], weights=weights[known])))
    n = int(np.count_nonzero(known))
    # Kish, 1965, "Survey Sampling", 11.7: what a weighted sample is worth.
    worth = min(float(n), float(weights[known].sum() ** 2 / np.square(weights[known]).sum()))
    low, high = sampling(estimate, worth, population_of(note, n), level)
    return make_share(estimate, low, high, n, note, level, SAMPLING)


def draws_worth(estimate: float, n: float, population: int | None, level: float, sampling: Interval) -> float:
    """Count the draws with replacement whose Wilson interval is as wide; infinite where no error of sampling is."""
    low, high = sampling(estimate, n, population, level)
    if high <= low:
        return math.inf
    plain_low, plain_high = wilson_interval(estimate, n, None, level)
    return n * ((plain_high - plain_low) / (high - low)) ** 2


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


def normal_quantile(level: float) -> float:
    """How many standard errors an interval of this level reaches to each side."""
    return NormalDist().inv_cdf(0.5 + level / 2)


def population_of(note: FrameNote, n: int) -> int | None:
    """Accounts that the share speaks about; a platform's count below what was read is too small to be true."""
    if note.frame is Frame.NEWEST:
        return max(note.listed, n)
    if note.population is not None:
        return max(note.population, n)
    return max(note.listed, n) if note.frame is Frame.COMPLETE else None


def make_share(estimate: float, low: float, high: float, n: int, note: FrameNote, level: float, basis: str) -> Share:
    """Put a share together with what the frame says about it."""
    return Share(
        estimate=estimate,
        low=low,
        high=high,
        level=level,
        n=n,
        population=population_of(note, n),
        frame=note.frame,
        basis=basis,
    )


def unknown_share(note: FrameNote, level: float, basis: str) -> Share:
    """Nothing could be assessed: anything from 0 to 1."""
    return Share(
        estimate=None,
        low=0.0,
        high=1.0,
        level=level,
        n=0,
        population=population_of(note, 0),
        frame=note.frame,
        basis=basis,
    )
