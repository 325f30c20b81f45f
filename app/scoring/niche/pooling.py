"""Several texts of one account as one score."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LOWEST: Final = -3.0
HIGHEST: Final = 10.0
"""A text counts for no less and no more: one odd text must not decide alone."""

SIZES: Final = (1, 2, 4, 8)
"""Numbers of texts that are told apart; other numbers count as the nearest of these."""

STEP: Final = 0.25
BINS: Final = round((HIGHEST - LOWEST) / STEP)
_DRAWS: Final = 20_000
SEED: Final = 7


def pool(scores: Floats, owners: NDArray[np.intp], count: int) -> Floats:
    """Pool texts by owner into float64[count]: ln mean exp of the scores, NaN for who has none."""
    weights = np.exp(np.clip(scores, LOWEST, HIGHEST))
    sums = np.bincount(owners, weights, minlength=count)
    texts = np.bincount(owners, minlength=count)
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled: Floats = np.log(sums / texts)
    return pooled


def size_class(texts: NDArray[np.int64]) -> NDArray[np.intp]:
    """Index into SIZES of the nearest number of texts, on the scale of doublings."""
    edges = np.sqrt(np.multiply(SIZES[:-1], SIZES[1:]))
    classes: NDArray[np.intp] = np.searchsorted(edges, texts)
    return classes


def pooled_background(scores: Floats, size: int) -> Floats:
    """Scores of made-up accounts with `size` background texts each."""
    if size == 1:
        return np.clip(scores, LOWEST, HIGHEST)
    chosen = np.random.default_rng(SEED).integers(len(scores), size=(_DRAWS, size))
    pooled: Floats = np.log(np.exp(np.clip(scores, LOWEST, HIGHEST))[chosen].mean(axis=1))
    return pooled


def histogram(scores: Floats, weights: Floats | None = None) -> Floats:
    """Weight in each of BINS bins from LOWEST to HIGHEST."""
    bins = np.clip(((scores - LOWEST) / STEP).astype(np.int64), 0, BINS - 1)
    counted: Floats = np.bincount(bins, weights, minlength=BINS).astype(np.float64)
    return counted


def density(scores: Floats, smooth: Sequence[float] = (0.1, 0.2, 0.4, 0.2, 0.1)) -> Floats:
    """Share of the scores in each bin, smoothed, and nowhere zero: what was not seen may still happen."""
    counts = np.convolve(np.pad(histogram(scores), 2, mode="edge"), smooth, mode="valid")
    counts += 1e-3 * counts.sum() / BINS
    shares: Floats = counts / counts.sum()
    return shares
