"""How old an account was when it followed."""

from app.scoring.columns import AccountColumns, Floats
from app.scoring.signals.signal import Direction, Signal


def read(columns: AccountColumns) -> Floats:
    """Days from the account's creation to its follow of this creator, from 0.

    Followers made for a sale follow within days of their creation. Unknown when the source tells no follow time.
    Source: Meeder et al., 2011, "We know who you followed last summer", WWW.
    """
    return columns.age_at_follow_days


SIGNAL = Signal(
    name="age_at_follow",
    title="Age when following",
    unit="days",
    direction=Direction.LOWER,
    reads=("created_at", "followed_at"),
    read=read,
)
