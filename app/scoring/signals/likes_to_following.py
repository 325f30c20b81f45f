"""Whether an account likes what those post whom it follows."""

import numpy as np

from app.scoring.columns import AccountColumns, Floats
from app.scoring.signals.signal import Direction, Signal, times


def read(columns: AccountColumns) -> Floats:
    """log10 of (likes given + 1) / (following + 1): 0 is one like for each account followed.

    Who follows thousands and likes nothing does not follow to read. Unknown when either count is.
    Source: Gilani et al., 2017, "Of Bots and Humans (on Twitter)", ASONAM (likes given, set against followings here).
    """
    return np.log10((columns.likes_given_count + 1) / (columns.following_count + 1))


def phrase(value: float) -> str:
    """Say it in words."""
    return f"gave {times(value)} likes for each account that it follows"


SIGNAL = Signal(
    name="likes_to_following",
    title="Likes against followings",
    unit="log10 ratio",
    direction=Direction.LOWER,
    reads=("likes_given_count", "following_count"),
    read=read,
    phrase=phrase,
)
