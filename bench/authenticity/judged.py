"""Estimates of known shares, and how good they were."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from app.domain.estimate import Share

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A true share, and what was said about it."""

    truth: float
    estimate: float
    low: float
    high: float

    @classmethod
    def from_share(cls, truth: float, share: Share) -> Self:
        """Judge what the product says."""
        assert share.estimate is not None
        return cls(truth=truth, estimate=share.estimate, low=share.low, high=share.high)

    @property
    def is_held(self) -> bool:
        """Whether the interval holds the truth."""
        return self.low - _ROUNDING <= self.truth <= self.high + _ROUNDING


HEADING = f"{'':44}{'n':>6}{'error':>8}{'bias':>8}{'held':>7}{'width':>7}"


def line(name: str, judged: Iterable[Judged]) -> str:
    """Give mean error, bias, how often the interval held, and its mean width, under HEADING."""
    rows: Sequence[Judged] = list(judged)
    if not rows:
        return f"{name:44}{0:>6}"
    misses = np.array([one.estimate - one.truth for one in rows])
    held = np.mean([one.is_held for one in rows])
    width = np.mean([one.high - one.low for one in rows])
    return f"{name:44}{len(rows):>6}{np.abs(misses).mean():>8.3f}{misses.mean():>+8.3f}{held:>7.2f}{width:>7.2f}"
