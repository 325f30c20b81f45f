"""The creator's own account."""

from typing import Annotated

from pydantic import Field

from app.api.schemas.base import Answer
from app.api.schemas.brand_safety import BrandSafety
from app.api.schemas.comments import ReplyRate
from app.api.schemas.scalars import Count, Number, Proportion, UtcTime, open_enum
from app.api.schemas.sponsorship import BrandMentions, PromotionalLoad, SponsoredPosts, UndisclosedAdverts
from app.api.schemas.tally import Tally

SIGNAL_CODES = (
    "follow_for_follow",
    "followers_followed_back",
    "followings_follow_back",
    "sponsored_overload",
    "advert_feed",
    "sponsored_more_lately",
    "adverts_without_disclosure",
    "creator_dormant",
    "posts_around_the_clock",
    "machine_like_rhythm",
    "creator_new",
    "platform_label_spam",
    "platform_label_impersonation",
)


class CreatorSignal(Answer):
    """A signal that the creator's account matches; each has innocent readings."""

    code: Annotated[str, open_enum(*SIGNAL_CODES)] = Field(description="Stable code of the signal.")
    text: str = Field(
        description="The signal as a sentence, with its figures.",
        examples=["The account is 41 days old: it has little history."],
    )


class FollowExchange(Answer):
    """How many follow the creator, and how many the creator follows."""

    followers_count: Count | None = Field(
        description="Number of followers. Null when the platform does not say.", examples=[48210]
    )
    following_count: Count | None = Field(
        description="Number of accounts that the creator follows. Null when the platform does not say.",
        examples=[612],
    )
    ratio: Number | None = Field(
        description="Followings over followers, from 0. Null when one is unknown or nobody follows.", examples=[0.013]
    )
    followed_back: Tally | None = Field(
        description="Listed followers that the creator follows as well: `n` of `followers_count`. Null unless all whom "
        "the creator follows were read."
    )
    follows_back: Tally | None = Field(
        description="Accounts that the creator follows, as far as they were read (the newest), that follow the creator "
        "as well: `n` of `following_count`. Null unless all followers were listed."
    )


class PostingRhythm(Answer):
    """When the creator posts, replies included."""

    posts: Count = Field(description="Number of posts with a known time.", examples=[100])
    first_at: UtcTime = Field(
        description="Time of the oldest post that was read, UTC.", examples=["2026-06-01T08:00:00Z"]
    )
    last_at: UtcTime = Field(description="Time of the newest post, UTC.", examples=["2026-10-31T19:30:00Z"])
    posts_per_day: Number | None = Field(
        description="Posts a day between the oldest and the newest, from 0. Null with a single moment.", examples=[0.66]
    )
    idle_days: Number | None = Field(
        description="Days from the newest post to the vetting, from 0. Null when unknown.", examples=[1.2]
    )
    longest_gap_days: Number | None = Field(
        description="Longest pause in days, from 0. Null with one post.", examples=[9.5]
    )
    quiet_hours: Tally | None = Field(
        description="Posts in the quietest six hours of the day; a quarter when posts fall at any hour. "
        "Null below 60 posts."
    )
    interval_entropy: Proportion | None = Field(
        description="Entropy of the pauses over its maximum, from 0 (all pauses are equal) to 1. Null below 30 pauses.",
        examples=[0.94],
    )


class CreatorAccount(Answer):
    """Everything measured about the creator's own account."""

    age_days: Number | None = Field(
        description="Age of the account in days, from 0. Null when its creation date is unknown.", examples=[812.0]
    )
    follows: FollowExchange = Field(description="Followers against followings.")
    promotion: PromotionalLoad | None = Field(description="Posts that advertise. Null when no text of a post was read.")
    sponsored: SponsoredPosts | None = Field(
        description="Posts that the platform marks as paid or that say so. Null when no post could tell."
    )
    undisclosed: UndisclosedAdverts | None = Field(
        description="Posts that advertise by their wordings without a disclosure: a suspicion, no part of `sponsored`. "
        "Null when no text of a post was read."
    )
    mentions: BrandMentions | None = Field(
        description="Handles, hashtags and words of the brief in posts. Null when no text of a post was read."
    )
    safety: BrandSafety | None = Field(
        description="Wordings of sensitive content in posts. Null when no text of a post was read."
    )
    replies: ReplyRate | None = Field(
        description="How many comments the creator answers. Null when answers were not read."
    )
    rhythm: PostingRhythm | None = Field(description="When the creator posts. Null when no post has a time.")
    labels: list[str] = Field(description="Labels that the platform puts on the account.", examples=[["!warn"]])
    signals: list[CreatorSignal] = Field(description="Signals that the account matches; empty when there are none.")
    limits: list[str] = Field(
        description="What these measures cannot say, as sentences.",
        examples=[["Replies of the creator to comments were not read."]],
    )
