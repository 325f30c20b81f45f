"""When the creator posts: how often, whether it sleeps, and whether its pauses are a machine's."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import numpy as np

from app.domain.creator import CreatorSignal, PostingRhythm
from app.domain.post import Post
from app.scoring.attention.tally import lowest, tally
from app.scoring.columns import SECONDS_PER_DAY, Floats

POSTS_FOR_NIGHT = 60
POSTS_FOR_REGULARITY = 30
"""Posts and pauses below which a quiet night or an even pause may be chance (ours)."""
QUIET_HOURS = 6
SLEEPLESS_ABOVE = 0.10
"""Even the quietest six hours hold a tenth of the posts; a quarter would be no night at all (ours)."""
REGULAR_BELOW = 0.5
"""Half of the entropy that as many different pauses would have. Entropy of pauses tells programs from people: Chu et
al., 2012, IEEE Transactions on Dependable and Secure Computing 9:6; the mark is ours."""
DORMANT_DAYS = 90.0
"""HypeAuditor: nothing for 90 days."""
_SECONDS_PER_HOUR = 3_600.0
_SECONDS_PER_MINUTE = 60.0


def measure_rhythm(posts: Sequence[Post], drawn_at: datetime, level: float) -> PostingRhythm | None:
    """Read the times of the posts, replies included; None without any time. Times after `drawn_at` are left out."""
    moments = sorted(post.created_at for post in posts if post.created_at and post.created_at <= drawn_at)
    if not moments:
        return None
    seconds = np.array([moment.timestamp() for moment in moments])
    pauses = np.diff(seconds)
    days = float(seconds[-1] - seconds[0]) / SECONDS_PER_DAY
    return PostingRhythm(
        posts=len(moments),
        first_at=moments[0],
        last_at=moments[-1],
        posts_per_day=(len(moments) - 1) / days if days > 0 else None,
        idle_days=(drawn_at.timestamp() - float(seconds[-1])) / SECONDS_PER_DAY,
        longest_gap_days=float(pauses.max()) / SECONDS_PER_DAY if pauses.size else None,
        quiet_hours=tally(_quietest(seconds), len(moments), level) if len(moments) >= POSTS_FOR_NIGHT else None,
        interval_entropy=_entropy(pauses),
    )


def rhythm_signals(rhythm: PostingRhythm | None) -> Iterator[CreatorSignal]:
    """Tell what the times match; a schedule of posts or several authors explain the last two as well."""
    if rhythm is None:
        return
    if rhythm.idle_days is not None and rhythm.idle_days > DORMANT_DAYS:
        yield CreatorSignal(
            code="creator_dormant", text=f"The newest post is {rhythm.idle_days:,.0f} days old: nobody posts here."
        )
    quiet = rhythm.quiet_hours
    if quiet is not None and lowest(quiet) > SLEEPLESS_ABOVE:
        yield CreatorSignal(
            code="posts_around_the_clock",
            text=(
                f"The account matches the signal posts around the clock: {quiet.count:,} of {quiet.n:,} posts fall "
                "into its quietest six hours. Scheduled posts and several authors do that as well."
            ),
        )
    if rhythm.interval_entropy is not None and rhythm.interval_entropy < REGULAR_BELOW:
        yield CreatorSignal(
            code="machine_like_rhythm",
            text=(
                "The account matches the signal machine-like rhythm: pauses between posts repeat (entropy "
                f"{rhythm.interval_entropy:.2f} of 1). Scheduled posts do that as well."
            ),
        )


def _quietest(seconds: Floats) -> int:
    """Count posts in the quietest six hours of the day, whatever the time zone."""
    hours = np.bincount((seconds // _SECONDS_PER_HOUR % 24).astype(np.int64), minlength=24)
    around = np.concatenate((hours, hours[: QUIET_HOURS - 1]))
    return int(np.convolve(around, np.ones(QUIET_HOURS, dtype=np.int64), mode="valid").min())


def _entropy(pauses: Floats) -> float | None:
    """Give the entropy of pauses in whole minutes, over what as many different ones have; threads left out."""
    minutes = np.rint(pauses[pauses >= _SECONDS_PER_MINUTE] / _SECONDS_PER_MINUTE)
    if minutes.size < POSTS_FOR_REGULARITY:
        return None
    _, counts = np.unique(minutes, return_counts=True)
    shares = counts / minutes.size
    return max(0.0, float(-(shares * np.log(shares)).sum() / np.log(minutes.size)))
