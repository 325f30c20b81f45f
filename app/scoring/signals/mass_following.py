"""Whether an account follows more than it can read."""

import numpy as np

from app.scoring.columns import AccountColumns, Floats
from app.scoring.signals.signal import Direction, Signal

MASS_FOLLOWINGS = 1_500.0
"""Above it an account counts as a mass follower (HypeAuditor, method page, read 2026)."""


def read(columns: AccountColumns) -> Floats:
    """1 when the account follows more than 1,500 accounts, 0 when not.

    Its timeline is too full for a post to be seen; that makes it hard to reach, not inauthentic. Unknown when the count
    of followings is. Source: HypeAuditor's method page (the cut).
    """
    return np.where(np.isnan(columns.following_count), np.nan, columns.following_count > MASS_FOLLOWINGS)


SIGNAL = Signal(
    name="mass_following",
    title="Mass following",
    unit="yes or no",
    direction=Direction.HIGHER,
    reads=("following_count",),
    read=read,
)
