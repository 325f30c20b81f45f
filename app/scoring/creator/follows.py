"""Whether followers were traded: many followings, about as many as followers, who follow each other."""

from collections.abc import Collection, Iterator, Sequence

from app.domain.account import Account
from app.domain.creator import CreatorSignal, FollowExchange
from app.scoring.attention.tally import lowest, tally

MASS_FOLLOWING_ABOVE = 1_500
"""HypeAuditor's mark for a mass follower: nobody reads so many."""
EXCHANGE_RATIO_AT_LEAST = 0.5
"""Followings for each follower from which a large account looks traded (ours); brands and creators are far below."""
FOLLOWED_BACK_ABOVE = 0.5


def measure_follows(
    creator: Account | None,
    followers: Sequence[Account],
    followed_ids: Collection[str] | None,
    level: float,
    *,
    followed_is_complete: bool = True,
) -> FollowExchange:
    """Count followers, followings, and which of the sampled followers the creator follows.

    `followed_ids` None = not fetched. When they are not complete, a follower that is not among them is unknown, so that
    nothing is counted: a cut list would look like nobody followed back.
    """
    followers_count = _count(creator.followers_count) if creator is not None else None
    following_count = _count(creator.following_count) if creator is not None else None
    back = None
    if followed_ids is not None and followed_is_complete and followers:
        followed = set(followed_ids)
        back = tally(sum(account.account_id in followed for account in followers), len(followers), level)
    return FollowExchange(
        followers_count=followers_count,
        following_count=following_count,
        ratio=following_count / followers_count if followers_count and following_count is not None else None,
        followed_back=back,
    )


def follow_signals(follows: FollowExchange) -> Iterator[CreatorSignal]:
    """Tell what the counts match; small accounts that follow friends back match nothing."""
    following, ratio, back = follows.following_count, follows.ratio, follows.followed_back
    if following is None or following <= MASS_FOLLOWING_ABOVE:
        return
    if ratio is not None and ratio >= EXCHANGE_RATIO_AT_LEAST:
        yield CreatorSignal(
            code="follow_for_follow",
            text=(
                f"The account matches the signal follow-for-follow: {follows.followers_count:,} followers and "
                f"{following:,} followings, {ratio:.2f} for each follower. Followers won in exchange do not read."
            ),
        )
    if back is not None and lowest(back) > FOLLOWED_BACK_ABOVE:
        yield CreatorSignal(
            code="followers_followed_back",
            text=(
                f"The creator follows {back.count:,} of {back.n:,} sampled followers back, and {following:,} accounts "
                "in all: the audience was won in exchange, or is a circle of acquaintances."
            ),
        )


def _count(value: int | None) -> int | None:
    return value if value is not None and 0 <= value <= 1 << 53 else None
