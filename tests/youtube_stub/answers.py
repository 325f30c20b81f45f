"""What the Data API answers about made-up channels, and its own refusals."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .channel import ChannelOptions, MadeUpChannel
from .resources import channel_resource, playlist_item, thread_resource, video_resource

Json = dict[str, Any]

PARAMETERS = {
    "channels": {"part", "id", "forHandle", "forUsername", "maxResults", "pageToken", "hl"},
    "playlistItems": {"part", "playlistId", "maxResults", "pageToken"},
    "videos": {"part", "id", "hl"},
    "commentThreads": {"part", "videoId", "order", "textFormat", "maxResults", "pageToken", "moderationStatus"},
    "i18nLanguages": {"part", "hl"},
}
LANGUAGES = {"de": "Deutsch", "en": "English", "fr": "Fran\u00e7ais"}


class RefusedError(Exception):
    """A refusal with a reason; `detail` is the same in the newer form."""

    def __init__(self, reason: str, status: int = 400, domain: str = "youtube.parameter", detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status
        self.domain = domain
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Question:
    """The parameters of a call of one resource's `list`."""

    resource: str
    parameters: Mapping[str, str]

    def refuse_unknown(self) -> None:
        """Refuse what the method does not take, a key in the address with it."""
        if self.resource not in PARAMETERS:
            raise RefusedError("notFound", 404, "global")
        if self.parameters.keys() - PARAMETERS[self.resource]:
            raise RefusedError("unexpectedParameter")
        self.needed("part")

    def needed(self, name: str) -> str:
        if not self.parameters.get(name):
            raise RefusedError("missingRequiredParameter")
        return self.parameters[name]

    def listed(self, name: str, *, at_most: int = 50) -> list[str]:
        values = self.needed(name).split(",")
        if len(values) > at_most:
            raise RefusedError("invalidParameter")
        return values

    def size(self, usual: int, *, at_most: int) -> int:
        text = self.parameters.get("maxResults", str(usual))
        if not text.isdigit() or not 1 <= int(text) <= at_most:
            raise RefusedError("invalidParameter")
        return int(text)

    def chosen(self, name: str, *values: str) -> str:
        """The value of a parameter that has few, of which the first is what is meant without it."""
        value = self.parameters.get(name, values[0])
        if value not in values:
            raise RefusedError("invalidParameter")
        return value

    def offset(self) -> int:
        token = self.parameters.get("pageToken")
        if token is None:
            return 0
        try:
            number = urlsafe_b64decode(token.encode()).decode().removeprefix("from ")
        except ValueError:
            raise RefusedError("invalidPageToken") from None
        if not number.isdigit():
            raise RefusedError("invalidPageToken")
        return int(number)


class DataApi:
    """The lists of the API that a vetting reads, about any number of channels."""

    def __init__(self, channels: Sequence[ChannelOptions]) -> None:
        self.channels = [MadeUpChannel(options) for options in channels]
        self._lists: dict[str, Callable[[Question], Json]] = {
            "channels": self._list_channels,
            "playlistItems": self._list_playlist_items,
            "videos": self._list_videos,
            "commentThreads": self._list_comment_threads,
            "i18nLanguages": _list_languages,
        }

    def answer(self, question: Question) -> Json:
        question.refuse_unknown()
        return self._lists[question.resource](question)

    def _list_channels(self, question: Question) -> Json:
        filters = [name for name in ("id", "forHandle", "forUsername") if name in question.parameters]
        if len(filters) != 1:
            raise RefusedError("incompatibleParameters" if filters else "missingRequiredParameter")
        parts = question.listed("part")
        if "id" in filters:
            size = question.size(5, at_most=50)
            items = [item for item in map(self._channel, question.listed("id")) if item is not None][:size]
        else:
            name = question.needed(filters[0]).removeprefix("@").lower()
            named = (channel for channel in self.channels if channel.options.handle.lower() == name)
            items = [channel_resource(channel.creator, channel) for channel in named]
        # The real answer about a channel that nobody has is without `items`.
        return _listing("channel", _with_parts(items, parts) or None, total=len(items), size=len(items))

    def _channel(self, channel_id: str) -> Json | None:
        for channel in self.channels:
            person = channel.person_of(channel_id)
            if person is not None:
                return channel_resource(person, channel)
        return None

    def _list_playlist_items(self, question: Question) -> Json:
        playlist = question.needed("playlistId")
        channel = next((one for one in self.channels if one.uploads == playlist), None)
        if channel is None or not channel.options.videos:
            raise RefusedError("playlistNotFound", 404, "youtube.playlistItem")
        items = [playlist_item(channel, number) for number in range(channel.options.videos)]
        return _page("playlistItem", items, question, size=question.size(5, at_most=50))

    def _list_videos(self, question: Question) -> Json:
        found = (self._video(video_id) for video_id in question.listed("id"))
        items = [video_resource(*video) for video in found if video is not None]
        return _listing("video", _with_parts(items, question.listed("part")), total=len(items), size=len(items))

    def _list_comment_threads(self, question: Question) -> Json:
        question.chosen("order", "time", "relevance")
        question.chosen("textFormat", "html", "plainText")
        question.chosen("moderationStatus", "published")
        size = question.size(20, at_most=100)
        video = self._video(question.needed("videoId"))
        if video is None:
            raise RefusedError("videoNotFound", 404, "youtube.commentThread")
        channel, number = video
        if not channel.has_comments(number):
            raise RefusedError("commentsDisabled", 403, "youtube.commentThread")
        commenters = channel.commenters_of(number)
        items = [thread_resource(channel, number, place) for place in range(-1, len(commenters))]
        return _page("commentThread", items, question, size=size)

    def _video(self, video_id: str) -> tuple[MadeUpChannel, int] | None:
        for channel in self.channels:
            number = channel.number_of_video(video_id)
            if number is not None:
                return channel, number
        return None


def _list_languages(_: Question) -> Json:
    items = [
        {"kind": "youtube#i18nLanguage", "etag": f"etag-{code}", "id": code, "snippet": {"hl": code, "name": name}}
        for code, name in LANGUAGES.items()
    ]
    return {"kind": "youtube#i18nLanguageListResponse", "etag": "etag-of-languages", "items": items}


def _page(kind: str, items: Sequence[Json], question: Question, *, size: int) -> Json:
    start = question.offset()
    shown = _with_parts(items[start : start + size], question.listed("part"))
    answer = _listing(kind, shown, total=len(items), size=size)
    if start + size < len(items):
        answer["nextPageToken"] = urlsafe_b64encode(f"from {start + size}".encode()).decode()
    return answer


def _listing(kind: str, items: list[Json] | None, *, total: int, size: int) -> Json:
    answer: Json = {"kind": f"youtube#{kind}ListResponse", "etag": f"etag-of-{kind}s"}
    answer["pageInfo"] = {"totalResults": total, "resultsPerPage": size}
    return answer if items is None else {**answer, "items": items}


def _with_parts(items: Iterable[Json], parts: Sequence[str]) -> list[Json]:
    """Leave out what was not asked for."""
    kept = {"kind", "etag", "id", *parts}
    return [{name: value for name, value in item.items() if name in kept} for item in items]
