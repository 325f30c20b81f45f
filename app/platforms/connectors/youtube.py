"""YouTube through its Data API with a tenant's key: nobody can list subscribers, so the audience is the commenters.

Four decisions:

- The key travels as a header. A query parameter would put it into every log that an address goes into.
- `search.list` is never called: it has a small allowance of its own. So an old custom name (`c/...`) finds nobody.
- Comments are asked for newest first. The order "relevance" is YouTube's choice of whom to show.
- Subscriber counts are as YouTube gives them, cut to three figures; the owner can hide them.
"""

import re
from collections.abc import Sequence

from app.domain.account import Account
from app.domain.audience import Availability, Order
from app.domain.handle import Platform
from app.domain.post import Post
from app.net.bounded import Parameters
from app.platforms.capabilities import Capabilities, CredentialField, OptIn
from app.platforms.connector import Access, ConnectorEntry, Page, Subject
from app.platforms.connectors._youtube_comments import commenters_from
from app.platforms.connectors._youtube_refusals import QUOTA_TIME_ZONE, NothingListedError, explain_refusal
from app.platforms.connectors._youtube_views import (
    ChannelView,
    account_from,
    is_private,
    posts_from,
    uploads_of,
    video_ids_from,
)
from app.platforms.errors import AccountPrivateError, HandleNotFoundError, PlatformError, UpstreamError
from app.platforms.http import PlatformClient
from app.platforms.shapes import read_cursor, read_shapes
from app.platforms.tariff import LimitScope, Operation, Price, Quota, RateLimit, Tariff
from app.platforms.undeclared import Undeclared

BASE_URL = "https://youtube.googleapis.com"
KEY_HEADER = "X-goog-api-key"
POSTS_PAGE_SIZE = 50
COMMENTS_PAGE_SIZE = 100
HYDRATION_BATCH = 50

CAPABILITIES = Capabilities(
    platform=Platform.YOUTUBE,
    title="YouTube",
    lists_followers=False,
    follower_order=Order.UNORDERED,
    follower_page_size=0,
    engager_page_size=COMMENTS_PAGE_SIZE,
    hydration_batch=HYDRATION_BATCH,
    lists_posts=True,
    lists_likers=False,
    lists_commenters=True,
    lists_followings=False,
    lists_followed_profiles=False,
    tariff=Tariff(
        # YouTube publishes no limit but the daily units; five calls a second leave a minute's allowance untouched.
        limits=(RateLimit(name="all calls", calls=300, per_seconds=60.0),),
        scope=LimitScope.CREDENTIAL,
        quota=Quota(units=10_000, time_zone=QUOTA_TIME_ZONE),
        price=Price(),
        prices={Operation.POSTS: Price(calls=2, units=2)},
    ),
    terms="YouTube API Services terms: what is fetched is deleted or read again after 30 days, and scores made from it "
    "need the amendment of May 2026.",
    credential_fields=(CredentialField(name="api_key", title="API key"),),
    opt_in=OptIn(
        name="youtube-derived-metrics",
        text="Scores are derived metrics: YouTube's terms allow them only to operators who accepted the amendment of "
        "May 2026 for the project of the API key.",
    ),
    keep_days_at_most=30,
    availability=Availability.UNSUPPORTED,
    advice="YouTube shows nobody's subscribers: the people who comment on the newest videos are the audience. The "
    "owner of the channel can export its list: upload it with POST /v1/audiences (docs/uploads.md).",
)

_CHANNEL_ID = re.compile(r"UC[A-Za-z0-9_-]{22}\Z")
_LEGACY_USER = "user/"
_CUSTOM_NAME = "c/"


class YouTube(Undeclared):
    """The connector; `fetch_posts` is two calls, every other method one."""

    capabilities = CAPABILITIES

    def __init__(self, access: Access) -> None:
        self._clock = access.clock
        key = access.credential.get("api_key", "").strip()
        self._api = PlatformClient(
            access.client,
            access.base_url or BASE_URL,
            title=CAPABILITIES.title,
            # What no header can carry is no key; YouTube then answers that it saw none.
            headers={KEY_HEADER: key if key.isascii() and key.isprintable() else ""},
            limits=access.limits,
            clock=access.clock,
        )

    async def check_credential(self) -> None:
        """List the languages of YouTube's pages: a unit, and nothing about anybody."""
        await self._call("i18nLanguages", {"part": "snippet"})

    async def fetch_subject(self, name: str) -> Subject:
        """Fetch the creator by handle, channel id (`UC...`) or the name that old accounts have (`user/...`)."""
        parameters = {"part": "snippet,statistics,contentDetails,status", **_named(name)}
        view = next(read_shapes(_items(await self._call("channels", parameters)), ChannelView), None)
        if view is None:
            detail = "YouTube knows no channel of this name."
            raise HandleNotFoundError(detail)
        if is_private(view):
            detail = "The owner does not show this channel to anybody."
            raise AccountPrivateError(detail)
        return Subject(account_from(view, self._clock()), uploads_of(view) or "")

    async def fetch_accounts(self, account_ids: Sequence[str]) -> tuple[Account, ...]:
        """Fetch at most 50 channels with their counts; those that are gone are left out, in YouTube's order."""
        if len(account_ids) > HYDRATION_BATCH:
            message = f"at most {HYDRATION_BATCH} accounts a call, not {len(account_ids)}"
            raise ValueError(message)
        if not account_ids:
            return ()
        # Without maxResults a page ends after five.
        parameters: Parameters = {
            "part": "snippet,statistics",
            "id": ",".join(account_ids),
            "maxResults": HYDRATION_BATCH,
        }
        items = _items(await self._call("channels", parameters))
        now = self._clock()
        return tuple(account_from(view, now) for view in read_shapes(items, ChannelView))

    async def fetch_posts(self, key: str, cursor: str | None) -> Page[Post]:
        """Fetch uploads newest first, fifty at a time: the ids of one page, then the videos of these ids."""
        if not key:
            return Page((), None)
        parameters: Parameters = {"part": "contentDetails", "playlistId": key, "maxResults": POSTS_PAGE_SIZE}
        items, following = await self._page("playlistItems", parameters, cursor)
        video_ids = video_ids_from(items)
        if not video_ids:
            return Page((), following)
        asked = {"part": "snippet,statistics,paidProductPlacementDetails", "id": ",".join(video_ids)}
        return Page(posts_from(_items(await self._call("videos", asked)), video_ids), following)

    async def fetch_commenters(self, post_id: str, cursor: str | None) -> Page[Account]:
        """Fetch who began a thread below a video, newest first; nobody where comments are off or the video is gone."""
        parameters: Parameters = {
            "part": "snippet,replies",
            "videoId": post_id,
            "order": "time",
            "textFormat": "plainText",
            "maxResults": COMMENTS_PAGE_SIZE,
        }
        items, following = await self._page("commentThreads", parameters, cursor)
        return Page(commenters_from(items, post_id, self._clock()), following)

    async def _call(self, resource: str, parameters: Parameters) -> dict[str, object]:
        body = await self._api.get_json(f"youtube/v3/{resource}", parameters, explain=self._explain)
        # Every answer says its kind; without it an error page in JSON would pass for an empty list.
        if not isinstance(body, dict) or body.get("kind") != f"youtube#{resource.removesuffix('s')}ListResponse":
            detail = f"YouTube answered without the list of {resource}."
            raise UpstreamError(detail)
        return body

    def _explain(self, status: int, body: object) -> PlatformError | None:
        return explain_refusal(status, body, self._clock())

    async def _page(self, resource: str, parameters: Parameters, cursor: str | None) -> tuple[list[object], str | None]:
        asked = parameters if cursor is None else {**parameters, "pageToken": cursor}
        try:
            body = await self._call(resource, asked)
        except NothingListedError:
            return [], None
        items = _items(body)
        return items, read_cursor(body.get("nextPageToken"), cursor, is_empty=not items, title=CAPABILITIES.title)


def _named(name: str) -> dict[str, str]:
    """Say by which parameter a name is looked up; raise HandleNotFoundError for the names that have none."""
    if name.startswith(_CUSTOM_NAME):
        detail = "A custom name (c/...) cannot be looked up; open the channel and copy its @handle."
        raise HandleNotFoundError(detail)
    if name.startswith(_LEGACY_USER):
        return {"forUsername": name.removeprefix(_LEGACY_USER)}
    return {"id": name} if _CHANNEL_ID.match(name) else {"forHandle": name}


def _items(body: dict[str, object]) -> list[object]:
    """Give the items of an answer; a list of nothing has none."""
    items = body.get("items", [])
    if not isinstance(items, list):
        detail = "YouTube answered with a list that cannot be read."
        raise UpstreamError(detail)
    return items


CONNECTOR = ConnectorEntry(capabilities=CAPABILITIES, base_url=BASE_URL, connect=YouTube)
