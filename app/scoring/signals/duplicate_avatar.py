"""Whether accounts of this audience show the same picture."""

from app.scoring.columns import AccountColumns, Floats
from app.scoring.group.repeats import log_repeats
from app.scoring.signals.signal import Direction, Signal


def read(columns: AccountColumns) -> Floats:
    """log2 of how many accounts of this audience show the very same picture, from 0 (none other).

    Unknown when the source does not identify pictures. Source: New York Times, 2018, "The Follower Factory".
    """
    return log_repeats(columns.avatar_hash)


SIGNAL = Signal(
    name="duplicate_avatar",
    title="Same picture",
    unit="log2 count",
    direction=Direction.HIGHER,
    reads=("avatar_id",),
    read=read,
)
