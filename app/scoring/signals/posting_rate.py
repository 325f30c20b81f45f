"""How much an account posts."""

import numpy as np

from app.scoring.columns import AccountColumns, Floats
from app.scoring.signals.signal import Direction, Signal


def read(columns: AccountColumns) -> Floats:
    """Count posts per day since the account was created, from 0; a first day counts whole.

    Several dozen posts every day, for years, are rarely typed by one person. Unknown when posts or age are.
    Source: Chu et al., 2012, "Detecting Automation of Twitter Accounts", IEEE TDSC 9:6.
    """
    return columns.posts_count / np.maximum(1.0, columns.age_days)


SIGNAL = Signal(
    name="posting_rate",
    title="Posting rate",
    unit="posts per day",
    direction=Direction.HIGHER,
    reads=("posts_count", "created_at"),
    read=read,
)
