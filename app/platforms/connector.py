"""What a platform must offer to be vetted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

import httpx

from app.clock import utc_now
from app.domain.account import Account
from app.domain.post import Post
from app.net.bounded import FetchLimits
from app.platforms.capabilities import Capabilities
from app.platforms.http import Clock

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One answer of a listing. `cursor` asks for the next page; None means that this was the last."""

    items: tuple[Item, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class Subject:
    """The creator's own account, and the `key` by which the platform's other calls name it."""

    account: Account
    key: str


class Connector(Protocol):
    """One platform. Every method makes one call, or as many as the tariff says; it never waits or tries again.

    They raise PlatformError: PlatformUnsupportedError where the capabilities do not declare them. Cursors are opaque.
    `fetch_likers` and `fetch_commenters` give accounts whose `engagements` name the post; those of commenters say
    whether the creator answered, where the platform tells.
    """

    @property
    def capabilities(self) -> Capabilities:
        """What this platform gives."""
        ...

    async def check_credential(self) -> None:
        """Ask whether the credential works, by the cheapest call there is; raises PlatformAuthError where it does not.

        Nothing is asked of a platform that needs none.
        """
        ...

    async def fetch_subject(self, name: str) -> Subject:
        """Fetch the creator's own account."""
        ...

    async def fetch_followers(self, key: str, cursor: str | None, size: int) -> Page[Account]:
        """Fetch one page of followers, in `follower_order`; `size` is how many are wanted, the page may hold fewer."""
        ...

    async def fetch_followings(self, key: str, cursor: str | None) -> Page[str]:
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

    async def fetch_posts(self, key: str, cursor: str | None) -> Page[Post]:
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
    """How a connector reaches its platform; `base_url` None is the platform's own public address.

    `credential` holds the fields that the capabilities declare; empty where none is needed. `base_url` also stands for
    every instance of a platform that has many.
    """

    client: httpx.AsyncClient
    base_url: str | None = None
    credential: Mapping[str, str] = field(default_factory=dict, repr=False)
    limits: FetchLimits | None = None
    clock: Clock = utc_now


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectorEntry:
    """What each file in `connectors/` calls `CONNECTOR`: the registry finds it by that name."""

    capabilities: Capabilities
    base_url: str
    connect: Callable[[Access], Connector]
