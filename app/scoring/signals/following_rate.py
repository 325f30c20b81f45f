"""How fast an account follows others."""

import numpy as np

from app.scoring.columns import AccountColumns, Floats
from app.scoring.signals.signal import Direction, Signal, times

SETTLING_DAYS = 30.0
"""Added to the age: people follow most in their first weeks, so a newcomer's rate is damped."""


def read(columns: AccountColumns) -> Floats:
    """log10 of (following + 1) / (age in days + 30): 0 is about one account followed each day since it was created.

    Accounts that are run to sell follows, or to be followed back, follow at a pace that no reader keeps up. Unknown
    without the followings or the age.
    Source: Yang et al., 2020, "Scalable and Generalizable Social Bot Detection through Data Selection", AAAI
    (friends growth rate).
    """
    return np.log10((columns.following_count + 1) / (columns.age_days + SETTLING_DAYS))


def phrase(value: float) -> str:
    """Say it in words."""
    return f"followed about {times(value)} accounts a day since it was created"


SIGNAL = Signal(
    name="following_rate",
    title="Followings for each day of age",
    unit="log10 a day",
    direction=Direction.HIGHER,
    reads=("following_count", "created_at"),
    read=read,
    phrase=phrase,
)
