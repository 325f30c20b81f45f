"""Whether an audience is a community or a crowd: how alike are the texts of different people."""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.domain.estimate import Estimate
from app.domain.niche import Coherence, CoherenceKind
from app.scoring.share.sampling import normal_quantile

Floats = NDArray[np.float64]

ACCOUNTS_AT_LEAST: Final = 30
COMMUNITY_ABOVE: Final = 0.45
CROWD_BELOW: Final = 0.25
"""Made-up audiences of one niche read .6 to 1.05, of two .41 to .64, of five .28 to .39, of none .20 (`python -m
bench.niche coherence`): the marks lie between."""


def coherence_of(vectors: NDArray[np.float32], texts: Floats) -> float:
    """Mean cosine between texts of different accounts; NaN for fewer than two.

    `vectors` float32[n, dimensions] are the mean directions of each account's `texts`: with T the sum of all texts'
    unit vectors and S an account's, (|T|^2 - sum |S|^2) / (M^2 - sum m^2).
    """
    return float(_without_each(vectors, texts)[0])


def measure_coherence(
    vectors: NDArray[np.float32], texts: Floats, scale: float, level: float, *, at_least: int = ACCOUNTS_AT_LEAST
) -> Coherence | None:
    """Coherence over `scale`, which is that of one niche; None below `at_least` accounts.

    The interval is the jackknife's over accounts (Efron and Stein, 1981, Annals of Statistics 9:3).
    """
    count = len(texts)
    if count < at_least:
        return None
    whole, others = _without_each(vectors, texts)
    half = normal_quantile(level) * math.sqrt((count - 1) / count * float(np.square(others - others.mean()).sum()))
    middle, low, high = (min(1.0, max(0.0, one / scale)) for one in (whole, whole - half, whole + half))
    value = Estimate(estimate=middle, low=low, high=high, level=level)
    kind = _kind(value)
    return Coherence(value=value, accounts=count, kind=kind, text=_sentence(value, kind, count))


def _without_each(vectors: NDArray[np.float32], texts: Floats) -> tuple[float, Floats]:
    """Give the mean cosine of all, and float64[n] of all but one account each."""
    sums = vectors.astype(np.float64) * texts[:, None]
    total = sums.sum(0)
    own = np.square(sums).sum(1)
    squares, pairs = float(own.sum()), float(texts.sum() ** 2 - np.square(texts).sum())
    if pairs <= 0:
        return math.nan, np.full(len(texts), np.nan)
    whole = (float(total @ total) - squares) / pairs
    rest = total @ total - 2 * sums @ total + own
    rest_pairs = np.square(texts.sum() - texts) - (np.square(texts).sum() - np.square(texts))
    with np.errstate(divide="ignore", invalid="ignore"):
        others: Floats = (rest - (squares - own)) / rest_pairs
    return whole, others


def _kind(value: Estimate) -> CoherenceKind:
    if value.low > COMMUNITY_ABOVE:
        return CoherenceKind.COMMUNITY
    if value.high < CROWD_BELOW:
        return CoherenceKind.CROWD
    return CoherenceKind.SEVERAL if value.low > CROWD_BELOW else CoherenceKind.UNDECIDED


def _sentence(value: Estimate, kind: CoherenceKind, count: int) -> str:
    says = {
        CoherenceKind.COMMUNITY: "these are one community",
        CoherenceKind.SEVERAL: "these are several communities, or one within a crowd",
        CoherenceKind.CROWD: "these are a crowd with little in common",
        CoherenceKind.UNDECIDED: "which kind of audience this is stays open",
    }
    return (
        f"Two of {count:,} authentic accounts with words share an interest with a chance of about "
        f"{value.estimate:.0%} [{value.low:.0%}, {value.high:.0%}]: {says[kind]}."
    )
