"""How much of the handle is digits."""

from app.scoring.columns import AccountColumns, Floats
from app.scoring.signals.signal import Direction, Signal


def read(columns: AccountColumns) -> Floats:
    """Share of digits in the handle, in [0, 1]; a domain behind the name does not count.

    Names written by a generator, or accepted as the platform proposed them, end in digits. Unknown without a handle.
    Source: Akyon and Kalfaoglu, 2019, "Instagram Fake and Automated Account Detection", ASYU.
    """
    return columns.handle_digit_share


def phrase(value: float) -> str:
    """Say it in words."""
    return f"{value:.0%} of its handle is digits"


SIGNAL = Signal(
    name="handle_digits",
    title="Digits in the handle",
    unit="share",
    direction=Direction.HIGHER,
    reads=("handle", "handle_length", "handle_digit_count", "handle_digit_share"),
    read=read,
    phrase=phrase,
)
