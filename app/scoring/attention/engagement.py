"""How many react: reactions to the creator's own recent posts, over followers."""

import math
from collections.abc import Sequence

import numpy as np
from scipy import special

from app.domain.assessment import EngagementSummary
from app.domain.estimate import Estimate
from app.domain.post import Post
from app.scoring.columns import Floats

_POSTS_AT_LEAST = 2
_REACTIONS = {"likes_count": "likes", "comments_count": "comments", "shares_count": "shares"}


def measure_engagement(
    posts: Sequence[Post], *, followers_count: int | None, distinct_engagers: int | None, level: float
) -> EngagementSummary | None:
    """Summarise posts that are no replies; None without any reaction count and without known engagers.

    The rate's interval is Student's over posts, and None below two posts or without followers.
    """
    counts = {
        name: np.array([getattr(post, name) for post in posts if not post.is_reply], dtype=np.float64)
        for name in _REACTIONS
    }
    shown = {name: values for name, values in counts.items() if not np.isnan(values).all()}
    if not shown and distinct_engagers is None:
        return None
    names = [_REACTIONS[name] for name in shown] or list(_REACTIONS.values())
    reactions = _sum_per_post(list(shown.values()))
    return EngagementSummary(
        formula=f"mean over posts of ({' + '.join(names)}) / followers",
        posts=reactions.size,
        rate=_rate(reactions, followers_count, level),
        likes_per_post=_mean(counts["likes_count"]),
        comments_per_post=_mean(counts["comments_count"]),
        shares_per_post=_mean(counts["shares_count"]),
        distinct_engagers=distinct_engagers,
    )


def _sum_per_post(counts: Sequence[Floats]) -> Floats:
    """Reactions of each post; a post that shows none of the counts is left out."""
    if not counts:
        return np.empty(0)
    table = np.stack(counts)
    return np.asarray(np.nansum(table, axis=0)[~np.isnan(table).all(axis=0)], dtype=np.float64)


def _mean(values: Floats) -> float | None:
    known = values[~np.isnan(values)]
    return float(known.mean()) if known.size else None


def _rate(reactions: Floats, followers_count: int | None, level: float) -> Estimate | None:
    if not followers_count or followers_count < 0 or reactions.size < _POSTS_AT_LEAST:
        return None
    rates = reactions / followers_count
    mean = float(rates.mean())
    quantile = float(special.stdtrit(rates.size - 1, 0.5 + level / 2))
    half = quantile * float(rates.std(ddof=1)) / math.sqrt(rates.size)
    return Estimate(estimate=mean, low=max(0.0, mean - half), high=mean + half, level=level)
