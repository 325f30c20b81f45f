"""Whether an account reacts to others, or only speaks."""

import numpy as np

from app.scoring.columns import AccountColumns, Floats
from app.scoring.signals.signal import Direction, Signal, times


def read(columns: AccountColumns) -> Floats:
    """log10 of (likes given + 1) / (posts + 1): 0 is one like for each post of its own.

    Automation broadcasts: it posts much and likes little. Unknown when either count is.
    Source: Gilani et al., 2017, "Of Bots and Humans (on Twitter)", ASONAM (likes given, set against posts here).
    """
    return np.log10((columns.likes_given_count + 1) / (columns.posts_count + 1))


def phrase(value: float) -> str:
    """Say it in words."""
    return f"gave {times(value)} likes for each post of its own"


SIGNAL = Signal(
    name="likes_to_posts",
    title="Likes against posts",
    unit="log10 ratio",
    direction=Direction.LOWER,
    reads=("likes_given_count", "posts_count"),
    read=read,
    phrase=phrase,
)
