"""How many different accounts react at all, seen and unseen."""

import math

import numpy as np
from scipy import special

from app.domain.attention import DistinctEngagers
from app.domain.estimate import Estimate
from app.scoring.attention.reactions import Reactions

_POSTS_AT_LEAST = 2


def estimate_engagers(reactions: Reactions, level: float) -> DistinctEngagers | None:
    """Chao's lower bound (1984, Scand. J. Statist. 11:4; 1987, Biometrics 43:4) from posts as capture occasions.

    `S + (m - 1) / m f1^2 / (2 f2)` with f1, f2 accounts seen under one and two of m posts, bias-corrected without
    f2, and Chao's log-normal interval. None without reactions; no estimate below two posts. It is a lower bound when
    people differ in how often they react, and lower still when only part of each post's reactions was read.
    """
    if len(reactions) == 0:
        return None
    pairs = np.unique(np.stack((reactions.account, reactions.post), axis=1), axis=0)
    times = np.bincount(pairs[:, 0])
    times = times[times > 0]
    posts = int(np.unique(pairs[:, 1]).size)
    observed, once, twice = times.size, int(np.count_nonzero(times == 1)), int(np.count_nonzero(times == 2))  # noqa: PLR2004
    estimate = _chao(observed, once, twice, posts, level) if posts >= _POSTS_AT_LEAST else None
    text = f"{observed:,} different accounts reacted to {posts} posts"
    text += "." if estimate is None else f"; at least {estimate.estimate:,.0f} react at all (Chao's lower bound)."
    return DistinctEngagers(
        observed=observed, seen_once=once, seen_twice=twice, posts=posts, estimate=estimate, text=text
    )


def _chao(observed: int, once: int, twice: int, posts: int, level: float) -> Estimate:
    part = (posts - 1) / posts
    if twice:
        ratio = once / twice
        unseen = part * once * ratio / 2
        variance = twice * (part / 2 * ratio**2 + part**2 * ratio**3 + part**2 / 4 * ratio**4)
    else:
        unseen = part * once * (once - 1) / 2
        total = observed + unseen
        variance = (
            part * once * (once - 1) / 2 + part**2 * once * (2 * once - 1) ** 2 / 4 - part**2 * once**4 / 4 / total
        )
    if unseen <= 0:
        return Estimate(estimate=float(observed), low=float(observed), high=float(observed), level=level)
    z = float(special.ndtri(0.5 + level / 2))
    spread = math.exp(z * math.sqrt(math.log1p(max(0.0, variance) / unseen**2)))
    return Estimate(
        estimate=observed + unseen, low=observed + unseen / spread, high=observed + unseen * spread, level=level
    )
