"""Whether an audience is a community or a crowd: how alike are the texts of different people."""

import numpy as np
from numpy.typing import NDArray


def coherence_of(vectors: NDArray[np.float32], texts: NDArray[np.float64]) -> float:
    """Mean cosine between texts of different accounts; NaN for fewer than two.

    `vectors` float32[n, dimensions] are the mean directions of each account's `texts`: with T the sum of all texts'
    unit vectors and S an account's, (|T|^2 - sum |S|^2) / (M^2 - sum m^2).
    """
    sums = vectors * texts[:, None].astype(np.float32)
    total = float(np.square(sums.sum(0, dtype=np.float64)).sum())
    own = float(np.square(sums, dtype=np.float64).sum())
    pairs = float(texts.sum() ** 2 - np.square(texts).sum())
    return (total - own) / pairs if pairs > 0 else float("nan")
