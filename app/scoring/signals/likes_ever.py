"""Whether an account ever liked anything."""

import numpy as np

from app.scoring.columns import AccountColumns, Floats
from app.scoring.signals.signal import Direction, Signal

LIKES_ENOUGH = 1.5
"""log10 of likes + 1 (about 30) above which more likes say nothing more: their number grows with the era."""


def read(columns: AccountColumns) -> Floats:
    """log10 of (likes given + 1), at most 1.5 (about 30 likes).

    Software follows and posts; who reads likes something now and then. Unknown where the platform does not tell, and
    where a whole audience of 50 or more is told to have liked nothing.
    Source: Gilani, Farahbakhsh, Tyson, Wang and Crowcroft, 2017, "Of Bots and Humans (on Twitter)", ASONAM.
    """
    return np.minimum(np.log10(columns.likes_given_count + 1), LIKES_ENOUGH)


def phrase(value: float) -> str:
    """Say it in words."""
    likes = round(10**value - 1)
    if likes == 0:
        return "never liked anything"
    return f"gave about {likes} likes" if value < LIKES_ENOUGH else "gave thirty likes or more"


SIGNAL = Signal(
    name="likes_ever",
    title="Likes given at all",
    unit="log10, at most 1.5",
    direction=Direction.LOWER,
    reads=("likes_given_count",),
    read=read,
    phrase=phrase,
)
