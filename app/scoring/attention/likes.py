"""How evenly likes fall on posts: bought likes come in equal portions, people's do not."""

import math
from collections.abc import Sequence

import numpy as np
from scipy import special

from app.domain.attention import LikesSpread
from app.domain.post import Post

POSTS_AT_LEAST = 5
"""Fewer posts say nothing about a spread (ours)."""
_EVEN_P_BELOW = 0.001
_ONE_OFF_SHARE = 0.5
"""One post with half of all likes of at least ten: the mean speaks about that post (ours)."""
_ONE_OFF_POSTS = 10
_LARGEST = 2.0**53


def measure_likes_spread(posts: Sequence[Post]) -> LikesSpread | None:
    """Compare the spread with independent people's; None below five posts whose likes are shown.

    `likes_too_even`: the index of dispersion is below 1 with p < .001 (chi-square; Fisher, 1925). Independent people
    cannot be that even, whatever their number; portions of one size can. `likes_one_off`: half of all on one post.
    """
    counts = [post.likes_count for post in posts if not post.is_reply and post.likes_count is not None]
    likes = np.array([count for count in counts if 0 <= count <= _LARGEST], dtype=np.float64)
    if likes.size < POSTS_AT_LEAST:
        return None
    mean, n = float(likes.mean()), likes.size
    if mean == 0:
        return LikesSpread(
            posts=n,
            variation=None,
            chance_variation=None,
            even_p_value=None,
            top_post_share=None,
            codes=(),
            text=f"None of {n} posts has a like.",
        )
    variance = float(likes.var(ddof=1))
    p_value = float(special.chdtr(n - 1, (n - 1) * variance / mean))
    variation, top = math.sqrt(variance) / mean, float(likes.max() / likes.sum())
    text = (
        f"Likes vary by {variation:.0%} around their mean of {mean:,.0f} over {n} posts; independent people would vary "
        f"by at least {1 / math.sqrt(mean):.0%}. The best post has {top:.0%} of all likes."
    )
    codes = []
    if p_value < _EVEN_P_BELOW:
        codes.append("likes_too_even")
        text += f" They are more even than chance allows (p = {p_value:.1g}), as portions of one size would be."
    if n >= _ONE_OFF_POSTS and top > _ONE_OFF_SHARE:
        codes.append("likes_one_off")
        text += " The mean rests on that post: a success of its own, or likes bought for it, but no habit."
    return LikesSpread(
        posts=n,
        variation=variation,
        chance_variation=1 / math.sqrt(mean),
        even_p_value=p_value,
        top_post_share=top,
        codes=tuple(codes),
        text=text,
    )
