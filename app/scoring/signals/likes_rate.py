"""How often an account likes something."""

import numpy as np

from app.scoring.columns import AccountColumns, Floats
from app.scoring.signals.signal import Direction, Signal, times


def read(columns: AccountColumns) -> Floats:
    """log10 of (likes given + 1) for each day of age, an age of at least one day: -2 is one like in a hundred days.

    Unknown without the likes or the age.
    Source: Yang et al., 2020, "Scalable and Generalizable Social Bot Detection through Data Selection", AAAI
    (favourites growth rate).
    """
    return np.log10((columns.likes_given_count + 1) / np.maximum(1.0, columns.age_days))


def phrase(value: float) -> str:
    """Say it in words."""
    return f"gave about {times(value)} likes a day"


SIGNAL = Signal(
    name="likes_rate",
    title="Likes for each day of age",
    unit="log10 a day",
    direction=Direction.LOWER,
    reads=("likes_given_count", "created_at"),
    read=read,
    phrase=phrase,
)
