"""YouTube's Data API with made-up channels, as an httpx transport; a test can put any answer in the place of a list."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import httpx

from app.domain.account import Account
from app.platforms.connector import Access
from app.platforms.connectors.youtube import YouTube

from .made_up import MadeUp

NOW = datetime(2026, 6, 1, 8, 30, tzinfo=UTC)
KEY = "made-up-key-of-a-tenant"


def channel_id(name: str) -> str:
    return "UC" + name.ljust(22, "_")


CREATOR = channel_id("baker")
UPLOADS = "UU" + CREATOR[2:]
VIDEO = "loaf0000000"

Answer = httpx.Response | Callable[[httpx.Request], httpx.Response]
Json = dict[str, object]


def listing(kind: str, items: list[Json] | None, **fields: object) -> Json:
    """An answer with its kind; without items it is the answer about a channel that nobody has."""
    counted = len(items or ())
    body: Json = {"kind": f"youtube#{kind}ListResponse", "etag": f"etag-of-{kind}", **fields}
    if kind != "i18nLanguage":
        body["pageInfo"] = {"totalResults": counted, "resultsPerPage": counted}
    return body if items is None else {**body, "items": items}


def channel(name: str, *, snippet: Json | None = None, statistics: Json | None = None, **fields: object) -> Json:
    return {
        "kind": "youtube#channel",
        "etag": f"etag-of-{name}",
        "id": channel_id(name),
        "snippet": {
            "title": name.title(),
            "description": "",
            "customUrl": f"@{name}",
            "publishedAt": "2025-03-04T05:06:07Z",
            **(snippet or {}),
        },
        "statistics": {
            "viewCount": "5600",
            "subscriberCount": "120",
            "hiddenSubscriberCount": False,
            "videoCount": "45",
            **(statistics or {}),
        },
        **fields,
    }


def creator(**fields: object) -> Json:
    """The creator's channel with every part that a vetting asks for."""
    said: Json = {"description": "Bread every day", "country": "GB", "defaultLanguage": "en-GB"}
    return {
        **channel("baker", snippet=said),
        "contentDetails": {"relatedPlaylists": {"likes": "", "uploads": UPLOADS}},
        "status": {"privacyStatus": "public", "isLinked": True, "longUploadsStatus": "longUploadsUnspecified"},
        **fields,
    }


def found(*channels: object) -> httpx.Response:
    """An answer with these channels, whatever they are."""
    return httpx.Response(200, json={**listing("channel", []), "items": list(channels)})


def playlist_item(video_id: str) -> Json:
    published = {"videoId": video_id, "videoPublishedAt": "2026-05-30T07:00:00Z"}
    return {"kind": "youtube#playlistItem", "etag": "etag", "id": f"UU.{video_id}", "contentDetails": published}


def video(video_id: str = VIDEO, *, snippet: Json | None = None, **fields: object) -> Json:
    return {
        "kind": "youtube#video",
        "etag": "etag",
        "id": video_id,
        "snippet": {
            "publishedAt": "2026-05-30T07:00:00Z",
            "channelId": CREATOR,
            "title": "A new loaf",
            "description": "Rye and patience",
            "channelTitle": "Baker",
            "liveBroadcastContent": "none",
            "defaultAudioLanguage": "en-US",
            **(snippet or {}),
        },
        "statistics": {"viewCount": "900", "likeCount": "70", "favoriteCount": "0", "commentCount": "12"},
        "paidProductPlacementDetails": {"hasPaidProductPlacement": False},
        **fields,
    }


def comment(author: str | None, text: str = "Looks tasty", **fields: object) -> Json:
    """A comment; YouTube leaves the author out where the account is gone."""
    snippet: Json = {
        "channelId": CREATOR,
        "videoId": VIDEO,
        "textDisplay": text,
        "textOriginal": text,
        "authorDisplayName": f"@{author}",
        "authorProfileImageUrl": "https://pictures.test/letter.jpg",
        "canRate": True,
        "viewerRating": "none",
        "likeCount": 3,
        "publishedAt": "2026-05-31T07:00:00Z",
        "updatedAt": "2026-05-31T07:00:00Z",
        **fields,
    }
    if author is not None:
        snippet["authorChannelId"] = {"value": channel_id(author)}
    return {"kind": "youtube#comment", "etag": "etag", "id": "comment", "snippet": snippet}


def thread(first: Json, *replies: Json, replies_count: int | None = None) -> Json:
    """A thread; `replies_count` is over the number of replies where YouTube shows only some."""
    answered: Json = {"replies": {"comments": list(replies)}} if replies else {}
    return {
        "kind": "youtube#commentThread",
        "etag": "etag",
        "id": "thread",
        "snippet": {
            "channelId": CREATOR,
            "videoId": VIDEO,
            "topLevelComment": first,
            "canReply": False,
            "totalReplyCount": len(replies) if replies_count is None else replies_count,
            "isPublic": True,
        },
        **answered,
    }


def refusal(
    reason: str, status: int = 403, domain: str = "youtube.commentThread", *, detail: str = ""
) -> httpx.Response:
    """A 4xx as the API writes it; `detail` is the reason in the newer of its two forms."""
    message = f"About {reason}, with a <code>parameter</code>."
    told: Json = {"code": status, "message": message}
    told["errors"] = [{"message": message, "domain": domain, "reason": reason}]
    if detail:
        kind = "type.googleapis.com/google.rpc.ErrorInfo"
        told["details"] = [{"@type": kind, "reason": detail, "domain": "googleapis.com"}]
    return httpx.Response(status, json={"error": told})


class MadeUpYouTube(httpx.AsyncBaseTransport):
    """Answers each list as `answers` says, by its resource, and remembers what was asked."""

    def __init__(self, answers: Mapping[str, Answer] | None = None) -> None:
        self.answers: dict[str, Answer] = {**_usual_answers(), **(answers or {})}
        self.asked: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self.answers[request.url.path.removeprefix("/youtube/v3/")]
        return answer(request) if callable(answer) else answer

    def connector(self, *, key: str = KEY, now: datetime = NOW) -> YouTube:
        client = httpx.AsyncClient(transport=self)
        access = Access(client=client, base_url="http://made.up", credential={"api_key": key}, clock=lambda: now)
        return YouTube(access)

    @property
    def last_parameters(self) -> dict[str, str]:
        return dict(self.asked[-1].url.params.multi_items())


def _usual_answers() -> dict[str, Answer]:
    threads = [thread(comment("reader1"), comment("baker", "Thank you")), thread(comment("reader0"))]
    return {
        "channels": _channels,
        "playlistItems": httpx.Response(
            200, json=listing("playlistItem", [playlist_item(VIDEO)], nextPageToken="page-2")
        ),
        "videos": httpx.Response(200, json=listing("video", [video()])),
        "commentThreads": httpx.Response(200, json=listing("commentThread", threads, nextPageToken="page-2")),
        "i18nLanguages": httpx.Response(
            200,
            json=listing(
                "i18nLanguage",
                [{"kind": "youtube#i18nLanguage", "etag": "e", "id": "de", "snippet": {"hl": "de", "name": "Deutsch"}}],
            ),
        ),
    }


def _channels(request: httpx.Request) -> httpx.Response:
    parameters = request.url.params
    if {parameters.get("forHandle"), parameters.get("forUsername"), parameters.get("id")} & {"baker", CREATOR}:
        return httpx.Response(200, json=listing("channel", [creator()]))
    names = [asked[2:].rstrip("_") for asked in parameters.get("id", "").split(",") if asked.startswith("UC")]
    found = [channel(name) for name in names if name != "gone"]
    return httpx.Response(200, json=listing("channel", found or None))


def subject(answer: Answer) -> Account:
    """The creator as the connector reads this answer."""
    return asyncio.run(MadeUpYouTube({"channels": answer}).connector().fetch_subject("baker")).account


def commenters(*threads: object) -> tuple[Account, ...]:
    """The commenters whom the connector reads in these threads."""
    body = {**listing("commentThread", []), "items": list(threads)}
    network = MadeUpYouTube({"commentThreads": httpx.Response(200, json=body)})
    return asyncio.run(network.connector().fetch_commenters(VIDEO, None)).items


MADE_UP = MadeUp(
    transport=MadeUpYouTube,
    name="baker",
    account_id=CREATOR,
    key=UPLOADS,
    post_id=VIDEO,
    member_id=channel_id("reader0"),
    credential={"api_key": KEY},
    bad_days={
        "backend error": refusal("backendError", 503, "global"),
        "internal error": refusal("internalError", 500, "youtube.api"),
        "processing failure": refusal("processingFailure", 400),
        "a page that it does not know": refusal("invalidPageToken", 400, "youtube.parameter"),
        "conflict": refusal("aborted", 409, "global"),
        "a page of Google's": httpx.Response(502, html="<!DOCTYPE html><title>Error 502 (Server Error)!!1</title>"),
        "not found, as a page": httpx.Response(404, html="<!DOCTYPE html><title>Error 404 (Not Found)!!1</title>"),
        "another kind": httpx.Response(200, json={"kind": "youtube#searchListResponse", "items": []}),
        "no kind": httpx.Response(200, json={"items": []}),
        "an error that says 200": httpx.Response(200, json={"error": {"code": 503}}),
        "a list": httpx.Response(200, json=[]),
    },
)
