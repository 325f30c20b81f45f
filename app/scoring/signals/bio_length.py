"""How much an account says about itself."""

from app.scoring.columns import AccountColumns, Floats
from app.scoring.signals.signal import Direction, Signal


def read(columns: AccountColumns) -> Floats:
    """Characters of the bio, from 0; runs of space count as one.

    Accounts made in bulk leave it empty. Many people do, too. Unknown when the source gives neither bio nor length.
    Source: Cresci et al., 2015, "Fame for Sale", Decision Support Systems 80.
    """
    return columns.bio_length


SIGNAL = Signal(
    name="bio_length",
    title="Length of the bio",
    unit="characters",
    direction=Direction.LOWER,
    reads=("bio", "bio_length"),
    read=read,
)
