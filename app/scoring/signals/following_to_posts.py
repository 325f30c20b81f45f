"""Whether an account follows more than it posts."""

import numpy as np

from app.scoring.columns import AccountColumns, Floats
from app.scoring.signals.signal import Direction, Signal, times


def read(columns: AccountColumns) -> Floats:
    """log10 of (following + 1) / (posts + 1): 0 is balance, 2 is a hundred accounts followed for each post.

    Bought followers follow and say nothing. Quiet readers do the same: an account that is only inactive is called
    dormant, not suspicious. Unknown when either count is.
    Source: Cresci et al., 2015, "Fame for Sale", Decision Support Systems 80.
    """
    return np.log10((columns.following_count + 1) / (columns.posts_count + 1))


def phrase(value: float) -> str:
    """Say it in words."""
    if value >= 0:
        return f"follows {times(value)} accounts for each post of its own"
    return f"posted {times(-value)} times for each account that it follows"


SIGNAL = Signal(
    name="following_to_posts",
    title="Following against posts",
    unit="log10 ratio",
    direction=Direction.HIGHER,
    reads=("following_count", "posts_count"),
    read=read,
    phrase=phrase,
)
