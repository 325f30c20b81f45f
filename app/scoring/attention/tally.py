"""Shares of things that were counted."""

import math

from scipy import special

from app.domain.attention import Tally
from app.domain.estimate import Estimate


def tally(count: int, n: int, level: float) -> Tally:
    """Count of n with Wilson's interval (1927, JASA 22:158), as a draw from many; no share when n is 0."""
    if n <= 0:
        return Tally(count=0, n=0, share=None)
    share = count / n
    z2 = float(special.ndtri(0.5 + level / 2)) ** 2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = math.sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n))) / (1 + z2 / n)
    low, high = max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))
    return Tally(count=count, n=n, share=Estimate(estimate=share, low=low, high=high, level=level))


def lowest(counted: Tally) -> float:
    """Lower end of the share; 0 when nothing was counted."""
    return counted.share.low if counted.share is not None else 0.0


def highest(counted: Tally) -> float:
    """Upper end of the share; 1 when nothing was counted."""
    return counted.share.high if counted.share is not None else 1.0
