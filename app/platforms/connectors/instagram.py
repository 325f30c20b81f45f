"""Instagram through Business Discovery: counts, biography and media of professional accounts; no audience.

- It is asked with the token of an own professional account, in whose name the call is made.
- Whom it asks for stands inside the expression of the fields, so nothing gets there that is not a plain username, and
  no cursor that is not of the Graph API's own letters.
- The token travels in a header: addresses are logged on the way, headers are not.
- Instagram gives the same answer for a username that nobody has and for one that is no professional account.
"""

import re
from collections.abc import Mapping

from app.domain.audience import Availability, Order
from app.domain.handle import Platform
from app.domain.post import Post
from app.platforms.capabilities import Capabilities, CredentialField
from app.platforms.connector import Access, ConnectorEntry, Page, Subject
from app.platforms.connectors._instagram_views import (
    MEDIA_FIELDS,
    PROFILE_FIELDS,
    USERNAME_PATTERN,
    GraphError,
    MediaView,
    ProfileView,
    account_from,
    post_from,
)
from app.platforms.errors import (
    HandleNotFoundError,
    PlatformAuthError,
    PlatformError,
    RateLimitedError,
    UpstreamError,
)
from app.platforms.http import PlatformClient
from app.platforms.shapes import member, read_shape, read_shapes
from app.platforms.tariff import LimitScope, RateLimit, Tariff
from app.platforms.undeclared import Undeclared

BASE_URL = "https://graph.facebook.com/v25.0"
PAGE_SIZE = 50

CAPABILITIES = Capabilities(
    platform=Platform.INSTAGRAM,
    title="Instagram",
    lists_followers=False,
    follower_order=Order.UNORDERED,
    follower_page_size=0,
    engager_page_size=0,
    hydration_batch=None,
    lists_posts=True,
    lists_likers=False,
    lists_commenters=False,
    lists_followings=False,
    lists_followed_profiles=False,
    # Meta gives an app 200 calls an hour for each of its daily users; a service of its own has one.
    tariff=Tariff(
        limits=(RateLimit(name="all calls", calls=200, per_seconds=3_600.0),),
        scope=LimitScope.CREDENTIAL,
    ),
    terms="Public figures and media of professional accounts, asked for in the name of the token's own professional "
    "account.",
    credential_fields=(
        CredentialField(name="user_id", title="Id of an own professional account", is_secret=False),
        CredentialField(name="access_token", title="Access token of that account"),
    ),
    availability=Availability.NEEDS_CONSENT,
    advice="Counts and posts are fetched, the audience is not: only the creator can export the follower list. Upload "
    "the audience: POST /v1/audiences (docs/uploads.md).",
)

_USERNAME = re.compile(USERNAME_PATTERN)
_CURSOR = re.compile(r"[A-Za-z0-9_=+/-]{1,1000}\Z")
_USER_ID = re.compile(r"[0-9]{1,32}\Z")
_MISSING = "Instagram shows no professional account with this username: nobody has it, or it is a personal account."

_THROTTLED = frozenset({4, 17, 32, 613, 80_002})
"""Limits of the app, of the user, of the page, of a kind of call, and of Instagram's own use case."""
_REFUSED_TOKEN = frozenset({10, 102, 190, *range(200, 300)})
"""Token expired, withdrawn or unreadable, and permissions that it does not have."""
_CANNOT_FIND_USER = 110
_CANNOT_FIND_USER_SUBCODE = 2_207_013


def explain_refusal(_status: int, body: object) -> PlatformError | type[RateLimitedError] | None:
    """Read the `code` of a Graph API error; its HTTP status tells next to nothing."""
    error = read_shape(member(body, "error"), GraphError) or GraphError()
    if error.code in _THROTTLED:
        return RateLimitedError
    if error.code in _REFUSED_TOKEN:
        return PlatformAuthError(f"Instagram refused our credential (code {error.code}).")
    if error.code == _CANNOT_FIND_USER or error.error_subcode == _CANNOT_FIND_USER_SUBCODE:
        return HandleNotFoundError(_MISSING)
    return None


class Instagram(Undeclared):
    """The connector; every method reads fields of the own account, Business Discovery among them."""

    capabilities = CAPABILITIES

    def __init__(self, access: Access) -> None:
        self._clock = access.clock
        self._user_id = access.credential.get("user_id", "")
        self._api = PlatformClient(
            access.client,
            access.base_url or BASE_URL,
            title=CAPABILITIES.title,
            headers={"Authorization": f"Bearer {access.credential.get('access_token')}"},
            limits=access.limits,
            clock=access.clock,
        )

    async def check_credential(self) -> None:
        """Ask for the id of the own account."""
        await self._read("id")

    async def fetch_subject(self, name: str) -> Subject:
        """Fetch a professional account by its username, which is also its key."""
        view = read_shape(await self._discover(name, PROFILE_FIELDS), ProfileView)
        if view is None:
            raise UpstreamError("Instagram answered without an account.")
        return Subject(account_from(view, self._clock()), view.username)

    async def fetch_posts(self, key: str, cursor: str | None) -> Page[Post]:
        """Fetch fifty media, newest first; a medium says neither who shared it nor whether it was paid for."""
        if cursor is not None and not _CURSOR.match(cursor):
            raise UpstreamError("Instagram was asked with a cursor that is none of its own.")
        after = f".after({cursor})" if cursor is not None else ""
        media = member(await self._discover(key, f"media.limit({PAGE_SIZE}){after}{{{MEDIA_FIELDS}}}"), "media")
        if media is None:
            # An account without media has no such field.
            return Page((), None)
        items = member(media, "data")
        if not isinstance(items, list):
            raise UpstreamError("Instagram answered without the list of media.")
        return Page(tuple(post_from(view) for view in read_shapes(items, MediaView)), _next_cursor(media, items))

    async def _discover(self, username: str, fields: str) -> Mapping[str, object]:
        if not _USERNAME.match(username):
            raise HandleNotFoundError(_MISSING)
        found = member(await self._read(f"business_discovery.username({username}){{{fields}}}"), "business_discovery")
        if not isinstance(found, dict):
            raise UpstreamError("Instagram answered without an account.")
        return found

    async def _read(self, fields: str) -> object:
        if not _USER_ID.match(self._user_id):
            raise PlatformAuthError("Instagram is asked in the name of a numeric user_id, and the credential has none.")
        return await self._api.get_json(self._user_id, {"fields": fields}, explain=explain_refusal)


def _next_cursor(media: object, items: list[object]) -> str | None:
    after = member(member(member(media, "paging"), "cursors"), "after")
    if after is None or after == "" or not items:
        return None
    if not isinstance(after, str) or not _CURSOR.match(after):
        raise UpstreamError("Instagram answered with a cursor that cannot be used.")
    return after


CONNECTOR = ConnectorEntry(capabilities=CAPABILITIES, base_url=BASE_URL, connect=Instagram)
