"""How large the largest score gets by chance alone."""

from dataclasses import replace
from typing import Final

import numpy as np

from app.scoring.columns import Floats
from app.scoring.group.cells import Cells
from app.scoring.group.windows import Windows, window_scores

DRAWS: Final = 30
_SEED: Final = 20_261_130
"""The draws are the same every time: same list, same p."""


def bootstrap_maxima(cells: Cells, windows: Windows) -> Floats:
    """Largest window score of lists that have this list's rates from end to end, float64[30].

    Rates smoothed along the list were tried: they keep part of a delivery, and the power for long ones is lost.
    """
    generator = np.random.default_rng(_SEED)
    rates = cells.counts.sum(axis=0) / cells.sizes.sum(axis=0)
    sizes = cells.sizes.astype(np.int64)
    maxima = [
        window_scores(replace(cells, counts=generator.binomial(sizes, rates).astype(np.float64)), windows).max()
        for _ in range(DRAWS)
    ]
    return np.array(maxima, dtype=np.float64)


def gumbel_tail(value: float, maxima: Floats) -> float:
    """Probability that a maximum reaches `value`: Gumbel's law by moments, at least 1e-4 / 31.

    Below 1 / 31 this is extrapolation; false alarms were counted for that reason (docs/method.md).
    """
    scale = max(float(maxima.std(ddof=1)) * np.sqrt(6) / np.pi, 1e-9)
    place = float(maxima.mean()) - np.euler_gamma * scale
    exponent = np.exp(np.clip((place - value) / scale, -700.0, 700.0))
    return float(max(-np.expm1(-exponent), 1e-4 / (maxima.size + 1)))
