"""Intervals that hold although the accounts read so far decide when reading stops."""

import math
from collections.abc import Callable
from typing import Final

from scipy import optimize, special

from app.domain.reading import Reading
from app.scoring.share import Interval, wilson_interval

EARLY: Final = 0.2
"""Part of the error that is spent on stopping early; the rest is left for the end of the draw (ours)."""


def anytime_interval(estimate: float, n: float, population: int | None, level: float) -> tuple[float, float]:
    """Interval of a proportion, or of a mean of values in [0, 1], that holds at all n at once: stop whenever you like.

    The shares whose prior-posterior ratio, all shares being as likely before, is below 1 / alpha (Waudby-Smith and
    Ramdas, 2020, NeurIPS, "Confidence sequences for sampling without replacement"). The ratio is convex in each value
    drawn, so that a score adds at most what a coin with that chance would on average: what holds for coins holds for
    scores.
    """
    if population is not None and n >= population:
        return estimate, estimate
    total = estimate * n
    proof = -math.log(EARLY * (1 - level))
    mixture = special.betaln(1 + total, 1 + n - total)
    # What was read bounds the share already: of those yet to be read nobody counts, or everybody.
    least, most = (0.0, 1.0) if population is None else (total / population, 1 - (n - total) / population)

    def doubt(share: float) -> float:
        """Below 0 where the share is disproved."""
        return float(proof - mixture + _log_likelihood(share, total, n, population))

    return _end(doubt, estimate, least), _end(doubt, estimate, most)


def last_look_interval(estimate: float, n: float, population: int | None, level: float) -> tuple[float, float]:
    """Wilson's interval with the part of the error that is left at the end of a draw that might have stopped early."""
    return wilson_interval(estimate, n, population, 1 - (1 - EARLY) * (1 - level))


def interval_after(reading: Reading | None) -> Interval:
    """Choose the interval that holds for a sample which was read like this."""
    if reading is None or reading.looks == 0:
        return wilson_interval
    return anytime_interval if reading.is_early else last_look_interval


def _end(doubt: Callable[[float], float], estimate: float, limit: float) -> float:
    """Find where the shares are disproved between the estimate and the limit; the limit when they never are."""
    if limit == estimate or doubt(limit) >= 0:
        return limit
    return float(optimize.bisect(doubt, estimate, limit, xtol=1e-9)) if doubt(estimate) > 0 else estimate


def _log_likelihood(share: float, total: float, n: float, population: int | None) -> float:
    """Log-probability of one sequence of n draws with this total, without replacement where the population is known."""
    if population is None:
        return float(special.xlogy(total, share) + special.xlog1py(n - total, -share))
    marked = share * population
    rest = max(0.0, min(marked - total, population - n))
    return _log_choose(population - n, rest) - _log_choose(population, marked)


def _log_choose(n: float, k: float) -> float:
    return float(special.gammaln(n + 1) - special.gammaln(k + 1) - special.gammaln(n - k + 1))
