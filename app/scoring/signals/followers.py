"""Whether anybody follows the account."""

import numpy as np

from app.scoring.columns import AccountColumns, Floats
from app.scoring.signals.signal import Direction, Signal


def read(columns: AccountColumns) -> Floats:
    """log10 of (followers + 1): 0 is nobody, 3 is a thousand.

    Hardly anybody follows an account that was made to be sold. Unknown when the count is.
    Source: Stringhini et al., 2013, "Follow the Green: Growth and Dynamics in Twitter Follower Markets", IMC.
    """
    return np.log10(columns.followers_count + 1)


SIGNAL = Signal(
    name="followers",
    title="Followers",
    unit="log10 count",
    direction=Direction.LOWER,
    reads=("followers_count",),
    read=read,
)
