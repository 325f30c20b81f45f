"""Mastodon and what speaks its API: each account is asked for at its own server, without login.

Hosts come from strangers, so they are asked through the guard of `net/guard.py`. Decisions about people:

- `noindex: true` and `discoverable: false` ask not to be found; null, or neither, says nothing. A creator who set one
  is `account_private`. Of an audience member who did only the id, the counts, the dates and whether there is a
  picture are kept; handle, name, bio and reply text are dropped unread.
- `indexable: false` keeps posts out of searches: the texts of such a creator's posts are dropped unread, their counts
  stay.
- Of the people whom a creator follows nothing but the id is read.

Everybody's id is `user@domain` in lower case, on whichever server they were seen. A server that shows a list to people
who are signed in only hides it (GoToSocial): there is no credential of ours to blame.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import quote

import httpx
import msgspec

from app.domain.account import Account
from app.domain.audience import Order
from app.domain.handle import Platform
from app.domain.post import Post
from app.net.bounded import FetchLimits
from app.platforms.capabilities import Capabilities
from app.platforms.connector import Access, ConnectorEntry, Page, Subject
from app.platforms.connectors._mastodon_names import (
    AccountKey,
    Home,
    Instance,
    LocalId,
    PostKey,
    instance_of,
    parse_home,
    parse_name,
    read_acct,
)
from app.platforms.connectors._mastodon_refusals import (
    SUSPENDED,
    PostGoneError,
    explain_list,
    explain_post,
    explain_subject,
)
from app.platforms.connectors._mastodon_views import (
    AccountView,
    Named,
    StatusView,
    account_from,
    accounts_from,
    asks_for_privacy,
    commenters_from,
    hidden_lists,
    liker_of,
    post_from,
)
from app.platforms.errors import (
    AccountPrivateError,
    AccountSuspendedError,
    AudienceHiddenError,
    HandleNotFoundError,
    UpstreamError,
)
from app.platforms.http import Explain, PlatformClient
from app.platforms.shapes import read_shape, read_shapes
from app.platforms.tariff import FREE, LimitScope, Operation, RateLimit, Tariff
from app.platforms.undeclared import Undeclared

__all__ = ["CAPABILITIES", "CONNECTOR", "Mastodon", "instance_of"]

PAGE_SIZE: Final = 80
POSTS: Final = 40
REDIRECTS_AT_MOST: Final = 2

CAPABILITIES = Capabilities(
    platform=Platform.MASTODON,
    title="Mastodon",
    lists_followers=True,
    follower_order=Order.NEWEST_FIRST,
    follower_page_size=PAGE_SIZE,
    engager_page_size=PAGE_SIZE,
    hydration_batch=None,
    lists_posts=True,
    lists_likers=True,
    lists_commenters=True,
    lists_followings=True,
    lists_followed_profiles=False,
    tariff=Tariff(
        limits=(
            RateLimit(name="all calls", calls=300, per_seconds=300.0),
            RateLimit(
                name="paging calls",
                calls=300,
                per_seconds=900.0,
                operations=(Operation.FOLLOWERS, Operation.FOLLOWINGS, Operation.LIKERS),
            ),
        ),
        scope=LimitScope.INSTANCE,
        prices={Operation.SUBJECT: replace(FREE, calls=2)},
    ),
    terms="Public data without login, from the account's own server. Who asks not to be found is honoured: as a "
    "creator not vetted, as an audience member counted without the profile.",
)

_PATHS: Final = {"followers": "followers", "followings": "following"}


class Mastodon(Undeclared):
    """The connector; names are `user@host`, and every method but `fetch_subject` is one call."""

    capabilities = CAPABILITIES

    def __init__(self, access: Access) -> None:
        self._access = access
        self._limits = replace(access.limits or FetchLimits(), redirects=REDIRECTS_AT_MOST)
        self._clock = access.clock

    async def fetch_subject(self, name: str) -> Subject:
        """Find the account's server by WebFinger, then fetch the account there."""
        asked = parse_name(name)
        resource = {"resource": f"acct:{asked}"}
        answer = await self._api(asked.host).get_json(".well-known/webfinger", resource, explain=explain_subject)
        home = parse_home(answer, asked)
        found = await self._api(home.instance.host).get_json(
            "api/v1/accounts/lookup", {"acct": home.lookup}, explain=explain_subject
        )
        return self._subject(read_shape(found, AccountView), home)

    async def fetch_followers(self, key: str, cursor: str | None, size: int) -> Page[Account]:  # noqa: ARG002 - whole pages cost no more
        """Fetch followers with their counts, newest first."""
        owner = AccountKey.read(key)
        items, onward = await self._people(owner, "followers", cursor)
        return Page(tuple(accounts_from(items, owner.instance, self._clock())), onward)

    async def fetch_followings(self, key: str, cursor: str | None) -> Page[str]:
        """Fetch whom the creator follows, newest first; of these people nothing but the id is read."""
        owner = AccountKey.read(key)
        items, onward = await self._people(owner, "followings", cursor)
        accts = (read_acct(view.acct, owner.instance.domain) for view in read_shapes(items, Named))
        return Page(tuple(acct.account_id for acct in accts if acct is not None), onward)

    async def fetch_posts(self, key: str, cursor: str | None) -> Page[Post]:
        """Fetch own posts newest first, without replies and boosts; none where strangers are shown none."""
        owner = AccountKey.read(key)
        path = f"api/v1/accounts/{quote(owner.local_id, safe='')}/statuses"
        parameters = {"limit": str(POSTS), "exclude_replies": "true", "exclude_reblogs": "true"}
        try:
            items, onward = await self._page(owner.instance, path, parameters, cursor, explain_list)
        except AudienceHiddenError:
            return Page((), None)
        posts = (post_from(view, owner) for view in read_shapes(items, StatusView))
        return Page(tuple(post for post in posts if post is not None), onward)

    async def fetch_likers(self, post_id: str, cursor: str | None) -> Page[Account]:
        """Fetch the accounts that favourited a post; none when it is gone."""
        post = PostKey.read(post_id)
        path = f"api/v1/statuses/{quote(post.status_id, safe='')}/favourited_by"
        try:
            items, onward = await self._page(post.instance, path, {"limit": str(PAGE_SIZE)}, cursor, explain_post)
        except PostGoneError:
            return Page((), None)
        likers = accounts_from(items, post.instance, self._clock())
        return Page(tuple(liker_of(account, post_id) for account in likers), onward)

    async def fetch_commenters(self, post_id: str, cursor: str | None) -> Page[Account]:  # noqa: ARG002 - one page only
        """Fetch the accounts that replied to a post directly, of the sixty replies that strangers are shown."""
        post = PostKey.read(post_id)
        path = f"api/v1/statuses/{quote(post.status_id, safe='')}/context"
        try:
            body = await self._api(post.instance.host).get_json(path, explain=explain_post)
        except PostGoneError:
            return Page((), None)
        replies = body.get("descendants") if isinstance(body, dict) else None
        return Page(commenters_from(_listed(replies), post_id, self._clock()), None)

    def _api(self, host: str) -> PlatformClient:
        access = self._access
        return PlatformClient(
            access.client,
            access.base_url or f"https://{host}",
            title=CAPABILITIES.title,
            limits=self._limits,
            clock=access.clock,
        )

    def _subject(self, view: AccountView | None, home: Home) -> Subject:
        """Judge whether the account may be vetted."""
        account = None if view is None else account_from(view, home.instance, self._clock())
        if view is None or account is None:
            raise UpstreamError("Mastodon: the server answered without an account.")
        if account.account_id.rpartition("@")[2] != home.instance.domain:
            raise HandleNotFoundError("The server that this handle leads to does not know the account as its own.")
        if view.suspended:
            raise AccountSuspendedError(SUSPENDED)
        if isinstance(view.moved, Mapping):
            raise HandleNotFoundError("This account has moved: ask for the handle that its profile now names.")
        if asks_for_privacy(view):
            raise AccountPrivateError("The creator asks not to be found.")
        return Subject(account, str(AccountKey(home.instance, view.id, hidden_lists(view))))

    async def _people(self, owner: AccountKey, what: str, cursor: str | None) -> tuple[list[object], str | None]:
        if what in owner.hidden:
            raise AudienceHiddenError("The creator shows this list to nobody.")
        path = f"api/v1/accounts/{quote(owner.local_id, safe='')}/{_PATHS[what]}"
        return await self._page(owner.instance, path, {"limit": str(PAGE_SIZE)}, cursor, explain_list)

    async def _page(
        self, instance: Instance, path: str, parameters: Mapping[str, str], cursor: str | None, explain: Explain
    ) -> tuple[list[object], str | None]:
        asked = dict(parameters) if cursor is None else {**parameters, "max_id": cursor}
        body, onward = await self._api(instance.host).get_page(path, asked, explain=explain)
        items = _listed(body)
        return items, _next_cursor(onward, cursor, is_empty=not items)


def _listed(body: object) -> list[object]:
    if not isinstance(body, list):
        raise UpstreamError("Mastodon: the server answered without a list.")
    return body


def _next_cursor(onward: str | None, sent: str | None, *, is_empty: bool) -> str | None:
    """Take the `max_id`, and nothing else, out of the next page's address; at the end an empty page may repeat it."""
    if onward is None:
        return None
    try:
        cursor = msgspec.convert(httpx.URL(onward).params.get("max_id"), LocalId)
    except (httpx.InvalidURL, msgspec.ValidationError) as error:
        raise UpstreamError("Mastodon: the server answered with a next page that cannot be asked for.") from error
    return None if is_empty and cursor == sent else cursor


CONNECTOR = ConnectorEntry(capabilities=CAPABILITIES, base_url="https://mastodon.social", connect=Mastodon)
