"""All measures of attention of one creator, put together."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from app.domain.account import Account
from app.domain.attention import Attention
from app.domain.estimate import Estimate
from app.domain.handle import Platform
from app.domain.post import Post
from app.scoring.attention.comments import measure_comments
from app.scoring.attention.concentration import measure_concentration
from app.scoring.attention.early import measure_early
from app.scoring.attention.engagers import estimate_engagers
from app.scoring.attention.expectation import expect_engagement
from app.scoring.attention.likes import measure_likes_spread
from app.scoring.attention.reactions import Reactions
from app.scoring.attention.regulars import find_regulars
from app.scoring.attention.replies import measure_replies


def measure_attention(
    reacting: Iterable[Account],
    posts: Sequence[Post] = (),
    *,
    platform: Platform | None,
    rate: Estimate | None,
    followers_count: int | None,
    level: float,
    comments_on: Collection[str] | None = None,
) -> Attention | None:
    """Measure the reactions of `reacting`, all accounts that reacted and not a draw of them; None without anything.

    `comments_on` are accounts whose posts the creator comments on; None when they were not fetched, which is different
    from empty.
    """
    reactions = Reactions.from_accounts(reacting, posts)
    quality = measure_comments(reactions, level)
    concentration = measure_concentration(reactions)
    attention = Attention(
        expectation=expect_engagement(rate, followers_count=followers_count, platform=platform),
        likes=measure_likes_spread(posts),
        comments=quality,
        concentration=concentration,
        early=measure_early(reactions, posts, level),
        regulars=find_regulars(reactions, level, comments_on),
        replies=measure_replies(reactions, posts, level),
        engagers=estimate_engagers(reactions, level),
        limits=(),
    )
    if all(getattr(attention, name) is None for name in attention.__slots__ if name != "limits"):
        return None
    return _with_limits(attention, rate, platform)


def _with_limits(attention: Attention, rate: Estimate | None, platform: Platform | None) -> Attention:
    return replace(attention, limits=tuple(_limits(attention, rate, platform)))


def _limits(attention: Attention, rate: Estimate | None, platform: Platform | None) -> Iterator[str]:
    if rate is not None and attention.expectation is None:
        where = platform or "this platform"
        yield f"No dated benchmark of the engagement rate is at hand for {where} at this follower count."
    if attention.comments is not None:
        yield (
            "Comments are judged by rules and a model fitted on Instagram comments about finance, which called "
            f"{attention.comments.false_alarms:.1%} of the fine ones suspicious; spam on other topics or in other "
            "languages than English is found less often."
        )
    else:
        yield "No comment text was read."
    if attention.early is None:
        yield "Times of reactions are unknown, so that nothing is said about reactions that come at once."
    if attention.regulars is not None and attention.regulars.reciprocal is None:
        yield "Whether the creator comments on the regulars in return was not read."
