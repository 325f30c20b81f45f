"""Whether many handles of this audience are built alike."""

from app.scoring.columns import AccountColumns, Floats
from app.scoring.group.repeats import log_repeats
from app.scoring.signals.signal import Direction, Signal


def read(columns: AccountColumns) -> Floats:
    """log2 of how many accounts of this audience share the handle's template, from 0 (none other).

    Maria_Lopez19842 and Jose_Garcia55310 share "capital, small letters, _, capital, small letters, five digits". Only
    handles with three or more digits have a template; others are unknown. Inside one audience only: what is frequent
    elsewhere says nothing here. Source: New York Times, 2018, "The Follower Factory".
    """
    return log_repeats(columns.template_hash)


SIGNAL = Signal(
    name="handle_template",
    title="Handles built alike",
    unit="log2 count",
    direction=Direction.HIGHER,
    reads=("handle",),
    read=read,
)
