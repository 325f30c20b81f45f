"""Whether an account follows more than it is followed."""

import numpy as np

from app.scoring.columns import AccountColumns, Floats
from app.scoring.signals.signal import Direction, Signal, times


def read(columns: AccountColumns) -> Floats:
    """log10 of (following + 1) / (followers + 1): 0 is balance, 2 is a hundred accounts followed for each follower.

    Accounts that follow for money are not followed back. Unknown when either count is.
    Source: Yang et al., 2020, "Scalable and Generalizable Social Bot Detection through Data Selection", AAAI.
    """
    return np.log10((columns.following_count + 1) / (columns.followers_count + 1))


def phrase(value: float) -> str:
    """Say it in words."""
    if value >= 0:
        return f"follows {times(value)} times as many accounts as follow it"
    return f"is followed by {times(-value)} times as many accounts as it follows"


SIGNAL = Signal(
    name="following_to_followers",
    title="Following against followers",
    unit="log10 ratio",
    direction=Direction.HIGHER,
    reads=("following_count", "followers_count"),
    read=read,
    phrase=phrase,
)
