"""The creator's own account: whom it follows, what it posts, and when."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.attention import ReplyRate, Tally
from app.domain.brand_safety import BrandSafety
from app.domain.sponsorship import BrandMentions, PromotionalLoad, SponsoredPosts, UndisclosedAdverts


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatorSignal:
    """A signal that the creator's account matches: a stable code and a sentence with its figures."""

    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Followings:
    """Whom the creator follows, as far as it was read; `complete` when the list came to its end."""

    account_ids: tuple[str, ...]
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowExchange:
    """Followers against followings. `ratio` is followings / followers, None without followers.

    `followed_back` counts listed followers that the creator follows as well, of `followers_count`; None unless all
    followings were read. `follows_back` counts followings that were read and follow the creator as well, of
    `following_count`; None unless all followers were listed.
    """

    followers_count: int | None
    following_count: int | None
    ratio: float | None
    followed_back: Tally | None
    follows_back: Tally | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingRhythm:
    """When the creator posts, over `posts` posts with a time.

    `quiet_hours` is the share of posts in the quietest six hours of the day (a quarter when posts fall at any hour),
    `interval_entropy` in [0, 1] is 0 when all pauses are equal; both None below the counts that they need.
    """

    posts: int
    first_at: datetime
    last_at: datetime
    posts_per_day: float | None
    idle_days: float | None
    longest_gap_days: float | None
    quiet_hours: Tally | None
    interval_entropy: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatorAccount:
    """Everything measured about the creator's own account; None is what was not known or not fetched.

    The last four are missing in documents of before they were measured.
    """

    age_days: float | None
    follows: FollowExchange
    promotion: PromotionalLoad | None
    replies: ReplyRate | None
    rhythm: PostingRhythm | None
    labels: tuple[str, ...]
    signals: tuple[CreatorSignal, ...]
    limits: tuple[str, ...]
    sponsored: SponsoredPosts | None = None
    undisclosed: UndisclosedAdverts | None = None
    mentions: BrandMentions | None = None
    safety: BrandSafety | None = None
