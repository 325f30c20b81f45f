"""Whether an account has gone quiet."""

import numpy as np

from app.scoring.columns import AccountColumns, Floats
from app.scoring.signals.signal import Direction, Signal

DORMANT_DAYS = 90.0
"""Nothing for 90 days: the market's usual cut for inactive (HypeAuditor, method page, read 2026)."""

RARE_DAYS = 180.0
"""Days for each post from which on a quarter of a year passes without one with a chance of .6 (Poisson)."""


def read(columns: AccountColumns) -> Floats:
    """1 when the account has posted nothing for 90 days, 0 when it has.

    Without the time of the last post: 1 when the account is at least 90 days old and has posted at most once in 180
    days on average, or never (posts as rare as that leave the last 90 days empty more often than not); otherwise
    unknown. Dormant is not inauthentic: many people read and never write. Source: HypeAuditor's method page (the 90
    days).
    """
    is_rare = (columns.age_days >= DORMANT_DAYS) & (columns.posts_count <= columns.age_days / RARE_DAYS)
    told = (columns.idle_days >= DORMANT_DAYS).astype(np.float64)
    return np.where(np.isnan(columns.idle_days), np.where(is_rare, 1.0, np.nan), told)


SIGNAL = Signal(
    name="dormancy",
    title="Dormant",
    unit="yes or no",
    direction=Direction.HIGHER,
    reads=("last_posted_at", "posts_count", "created_at"),
    read=read,
)
