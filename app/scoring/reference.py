"""Sources of accounts that a model was judged on while it had not seen them, as shapes of its scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from scipy import ndimage

from app.scoring.columns import Floats

BIN = 0.5
EDGES = np.arange(-6.0, 8.0 + BIN / 2, BIN)
"""Log-odds between two bins, relative to a level; one more bin is open at each end."""
_SMOOTH = 0.8 / BIN
"""Bandwidth in bins: a source at hand stands for others like it, so its finest detail means nothing (set by hand)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reference:
    """Histograms of log-odds of g genuine and b inauthentic sources, float64[g, bins] and float64[b, bins], rows of 1.

    Each is relative to the median of the genuine accounts of its own publication, because levels do not carry over
    from one collection to another while distances do; `level` is the median of those medians.
    """

    level: float
    genuine: Floats
    inauthentic: Floats

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """Read a part of a model file."""
        return cls(
            level=document["level"],
            genuine=np.array(document["genuine"]),
            inauthentic=np.array(document["inauthentic"]),
        )

    def document(self) -> dict[str, Any]:
        """Write the part of a model file."""
        return {
            "level": self.level,
            "genuine": self.genuine.tolist(),
            "inauthentic": self.inauthentic.tolist(),
        }


def histogram(log_odds: Floats, weights: Floats | None = None) -> Floats:
    """Share of accounts, or of their weights, in each bin, float64[bins]; sums to 1."""
    counts = np.bincount(np.searchsorted(EDGES, log_odds), weights=weights, minlength=EDGES.size + 1)
    return np.asarray(counts / counts.sum())


def make_reference(genuine: Mapping[str, Floats], inauthentic: Sequence[tuple[str, Floats]]) -> Reference:
    """Shapes of sources: log-odds of genuine accounts by publication, and those of others with their publication."""
    levels = {publication: float(np.median(scores)) for publication, scores in genuine.items()}
    return Reference(
        level=round(float(np.median(list(levels.values()))), 3),
        genuine=np.array([_shape(scores - levels[publication]) for publication, scores in genuine.items()]),
        inauthentic=np.array([_shape(scores - levels[publication]) for publication, scores in inauthentic]),
    )


def _shape(log_odds: Floats) -> Floats:
    smooth = ndimage.gaussian_filter1d(histogram(log_odds), _SMOOTH, mode="nearest")
    return np.asarray(np.round(smooth / smooth.sum(), 4))
