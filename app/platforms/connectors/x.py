"""X through its API v2 with an app's bearer token: followers newest first, every user and every post costs money.

- A call asks for as many followers as are wanted and no more: each one that comes is paid for.
- To third parties X's terms allow ids and numbers only, and what its users delete must be gone within 24 hours. So
  the capabilities say `shows_profiles=False`: what is kept or shown of an account is its id and its numbers.
- A creator is named by username or, since usernames change hands, by `id/` and the numeric id.
- Who liked a post is shown to its author only, and who replied only to a paid search: neither is declared.
"""

import re
from collections.abc import Iterator
from http import HTTPStatus

from app.domain.account import Account
from app.domain.audience import Order
from app.domain.handle import Platform
from app.domain.post import Post
from app.net.bounded import Parameters
from app.platforms.capabilities import Capabilities, CredentialField, OptIn
from app.platforms.connector import Access, ConnectorEntry, Page, Subject
from app.platforms.connectors._x_views import (
    POST_FIELDS,
    USER_FIELDS,
    Meta,
    PostView,
    Problem,
    UserView,
    account_from,
    post_from,
)
from app.platforms.errors import (
    AccountPrivateError,
    AccountSuspendedError,
    HandleNotFoundError,
    PlatformAuthError,
    PlatformError,
    RateLimitedError,
    UpstreamError,
)
from app.platforms.http import PlatformClient
from app.platforms.reset import MAX_WAIT_SECONDS
from app.platforms.shapes import read_cursor, read_shape, read_shapes
from app.platforms.tariff import LimitScope, Operation, Price, RateLimit, Tariff
from app.platforms.undeclared import Undeclared

BASE_URL = "https://api.x.com"
FOLLOWER_PAGE_SIZE = 1_000
POST_PAGE_SIZE = 100
WINDOW_SECONDS = 900.0
MICROS_A_USER = 10_000
MICROS_A_POST = 5_000

CAPABILITIES = Capabilities(
    platform=Platform.X,
    title="X",
    lists_followers=True,
    follower_order=Order.NEWEST_FIRST,
    follower_page_size=FOLLOWER_PAGE_SIZE,
    engager_page_size=0,
    hydration_batch=None,
    lists_posts=True,
    lists_likers=False,
    lists_commenters=False,
    lists_followings=False,
    lists_followed_profiles=False,
    # Limits of an app and prices as X publishes them (docs.x.com, rate limits and pricing, read in November 2026).
    tariff=Tariff(
        limits=(
            RateLimit(name="usage", calls=50, per_seconds=WINDOW_SECONDS, operations=(Operation.CHECK,)),
            RateLimit(name="users", calls=300, per_seconds=WINDOW_SECONDS, operations=(Operation.SUBJECT,)),
            RateLimit(name="followers", calls=300, per_seconds=WINDOW_SECONDS, operations=(Operation.FOLLOWERS,)),
            RateLimit(name="posts", calls=10_000, per_seconds=WINDOW_SECONDS, operations=(Operation.POSTS,)),
        ),
        scope=LimitScope.CREDENTIAL,
        prices={
            Operation.SUBJECT: Price(units=0, micros_per_item=MICROS_A_USER),
            Operation.FOLLOWERS: Price(units=0, micros_per_item=MICROS_A_USER),
            Operation.POSTS: Price(units=0, micros_per_item=MICROS_A_POST),
        },
    ),
    terms="Paid per user and per post that X returns. Third parties are shown ids and numbers only, never profiles; "
    "what is deleted on X must be deleted here within 24 hours.",
    credential_fields=(CredentialField(name="bearer_token", title="Bearer token of an X app"),),
    opt_in=OptIn(
        name="x-pay-per-use",
        text="X charges the owner of the token $0.010 for every user and $0.005 for every post that it returns: about "
        "$20.50 for a vetting of 2,000 followers and 100 posts.",
    ),
    shows_profiles=False,
)

_USERNAME = re.compile(r"[A-Za-z0-9_]{1,15}\Z")
_USER_ID = re.compile(r"id/([0-9]{1,19})\Z")
_MISSING = "X knows no account with this name."
_SUSPENDED = "User has been suspended"


def explain_refusal(status: int, body: object) -> PlatformError | None:
    """Read a 4xx: X names the problem in the body's `type`, at times under `errors`."""
    problem = read_shape(body, Problem) or Problem()
    if status == HTTPStatus.PAYMENT_REQUIRED or problem.name == "credits":
        return PlatformAuthError("X charges every call, and the owner of our credential has no credits left.")
    match problem.name:
        case "usage-capped":
            # The cap is of a month; asking after the longest wait costs nothing and notices that it was raised.
            return RateLimitedError("The usage cap of our credential at X is reached.", wait_seconds=MAX_WAIT_SECONDS)
        case "client-forbidden":
            return PlatformAuthError("X does not let the app of our credential make this call.")
    return _problem_of_account(body)


def _problem_of_account(body: object) -> PlatformError | None:
    """Say what is wrong with the account that was asked for; X tells suspended from missing in words only."""
    for problem in _problems(body):
        if problem.detail.startswith(_SUSPENDED):
            return AccountSuspendedError("X suspended this account.")
        if problem.name == "resource-not-found":
            return HandleNotFoundError(_MISSING)
        if problem.name == "not-authorized-for-resource":
            return AccountPrivateError("The owner of this account shows it to approved followers only.")
    return None


def _problems(body: object) -> Iterator[Problem]:
    yield from read_shapes([body], Problem)
    yield from read_shapes(_member(body, "errors"), Problem)


class X(Undeclared):
    """The connector; every method is one call, and whoever calls pays for what it returns."""

    capabilities = CAPABILITIES

    def __init__(self, access: Access) -> None:
        self._clock = access.clock
        token = access.credential.get("bearer_token")
        self._can_ask = bool(token)
        self._api = PlatformClient(
            access.client,
            access.base_url or BASE_URL,
            title=CAPABILITIES.title,
            headers={"Authorization": f"Bearer {token}"},
            limits=access.limits,
            clock=access.clock,
        )

    async def check_credential(self) -> None:
        """Ask how much the app has used: the only call that an app may make and nobody pays for."""
        await self._call("usage/tweets", {"days": 1})

    async def fetch_subject(self, name: str) -> Subject:
        """Fetch the creator by username or `id/` and number; costs one user."""
        path = _path_of(name)
        body = await self._call(path, {"user.fields": USER_FIELDS})
        view = read_shape(_member(body, "data"), UserView)
        if view is None:
            raise _problem_of_account(body) or UpstreamError("X answered without an account.")
        if view.protected:
            raise AccountPrivateError("The owner of this account shows it to approved followers only.")
        return Subject(account_from(view, self._clock()), view.id)

    async def fetch_followers(self, key: str, cursor: str | None, size: int) -> Page[Account]:
        """Fetch at most `size` followers with their counts, newest first; each one that comes is paid for."""
        wanted = min(max(size, 1), FOLLOWER_PAGE_SIZE)
        parameters: Parameters = {"max_results": wanted, "user.fields": USER_FIELDS}
        items, following = await self._page(f"users/{key}/followers", parameters, cursor)
        now = self._clock()
        return Page(tuple(account_from(view, now) for view in read_shapes(items, UserView)), following)

    async def fetch_posts(self, key: str, cursor: str | None) -> Page[Post]:
        """Fetch a hundred own posts, newest first, without replies and reposts; each one is paid for."""
        parameters: Parameters = {
            "max_results": POST_PAGE_SIZE,
            "exclude": "replies,retweets",
            "tweet.fields": POST_FIELDS,
        }
        items, following = await self._page(f"users/{key}/tweets", parameters, cursor)
        return Page(tuple(post_from(view) for view in read_shapes(items, PostView)), following)

    async def _call(self, path: str, parameters: Parameters) -> object:
        if not self._can_ask:
            raise PlatformAuthError("X answers apps with a bearer token only, and there is no credential.")
        return await self._api.get_json(f"2/{path}", parameters, explain=explain_refusal)

    async def _page(self, path: str, parameters: Parameters, cursor: str | None) -> tuple[list[object], str | None]:
        asked = parameters if cursor is None else {**parameters, "pagination_token": cursor}
        body = await self._call(path, asked)
        meta = read_shape(_member(body, "meta"), Meta) or Meta()
        items = _member(body, "data")
        if items is None and meta.result_count == 0:
            return [], None
        if not isinstance(items, list):
            raise _problem_of_account(body) or UpstreamError("X answered without the list that was asked for.")
        return items, read_cursor(meta.next_token, cursor, is_empty=not items, title=CAPABILITIES.title)


def _path_of(name: str) -> str:
    """Give the path of a creator; a name that X would not even look up is nobody's."""
    if found := _USER_ID.match(name):
        return f"users/{found[1]}"
    if _USERNAME.match(name):
        return f"users/by/username/{name}"
    raise HandleNotFoundError(_MISSING)


def _member(body: object, name: str) -> object:
    return body.get(name) if isinstance(body, dict) else None


CONNECTOR = ConnectorEntry(capabilities=CAPABILITIES, base_url=BASE_URL, connect=X)
