"""Whether accounts of this audience describe themselves in the same words."""

from app.scoring.columns import AccountColumns, Floats
from app.scoring.group.repeats import log_repeats
from app.scoring.signals.signal import Direction, Signal


def read(columns: AccountColumns) -> Floats:
    """log2 of how many accounts of this audience have the very same bio, from 0 (none other).

    Case and spacing do not count; bios under 20 characters are unknown, because short ones repeat by themselves.
    Source: Cresci et al., 2017, "The Paradigm-Shift of Social Spambots", WWW.
    """
    return log_repeats(columns.bio_hash)


SIGNAL = Signal(
    name="repeated_bio",
    title="Same bio",
    unit="log2 count",
    direction=Direction.HIGHER,
    reads=("bio",),
    read=read,
)
