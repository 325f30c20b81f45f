"""Whether the account has no picture of its own."""

from app.scoring.columns import AccountColumns, Floats
from app.scoring.signals.signal import Direction, Signal


def read(columns: AccountColumns) -> Floats:
    """1 when the account shows the platform's default picture, 0 when it has its own.

    Unknown when the source does not say, and where it says so of a whole audience of 50 or more.
    Source: Akyon and Kalfaoglu, 2019, "Instagram Fake and Automated Account Detection", ASYU.
    """
    return 1.0 - columns.has_avatar


def phrase(value: float) -> str:
    """Say it in words."""
    return "shows no picture" if value else "shows a picture"


SIGNAL = Signal(
    name="missing_avatar",
    title="No picture",
    unit="yes or no",
    direction=Direction.HIGHER,
    reads=("has_avatar", "avatar_id"),
    read=read,
    phrase=phrase,
)
