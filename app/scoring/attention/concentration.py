"""Whether few accounts write most of the comments."""

import numpy as np

from app.domain.account import EngagementKind
from app.domain.attention import Concentration
from app.scoring.attention.reactions import Reactions


def measure_concentration(reactions: Reactions) -> Concentration | None:
    """Count comments by account; None without comments. A small circle is normal for a small creator."""
    comments = reactions.of_kind(EngagementKind.COMMENT)
    if len(comments) == 0:
        return None
    written = np.bincount(comments.account)
    written = np.sort(written[written > 0])[::-1].astype(np.float64)
    total, commenters = float(written.sum()), written.size
    cumulated = np.cumsum(written) / total
    writing_half = int(np.searchsorted(cumulated, 0.5 - 1e-12) + 1)
    tenth = max(1, round(commenters / 10))
    shares = written / total
    return Concentration(
        comments=int(total),
        commenters=commenters,
        writing_half=writing_half,
        top_tenth_share=float(cumulated[tenth - 1]),
        effective_commenters=float(np.exp(-(shares * np.log(shares)).sum())),
        text=f"{commenters:,} accounts wrote {int(total):,} comments; {writing_half:,} of them wrote half.",
    )
