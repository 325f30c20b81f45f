"""Shares of things that were counted."""

from app.domain.attention import Tally
from app.domain.estimate import Estimate
from app.scoring.share import wilson_interval


def tally(count: int, n: int, level: float, *, population: int | None = None) -> Tally:
    """Count of n with Wilson's interval, as a draw from `population` (None: from many); no share when n is 0."""
    if n <= 0:
        return Tally(count=0, n=0, share=None)
    share = count / n
    low, high = wilson_interval(share, n, population, level)
    return Tally(count=count, n=n, share=Estimate(estimate=share, low=low, high=high, level=level))


def lowest(counted: Tally) -> float:
    """Lower end of the share; 0 when nothing was counted."""
    return counted.share.low if counted.share is not None else 0.0


def highest(counted: Tally) -> float:
    """Upper end of the share; 1 when nothing was counted."""
    return counted.share.high if counted.share is not None else 1.0
