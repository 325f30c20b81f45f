"""Reactions that come at once, as ordered ones do."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.domain.account import EngagementKind
from app.domain.attention import EarlyReactions
from app.domain.post import Post
from app.scoring.attention.reactions import KINDS, Reactions
from app.scoring.attention.tally import tally

EARLY_SECONDS = 300.0
"""Five minutes: few people see a post so soon, ordered reactions are delivered so soon (ours)."""
_COUNTS = {EngagementKind.LIKE: "likes_count", EngagementKind.COMMENT: "comments_count"}


def measure_early(reactions: Reactions, posts: Sequence[Post], level: float) -> EarlyReactions | None:
    """Share of likes and comments within five minutes of their post; None when no time is known.

    Platforms list reactions newest first, so that a list that was cut has lost the early ones: a post counts for a
    kind of reaction only when as many were read as the platform counts, less a tenth for deleted accounts.
    """
    complete = _complete(reactions, posts)
    known = ~np.isnan(reactions.seconds)
    if not known.any():
        return None
    whole = complete[reactions.kind, reactions.post]
    chosen = known & whole
    early = int(np.count_nonzero(reactions.seconds[chosen] <= EARLY_SECONDS))
    counted = tally(early, int(np.count_nonzero(chosen)), level)
    used = np.unique(reactions.post[chosen]).size
    left_out = np.unique(reactions.post[known]).size - used
    text = f"{early:,} of {counted.n:,} reactions came within five minutes of their post, over {used} posts."
    if left_out:
        text += f" {left_out} posts are left out, because not all of their reactions were read."
    return EarlyReactions(early=counted, posts=used, posts_left_out=left_out, text=text)


def _complete(reactions: Reactions, posts: Sequence[Post]) -> NDArray[np.bool_]:
    """Whether all reactions of a kind to a post were read, bool[kinds, posts]."""
    read = np.zeros((len(KINDS), len(reactions.post_ids)))
    np.add.at(read, (reactions.kind, reactions.post), 1.0)
    told = np.full(read.shape, np.nan)
    position = {name: index for index, name in enumerate(reactions.post_ids)}
    for post in posts:
        for kind, field in _COUNTS.items():
            count = getattr(post, field)
            if count is not None and count >= 0 and post.post_id in position:
                told[KINDS.index(kind), position[post.post_id]] = float(min(count, 1 << 53))
    return np.asarray(read >= 0.9 * told)
