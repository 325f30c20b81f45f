"""Bluesky through its public AppView: no login, followers newest first, 3,000 requests in 5 minutes an address.

Three decisions about people:

- `!no-unauthenticated` asks that an account is shown to nobody who is not signed in, and we are not. A creator who
  set it is `account_private`. Of an audience member who set it only the id, the counts, the dates, the labels and
  whether there is a picture are kept; handle, name, bio, picture and reply text are dropped unread.
- A missing description or name is empty text in a detailed view (`getProfile`, `getProfiles`), because that view
  holds everything that the account declared; in any shorter view it is unknown.
- Of the people whom a member follows nothing but the id and the bio is read, and nobody at all of a member who set
  `!no-unauthenticated`.
"""

from collections.abc import Sequence
from http import HTTPStatus

from app.domain.account import Account
from app.domain.audience import Order
from app.domain.handle import Platform
from app.domain.post import Post
from app.net.bounded import Parameters
from app.platforms.capabilities import Capabilities
from app.platforms.connector import Access, ConnectorEntry, Page, Subject
from app.platforms.connectors._bluesky_views import (
    PRIVACY_LABEL,
    Actor,
    DescribedView,
    FeedItem,
    LikeView,
    ProfileView,
    Thread,
    account_from,
    asks_for_privacy,
    commenters_from,
    followed_from,
    liker_from,
    post_from,
)
from app.platforms.errors import (
    AccountDeactivatedError,
    AccountPrivateError,
    AccountSuspendedError,
    HandleNotFoundError,
    PlatformError,
    UpstreamError,
)
from app.platforms.http import Explain, PlatformClient
from app.platforms.shapes import member, read_cursor, read_shape, read_shapes
from app.platforms.tariff import RateLimit, Tariff
from app.platforms.undeclared import Undeclared

BASE_URL = "https://public.api.bsky.app"
PAGE_SIZE = 100
HYDRATION_BATCH = 25

CAPABILITIES = Capabilities(
    platform=Platform.BLUESKY,
    title="Bluesky",
    lists_followers=True,
    follower_order=Order.NEWEST_FIRST,
    follower_page_size=PAGE_SIZE,
    engager_page_size=PAGE_SIZE,
    hydration_batch=HYDRATION_BATCH,
    lists_posts=True,
    lists_likers=True,
    lists_commenters=True,
    lists_followings=True,
    lists_followed_profiles=True,
    tariff=Tariff(limits=(RateLimit(name="all calls", calls=3_000, per_seconds=300.0),)),
    terms="Public data without login. Accounts labelled !no-unauthenticated are honoured: as a creator they are not "
    "vetted, as audience members they count without their profile.",
)

_MISSING = "Bluesky knows no account with this handle."
_MESSAGES_OF_MISSING = ("Actor not found", "Profile not found", "Unable to resolve handle")
_NOT_SHOWN = (HandleNotFoundError, AccountSuspendedError, AccountDeactivatedError, AccountPrivateError)


class _PostGoneError(HandleNotFoundError):
    """The post was deleted after the feed was read."""


def explain_refusal(status: int, body: object) -> PlatformError | None:
    """Read the `error` name of a 4xx; nearly all of Bluesky's refusals are HTTP 400."""
    message = member(body, "message")
    match member(body, "error"):
        case "AccountTakedown":
            return AccountSuspendedError("Bluesky took this account down.")
        case "AccountDeactivated":
            return AccountDeactivatedError("The owner deactivated this account.")
        case "BlockedActor" | "BlockedByActor":
            return AccountPrivateError("The owner does not show this account to us.")
        case "NotFound":
            return _PostGoneError("This post is gone.")
        case "InvalidRequest" if status == HTTPStatus.BAD_REQUEST and isinstance(message, str):
            return HandleNotFoundError(_MISSING) if message.startswith(_MESSAGES_OF_MISSING) else None
    return None


def explain_subject(status: int, body: object) -> PlatformError | None:
    """Read a 4xx of `getProfile`: a name that is not even an identifier is nobody's handle either."""
    if status == HTTPStatus.BAD_REQUEST and member(body, "error") in ("InvalidRequest", "NotFound"):
        return HandleNotFoundError(_MISSING)
    return explain_refusal(status, body)


class Bluesky(Undeclared):
    """The connector; every method is one call of the lexicon of the same name."""

    capabilities = CAPABILITIES

    def __init__(self, access: Access) -> None:
        self._clock = access.clock
        self._api = PlatformClient(
            access.client,
            access.base_url or BASE_URL,
            title=CAPABILITIES.title,
            limits=access.limits,
            clock=access.clock,
        )

    async def fetch_subject(self, name: str) -> Subject:
        """Fetch the creator by handle or DID; only this call tells taken down, deactivated and missing apart."""
        view = read_shape(await self._call("actor.getProfile", {"actor": name}, explain_subject), ProfileView)
        if view is None:
            detail = "Bluesky answered without an account."
            raise UpstreamError(detail)
        account = account_from(view, self._clock(), detailed=True)
        if PRIVACY_LABEL in account.platform_labels:
            detail = "The creator asks Bluesky to show this account to signed-in people only."
            raise AccountPrivateError(detail)
        return Subject(account, account.account_id)

    async def fetch_followers(self, key: str, cursor: str | None, size: int) -> Page[Account]:  # noqa: ARG002 - whole pages cost no more
        """Fetch followers newest first; views without counts, which `fetch_accounts` adds."""
        parameters = {"actor": key, "sort": "latest"}
        items, following = await self._page("graph.getFollowers", "followers", parameters, cursor)
        now = self._clock()
        return Page(tuple(account_from(view, now) for view in read_shapes(items, ProfileView)), following)

    async def fetch_followings(self, key: str, cursor: str | None) -> Page[str]:
        """Fetch whom the creator follows, newest first; of these people nothing but the id is read."""
        items, following = await self._page("graph.getFollows", "follows", {"actor": key}, cursor)
        return Page(tuple(view.did for view in read_shapes(items, Actor)), following)

    async def fetch_followed(self, account_id: str) -> Page[Account]:
        """Fetch the newest hundred whom a member follows, ids and bios; none of a member who is not shown to us."""
        try:
            body = await self._call("graph.getFollows", {"actor": account_id, "limit": PAGE_SIZE})
        except _NOT_SHOWN:
            return Page((), None)
        items, now = _listed(body, "follows"), self._clock()
        follower = read_shape(member(body, "subject"), DescribedView)
        if follower is not None and asks_for_privacy(follower, now):
            return Page((), None)
        followed = tuple(followed_from(view, now) for view in read_shapes(items, DescribedView))
        return Page(followed, read_cursor(member(body, "cursor"), None, is_empty=not items, title=CAPABILITIES.title))

    async def fetch_accounts(self, account_ids: Sequence[str]) -> tuple[Account, ...]:
        """Fetch at most 25 accounts with their counts; those that are gone are left out, in Bluesky's order."""
        if len(account_ids) > HYDRATION_BATCH:
            message = f"at most {HYDRATION_BATCH} accounts a call, not {len(account_ids)}"
            raise ValueError(message)
        if not account_ids:
            return ()
        body = await self._call("actor.getProfiles", {"actors": tuple(account_ids)})
        now = self._clock()
        views = read_shapes(_listed(body, "profiles"), ProfileView)
        return tuple(account_from(view, now, detailed=True) for view in views)

    async def fetch_posts(self, key: str, cursor: str | None) -> Page[Post]:
        """Fetch own posts newest first, without replies and reposts; quotes count as shares."""
        parameters = {"actor": key, "filter": "posts_no_replies"}
        items, following = await self._page("feed.getAuthorFeed", "feed", parameters, cursor)
        posts = (post_from(item, key) for item in read_shapes(items, FeedItem))
        return Page(tuple(post for post in posts if post is not None), following)

    async def fetch_likers(self, post_id: str, cursor: str | None) -> Page[Account]:
        """Fetch the accounts that liked a post, with the time of the like; none when the post is gone."""
        try:
            items, following = await self._page("feed.getLikes", "likes", {"uri": post_id}, cursor)
        except _PostGoneError:
            return Page((), None)
        now = self._clock()
        likers = (liker_from(like, post_id, now) for like in read_shapes(items, LikeView))
        return Page(tuple(liker for liker in likers if liker is not None), following)

    async def fetch_commenters(self, post_id: str, cursor: str | None) -> Page[Account]:  # noqa: ARG002 - one page only
        """Fetch the accounts that replied to a post directly; the thread view has one page. None when it is gone.

        One level more shows whether the creator answered them.
        """
        try:
            body = await self._call("feed.getPostThread", {"uri": post_id, "depth": 2, "parentHeight": 0})
        except _PostGoneError:
            return Page((), None)
        thread = read_shape(member(body, "thread"), Thread)
        return Page(commenters_from(thread, post_id, self._clock()) if thread else (), None)

    async def _call(self, method: str, parameters: Parameters, explain: Explain = explain_refusal) -> object:
        return await self._api.get_json(f"xrpc/app.bsky.{method}", parameters, explain=explain)

    async def _page(
        self, method: str, name: str, parameters: dict[str, str], cursor: str | None
    ) -> tuple[list[object], str | None]:
        asked: dict[str, str | int] = {**parameters, "limit": PAGE_SIZE}
        if cursor is not None:
            asked["cursor"] = cursor
        body = await self._call(method, asked)
        items = _listed(body, name)
        return items, read_cursor(member(body, "cursor"), cursor, is_empty=not items, title=CAPABILITIES.title)


def _listed(body: object, name: str) -> list[object]:
    items = member(body, name)
    if not isinstance(items, list):
        detail = f"Bluesky answered without the list of {name}."
        raise UpstreamError(detail)
    return items


CONNECTOR = ConnectorEntry(capabilities=CAPABILITIES, base_url=BASE_URL, connect=Bluesky)
