"""How old an account is."""

from app.scoring.columns import AccountColumns, Floats
from app.scoring.signals.signal import Direction, Signal


def read(columns: AccountColumns) -> Floats:
    """Days from the account's creation to the moment it was observed, from 0.

    Bought and automated accounts are mostly young when they are used. A newcomer is young as well, so that this signal
    alone accuses nobody. Unknown when the source does not tell the creation time, or tells one that cannot be.
    Source: Lee, Eoff, Caverlee, 2011, "Seven Months with the Devils", ICWSM.
    """
    return columns.age_days


SIGNAL = Signal(
    name="account_age",
    title="Account age",
    unit="days",
    direction=Direction.LOWER,
    reads=("created_at", "observed_at"),
    read=read,
)
