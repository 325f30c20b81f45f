"""Whether followers were traded: many followings, about as many as followers, who follow each other."""

from collections.abc import Iterator

from app.domain.account import Account
from app.domain.audience import AudienceSample, Frame
from app.domain.creator import CreatorSignal, FollowExchange, Followings
from app.scoring.attention.tally import lowest, tally
from app.scoring.share.sampling import population_of

MASS_FOLLOWING_ABOVE = 1_500
"""HypeAuditor's mark for a mass follower: nobody reads so many."""
EXCHANGE_RATIO_AT_LEAST = 0.5
"""Followings for each follower from which a large account looks traded (ours); brands and creators are far below."""
FOLLOWED_BACK_ABOVE = 0.5
"""More than half: friends of friends are followed back as well (ours)."""


def measure_follows(
    creator: Account | None, followers: AudienceSample | None, followings: Followings | None, level: float
) -> FollowExchange:
    """Count followers, followings, and who of each is among the other.

    Where one list was cut, an account that is not on it is unknown: then nothing is counted against it, as a cut list
    would look like nobody followed back.
    """
    followers_count = _count(creator.followers_count) if creator is not None else None
    following_count = _count(creator.following_count) if creator is not None else None
    followed_back = follows_back = None
    if followers is not None and followers.accounts and followings is not None:
        listed, followed = {account.account_id for account in followers.accounts}, set(followings.account_ids)
        mutual = len(listed & followed)
        if followings.complete:
            population = population_of(followers.note, len(listed))
            followed_back = tally(mutual, len(listed), level, population=population)
        if followers.note.frame is Frame.COMPLETE:
            population = max(following_count or 0, len(followed)) if followings.complete else len(followed)
            follows_back = tally(mutual, len(followed), level, population=population)
    return FollowExchange(
        followers_count=followers_count,
        following_count=following_count,
        ratio=following_count / followers_count if followers_count and following_count is not None else None,
        followed_back=followed_back,
        follows_back=follows_back,
    )


def follow_signals(follows: FollowExchange) -> Iterator[CreatorSignal]:
    """Tell what the counts match; small accounts that follow friends back match nothing."""
    following = follows.following_count
    if following is None or following <= MASS_FOLLOWING_ABOVE:
        return
    ratio, followed_back, follows_back = follows.ratio, follows.followed_back, follows.follows_back
    if ratio is not None and ratio >= EXCHANGE_RATIO_AT_LEAST:
        yield CreatorSignal(
            code="follow_for_follow",
            text=(
                f"The account matches the signal follow-for-follow: {follows.followers_count:,} followers and "
                f"{following:,} followings, {ratio:.2f} for each follower. Followers won in exchange do not read."
            ),
        )
        if follows_back is not None and lowest(follows_back) > FOLLOWED_BACK_ABOVE:
            yield CreatorSignal(
                code="followings_follow_back",
                text=(
                    f"Of {following:,} accounts that the creator follows {follows_back.n:,} were read, and "
                    f"{follows_back.count:,} of these follow the creator: follows were traded, or it is a circle of "
                    "acquaintances."
                ),
            )
    if followed_back is not None and lowest(followed_back) > FOLLOWED_BACK_ABOVE:
        yield CreatorSignal(
            code="followers_followed_back",
            text=(
                f"The creator follows {followed_back.count:,} of {followed_back.n:,} listed followers back, and "
                f"{following:,} accounts in all: the audience was won in exchange, or is a circle of acquaintances."
            ),
        )


def _count(value: int | None) -> int | None:
    return value if value is not None and 0 <= value <= 1 << 53 else None
