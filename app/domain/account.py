"""One account of an audience, as a platform shows it or a caller uploads it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AccountKind(StrEnum):
    """What an account is to an advertiser. Dormant and mass-following accounts are not called inauthentic."""

    AUTHENTIC = "authentic"
    INFLUENCER = "influencer"
    MASS_FOLLOWER = "mass_follower"
    DORMANT = "dormant"
    SUSPICIOUS = "suspicious"
    UNKNOWN = "unknown"


class Reachability(StrEnum):
    """How many accounts a follower follows: the more, the less it sees of each (cuts: HypeAuditor's method page)."""

    UNDER_500 = "under_500"
    FROM_500 = "500_to_1000"
    FROM_1000 = "1000_to_1500"
    OVER_1500 = "over_1500"
    UNKNOWN = "unknown"


class Suspicion(StrEnum):
    """What a suspicious account resembles by what it does; who made it, and why, is not known."""

    BOUGHT = "bought"
    AUTOMATED = "automated"
    SPAM = "spam"


class Label(StrEnum):
    """What a person who checked the account calls it. Dormant is not inauthentic."""

    GENUINE = "genuine"
    FAKE = "fake"
    BOT = "bot"
    SPAMBOT = "spambot"
    DORMANT = "dormant"

    @property
    def is_inauthentic(self) -> bool:
        """Whether the account counts as bought, automated or spam."""
        return self in {Label.FAKE, Label.BOT, Label.SPAMBOT}


class EngagementKind(StrEnum):
    """What a member of the audience did with a post."""

    LIKE = "like"
    COMMENT = "comment"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Engagement:
    """One reaction of an account to one post of the creator; `is_answered` says whether the creator replied to it."""

    kind: EngagementKind
    post_id: str
    at: datetime | None = None
    text: str | None = None
    is_answered: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account as observed at one moment. None means that the source did not say, never zero or false.

    Fields and their meaning follow the audience upload contract (docs/uploads.md). Times are UTC.
    `follow_rank` 0 is the newest follow, unless the audience says that it is ordered oldest first.
    """

    account_id: str
    handle: str | None = None
    display_name: str | None = None
    bio: str | None = None
    location: str | None = None
    url: str | None = None
    language: str | None = None
    followers_count: int | None = None
    following_count: int | None = None
    posts_count: int | None = None
    likes_given_count: int | None = None
    listed_count: int | None = None
    created_at: datetime | None = None
    last_posted_at: datetime | None = None
    observed_at: datetime | None = None
    followed_at: datetime | None = None
    follow_rank: int | None = None
    has_avatar: bool | None = None
    avatar_id: str | None = None
    is_verified: bool | None = None
    is_private: bool | None = None
    has_url: bool | None = None
    bio_length: int | None = None
    handle_length: int | None = None
    handle_digit_count: int | None = None
    handle_digit_share: float | None = None
    platform_labels: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    label: str | None = None
