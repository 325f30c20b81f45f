"""How much of the profile is filled in."""

import numpy as np

from app.scoring.columns import AccountColumns, Floats
from app.scoring.signals.signal import Direction, Signal


def read(columns: AccountColumns) -> Floats:
    """Give the filled share, in [0, 1], of those profile parts that the source tells about.

    Parts: display name, bio, place, link, picture. A part that the source does not mention counts neither way, so that
    platforms without it are not punished; a link counts where the source says whether there is one. Unknown when the
    source tells about no part. Source: Cresci et al., 2015, "Fame for Sale", Decision Support Systems 80.
    """
    has_bio = np.where(np.isnan(columns.bio_length), np.nan, columns.bio_length > 0)
    parts = np.stack((columns.has_display_name, has_bio, columns.has_location, columns.has_url, columns.has_avatar))
    known = np.count_nonzero(~np.isnan(parts), axis=0)
    return np.where(known > 0, np.nansum(parts, axis=0) / np.maximum(1, known), np.nan)


SIGNAL = Signal(
    name="profile_completeness",
    title="Profile completeness",
    unit="share",
    direction=Direction.LOWER,
    reads=("display_name", "bio", "bio_length", "location", "has_url", "has_avatar", "avatar_id"),
    read=read,
)
