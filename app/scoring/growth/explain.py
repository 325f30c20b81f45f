"""Innocent explanations of a burst of new followers, tried one by one."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from app.domain.account import Account
from app.domain.growth import Explanation, Outcome
from app.domain.post import Post
from app.scoring.attention.tally import highest, lowest, tally
from app.scoring.columns import SECONDS_PER_DAY, Floats

LOOK_BACK_DAYS = 3
MUCH_SEEN_TIMES = 3.0
"""Reactions of a post over the median post from which it brings followers (ours)."""
OLD_DAYS = 180.0
ALIVE_DAYS = 90.0
_POSTS_TO_BE_ALIVE = 10
_REST_AT_LEAST = 20
_REST_PART = 0.8
"""A burst may have four fifths of the old and alive accounts that the rest of the audience has (ours)."""
_POSTS_AT_LEAST = 5


def explain_by_post(posts: Sequence[Post], first: date, last: date) -> Explanation:
    """Look for a much-seen post from three days before the burst to its end."""
    code = "much_seen_post"
    dated = [(post.created_at.date(), _reactions(post)) for post in posts if post.created_at and not post.is_reply]
    known = [(day, count) for day, count in dated if count is not None]
    since = first - timedelta(days=LOOK_BACK_DAYS)
    if len(known) < _POSTS_AT_LEAST or min(day for day, _ in known) > since:
        text = "The posts that were read do not reach back to these days."
        return Explanation(code=code, outcome=Outcome.UNKNOWN, text=text)
    usual = float(np.median([count for _, count in known]))
    near = [count for day, count in known if since <= day <= last]
    best = max(near, default=0)
    if near and best >= MUCH_SEEN_TIMES * max(1.0, usual):
        text = (
            f"A post of these days has {best:,} reactions, {best / max(1.0, usual):.1f} times the usual {usual:,.0f}."
        )
        return Explanation(code=code, outcome=Outcome.HOLDS, text=text)
    text = f"The best of {len(near)} posts of these days has {best:,} reactions; usual are {usual:,.0f}."
    return Explanation(code=code, outcome=Outcome.FAILS, text=text)


def old_and_alive(accounts: Sequence[Account], follow_days: Floats) -> Floats:
    """Whether each account was 180 days old at the follow and is alive, 1 or 0, float64[n], NaN = unknown.

    Alive is a post in the 90 days before it was observed, or ten posts where the last one is unknown.
    """
    flags = [_old_and_alive(account, day) for account, day in zip(accounts, follow_days.tolist(), strict=True)]
    return np.array(flags, dtype=np.float64)


def explain_by_accounts(flags: Floats, in_burst: NDArray[np.bool_], level: float) -> Explanation:
    """Compare `old_and_alive` accounts of the burst with the rest of the audience; unknown between the two answers."""
    code = "accounts_old_and_alive"
    known = ~np.isnan(flags)
    own, rest = flags[known & in_burst], flags[known & ~in_burst]
    if own.size == 0 or rest.size < _REST_AT_LEAST:
        text = "Too little is known about the age and the activity of these accounts."
        return Explanation(code=code, outcome=Outcome.UNKNOWN, text=text)
    mine, others = tally(int(own.sum()), own.size, level), float(rest.mean())
    text = (
        f"{mine.count:,} of {mine.n:,} accounts were old when they followed and are alive; of the rest, {others:.0%}."
    )
    if lowest(mine) >= _REST_PART * others and mine.count > 0:
        return Explanation(code=code, outcome=Outcome.HOLDS, text=text)
    outcome = Outcome.FAILS if highest(mine) < _REST_PART * others or mine.count == 0 else Outcome.UNKNOWN
    return Explanation(code=code, outcome=outcome, text=text)


def explain_by_platform(signups: Mapping[date, float] | None, first: date, last: date, times: float) -> Explanation:
    """Ask whether the whole platform grew: new accounts a day in the window over their median day."""
    code = "platform_growth"
    days = [first + timedelta(days=day) for day in range((last - first).days + 1)]
    if not signups or any(day not in signups for day in days):
        text = "How fast the platform grew on these days is not known here."
        return Explanation(code=code, outcome=Outcome.UNKNOWN, text=text)
    usual = float(np.median(list(signups.values())))
    wave = float(np.mean([signups[day] for day in days])) / usual if usual > 0 else 0.0
    text = f"New accounts on the platform were {wave:.1f} times their usual number, the followers {times:.1f} times."
    return Explanation(code=code, outcome=Outcome.HOLDS if wave >= times / 2 else Outcome.FAILS, text=text)


def is_explained(post: Explanation, accounts: Explanation, platform: Explanation) -> bool:
    """Tell whether a much-seen post with followers no worse than others, or a wave of the platform, explains it."""
    if platform.outcome is Outcome.HOLDS:
        return True
    return post.outcome is Outcome.HOLDS and accounts.outcome is not Outcome.FAILS


def _reactions(post: Post) -> int | None:
    counts = [count for count in (post.likes_count, post.comments_count, post.shares_count) if count is not None]
    return sum(max(0, count) for count in counts) if counts else None


def _old_and_alive(account: Account, follow_day: float) -> bool | None:
    if account.created_at is None or account.observed_at is None or np.isnan(follow_day):
        return None
    age = follow_day - account.created_at.timestamp() / SECONDS_PER_DAY
    if account.last_posted_at is not None:
        alive = (account.observed_at - account.last_posted_at).total_seconds() <= ALIVE_DAYS * SECONDS_PER_DAY
    elif account.posts_count is not None:
        alive = account.posts_count >= _POSTS_TO_BE_ALIVE
    else:
        return None
    return alive and age >= OLD_DAYS
