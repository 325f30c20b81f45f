"""Whether the creator answers those who comment."""

from collections.abc import Sequence

import numpy as np

from app.domain.account import EngagementKind
from app.domain.attention import ReplyRate
from app.domain.post import Post
from app.scoring.attention.reactions import Reactions
from app.scoring.attention.tally import tally


def measure_replies(reactions: Reactions, posts: Sequence[Post], level: float) -> ReplyRate | None:
    """Count comments, and commenters once a post, that the creator answered; None where no comment tells.

    The comments are all that could be read, and the interval is that of a draw from many: it speaks about the habit,
    not about these posts.
    """
    comments = reactions.of_kind(EngagementKind.COMMENT)
    comments = comments.take(~np.isnan(comments.answered))
    if len(comments) == 0:
        return None
    pairs, pair = np.unique(np.stack((comments.account, comments.post)), axis=1, return_inverse=True)
    is_answered = np.bincount(pair.ravel(), weights=comments.answered) > 0
    under = {comments.post_ids[index] for index in comments.post.tolist()}
    commenters = tally(int(np.count_nonzero(is_answered)), pairs.shape[1], level)
    text = f"The creator answered {commenters.count:,} of {commenters.n:,} commenters under {len(under)} posts"
    if commenters.share is not None:
        text += f" ({commenters.share.low:.0%} to {commenters.share.high:.0%})"
    return ReplyRate(
        commenters=commenters,
        comments=tally(int(comments.answered.sum()), len(comments), level),
        comments_count=_counted(posts, under),
        posts=len(under),
        text=f"{text}.",
    )


def _counted(posts: Sequence[Post], under: set[str]) -> int | None:
    """Sum what the platform counts under these posts; None when it does not say so of each."""
    counts = [post.comments_count for post in posts if post.post_id in under]
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(under) else None
