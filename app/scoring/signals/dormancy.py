"""Whether an account has gone quiet."""

import numpy as np

from app.scoring.columns import AccountColumns, Floats
from app.scoring.signals.signal import Direction, Signal

DORMANT_DAYS = 90.0
"""Nothing for 90 days: the market's usual cut for inactive (HypeAuditor, method page, read 2026)."""


def read(columns: AccountColumns) -> Floats:
    """1 when the account has posted nothing for 90 days, 0 when it has.

    Without the time of the last post: 1 when the account is at least 90 days old and never posted, otherwise unknown.
    Dormant is not inauthentic: many people read and never write. Source: HypeAuditor's method page (the 90 days).
    """
    never_posted = (columns.posts_count == 0) & (columns.age_days >= DORMANT_DAYS)
    told = (columns.idle_days >= DORMANT_DAYS).astype(np.float64)
    return np.where(np.isnan(columns.idle_days), np.where(never_posted, 1.0, np.nan), told)


SIGNAL = Signal(
    name="dormancy",
    title="Dormant",
    unit="yes or no",
    direction=Direction.HIGHER,
    reads=("last_posted_at", "posts_count", "created_at"),
    read=read,
)
