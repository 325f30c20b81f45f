"""All measures of the creator's own account, put together."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from app.domain.account import Account
from app.domain.attention import ReplyRate
from app.domain.audience import AudienceSample
from app.domain.brand_safety import BrandSafety, BrandSensitivity
from app.domain.creator import CreatorAccount, CreatorSignal, FollowExchange, Followings
from app.domain.post import Post
from app.domain.sponsorship import PromotionalLoad
from app.scoring.columns import SECONDS_PER_DAY
from app.scoring.creator.adverts import read_posts
from app.scoring.creator.follows import follow_signals, measure_follows
from app.scoring.creator.mentions import measure_mentions
from app.scoring.creator.promotion import measure_promotion, promotion_signals
from app.scoring.creator.rhythm import measure_rhythm, rhythm_signals
from app.scoring.creator.safety import measure_safety
from app.scoring.creator.sponsorship import measure_sponsored, measure_undisclosed, sponsorship_signals

NEW_BELOW_DAYS = 90.0
"""An account younger than three months has no history to vet (ours)."""
_FLAGS = {
    "spam": "spam",
    "impersonation": "posing as somebody else",
    "scam": "fraud",
    "misleading": "misleading content",
    "!hide": "hidden by the platform",
    "!warn": "shown with a warning",
    "!takedown": "taken down",
    "bot": "automated, as its owner says",
}
"""Labels of Bluesky's moderation (com.atproto.label.defs and the labels of its moderation service) that concern us."""


def measure_creator(
    creator: Account | None,
    posts: Sequence[Post],
    followers: AudienceSample | None,
    *,
    drawn_at: datetime,
    level: float,
    followings: Followings | None = None,
    replies: ReplyRate | None = None,
    brand_words: Sequence[str] = (),
    sensitivity: BrandSensitivity | None = None,
) -> CreatorAccount:
    """Measure the creator's account from its profile, recent posts and the list of its followers.

    `followings` is whom the creator follows, None when not fetched; `replies` is what `measure_replies` counted;
    `brand_words` are looked for in the posts; `sensitivity` is what the advertiser cannot bear, None for the usual one.
    Nothing here says that an account is fake: a signal is told with its figures and its innocent readings.
    """
    follows = measure_follows(creator, followers, followings, level)
    handle = creator.handle if creator is not None else None
    read = read_posts(posts, handle)
    promotion = measure_promotion(read, level)
    sponsored, undisclosed = measure_sponsored(read, drawn_at, level), measure_undisclosed(read, level)
    safety = measure_safety(posts, sensitivity, level=level)
    rhythm = measure_rhythm(posts, drawn_at, level)
    age_days = _age_days(creator, drawn_at)
    labels = creator.platform_labels if creator is not None else ()
    return CreatorAccount(
        age_days=age_days,
        follows=follows,
        promotion=promotion,
        replies=replies,
        rhythm=rhythm,
        labels=labels,
        signals=(
            *follow_signals(follows),
            *promotion_signals(promotion),
            *sponsorship_signals(sponsored, undisclosed),
            *rhythm_signals(rhythm),
            *_account_signals(age_days, labels),
        ),
        limits=(*_limits(follows, followings, replies), *_limits_of_posts(promotion, safety)),
        sponsored=sponsored,
        undisclosed=undisclosed,
        mentions=measure_mentions(read, brand_words, handle=handle),
        safety=safety,
    )


def _age_days(creator: Account | None, drawn_at: datetime) -> float | None:
    if creator is None or creator.created_at is None:
        return None
    days = ((creator.observed_at or drawn_at) - creator.created_at).total_seconds() / SECONDS_PER_DAY
    return days if days >= 0 else None


def _account_signals(age_days: float | None, labels: Sequence[str]) -> Iterator[CreatorSignal]:
    if age_days is not None and age_days < NEW_BELOW_DAYS:
        yield CreatorSignal(code="creator_new", text=f"The account is {age_days:,.0f} days old: it has little history.")
    for label in labels:
        says = _FLAGS.get(label)
        if says is not None:
            yield CreatorSignal(
                code=f"platform_label_{label.strip('!')}", text=f"The platform labels the account '{label}': {says}."
            )


def _limits(follows: FollowExchange, followings: Followings | None, replies: ReplyRate | None) -> Iterator[str]:
    if followings is None:
        yield "Whom the creator follows was not read, so that nothing is said about followers followed back."
    elif not followings.complete:
        following = "" if follows.following_count is None else f"{follows.following_count:,} "
        yield (
            f"Of {following}accounts that the creator follows the newest {len(followings.account_ids):,} were "
            "read: followers followed back are not counted, and followings who follow back are those of that part."
        )
    if followings is not None and follows.follows_back is None:
        yield "Not all followers could be listed, so that followings who follow back are not counted."
    if replies is None:
        yield "Replies of the creator to comments were not read."


def _limits_of_posts(promotion: PromotionalLoad | None, safety: BrandSafety | None) -> Iterator[str]:
    if promotion is not None:
        yield (
            "Adverts and their labels were looked for in the text of posts only, not in pictures, sound or stories. "
            "How many are missed was not measured."
        )
    if safety is not None:
        yield (
            "Brand-safety flags are matches of wordings in six languages and no judgement; there is no error rate, and "
            "pictures, sound, irony and other languages are not covered."
        )
