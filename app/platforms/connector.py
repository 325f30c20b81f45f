"""What a platform must offer to be vetted, and how it declares what it can."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

import httpx

from app.clock import utc_now
from app.domain.account import Account
from app.domain.audience import Availability, Order
from app.domain.handle import Platform
from app.domain.post import Post
from app.net.bounded import FetchLimits
from app.platforms.http import Clock

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One answer of a listing. `cursor` asks for the next page; None means that this was the last."""

    items: tuple[Item, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimit:
    """What the platform allows one credential: `calls` within `per_seconds`."""

    calls: int
    per_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a connector can fetch, declared before anything is spent.

    `hydration_batch` is how many accounts one `fetch_accounts` call takes; None where follower pages already carry
    the counts. `follower_page_size` is the most that a page holds; platforms may give less. `lists_followed_profiles`
    says whether one call tells whom any member of an audience follows, with their bios. `availability` says whether
    followers can be fetched at all; where they cannot, `advice` says what to do instead.
    """

    platform: Platform
    title: str
    lists_followers: bool
    follower_order: Order
    follower_page_size: int
    hydration_batch: int | None
    lists_posts: bool
    lists_likers: bool
    lists_commenters: bool
    lists_followings: bool
    lists_followed_profiles: bool
    needs_credential: bool
    limit: RateLimit
    terms: str
    availability: Availability = Availability.OK
    advice: str = ""


class Connector(Protocol):
    """One platform. Every method makes at most one call and raises PlatformError; it never waits or tries again.

    Cursors are opaque. `fetch_likers` and `fetch_commenters` give accounts whose `engagements` name the post; those of
    commenters say whether the creator answered, where the platform tells.
    """

    @property
    def capabilities(self) -> Capabilities:
        """What this platform gives."""
        ...

    async def fetch_subject(self, name: str) -> Account:
        """Fetch the creator's own account."""
        ...

    async def fetch_followers(self, account_id: str, cursor: str | None) -> Page[Account]:
        """Fetch one page of followers, in `follower_order`."""
        ...

    async def fetch_followings(self, account_id: str, cursor: str | None) -> Page[str]:
        """Fetch one page of the ids of accounts that the creator follows."""
        ...

    async def fetch_followed(self, account_id: str) -> Page[Account]:
        """Fetch the first page of whom a member of the audience follows, newest first: ids, bios, declared languages.

        An empty page where the member is gone, hidden or shown to others only.
        """
        ...

    async def fetch_accounts(self, account_ids: Sequence[str]) -> tuple[Account, ...]:
        """Fetch up to `hydration_batch` accounts with their counts; accounts that are gone are left out."""
        ...

    async def fetch_posts(self, account_id: str, cursor: str | None) -> Page[Post]:
        """Fetch one page of the creator's own posts, newest first."""
        ...

    async def fetch_likers(self, post_id: str, cursor: str | None) -> Page[Account]:
        """Fetch one page of the accounts that liked a post."""
        ...

    async def fetch_commenters(self, post_id: str, cursor: str | None) -> Page[Account]:
        """Fetch one page of the accounts that replied to a post."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How a connector reaches its platform; `base_url` None is the platform's own public address."""

    client: httpx.AsyncClient
    base_url: str | None = None
    credential: str | None = field(default=None, repr=False)
    limits: FetchLimits | None = None
    clock: Clock = utc_now


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectorEntry:
    """What each file in `connectors/` calls `CONNECTOR`: the registry finds it by that name."""

    capabilities: Capabilities
    base_url: str
    connect: Callable[[Access], Connector]
