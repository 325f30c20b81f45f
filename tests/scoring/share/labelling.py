"""Made-up scores with their truth, and labels of some of the accounts."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]


def make_scores(
    random: np.random.Generator, *, accounts: int = 2_000, share: float = 0.2, model: str = "good"
) -> Floats:
    """Make a pair of rows: scores, and the truth with exactly this share of ones."""
    truth = random.permutation(np.arange(accounts) < round(accounts * share)).astype(np.float64)
    lean = {"good": 4.0, "useless": 0.0, "reversed": -4.0}[model] * (truth - 0.5)
    return np.stack([1 / (1 + np.exp(-(lean - 1.0 + random.normal(size=accounts)))), truth])


def label(truth: Floats, chosen: Indices) -> Floats:
    labels = np.full(truth.size, np.nan)
    labels[chosen] = truth[chosen]
    return labels


def label_some(truth: Floats, count: int, random: np.random.Generator) -> Floats:
    return label(truth, random.choice(truth.size, count, replace=False))
