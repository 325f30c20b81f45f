"""YouTube: a handle, a channel id (`UC...`), or one of the two older kinds of names (`user/name`, `c/name`).

Handles are the same in any case and alphabet that people write them in; ids are not.
"""

import re
import unicodedata
from typing import Final
from urllib.parse import quote

from app.domain.handle import HandleForm, MalformedHandleError, Platform
from app.platforms.handles.link import Link
from app.platforms.handles.naming import Naming, Reading

HOSTS: Final = frozenset(
    {"youtube.com", "m.youtube.com", "music.youtube.com", "gaming.youtube.com", "studio.youtube.com", "youtu.be"}
)

_ID = re.compile(r"UC[A-Za-z0-9_-]{22}")
_HANDLE_LENGTHS: Final = range(3, 31)
_OLDER_LENGTHS: Final = range(1, 101)
_BETWEEN: Final = "._-\u00b7"
_WORD_CATEGORIES: Final = ("L", "M", "N")
_OLDER: Final = frozenset({"c", "user"})
_VIDEOS: Final = frozenset({"attribution_link", "clip", "e", "embed", "live", "playlist", "shorts", "v", "watch"})
_NO_ACCOUNT: Final = _VIDEOS | {
    "about",
    "account",
    "ads",
    "api",
    "c",
    "channel",
    "channels",
    "community",
    "creators",
    "feed",
    "gaming",
    "hashtag",
    "kids",
    "movies",
    "music",
    "post",
    "premium",
    "redirect",
    "results",
    "signin",
    "source",
    "t",
    "trending",
    "upload",
    "user",
}
_VIDEO: Final = "The address names a video or a playlist, not a channel. Write the link to the channel."


def _parse_word(text: str, lengths: range) -> str | None:
    word = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    letters = [letter for letter in word if letter not in _BETWEEN]
    are_words = all(unicodedata.category(letter)[0] in _WORD_CATEGORIES for letter in letters)
    return word if letters and are_words and len(word) in lengths else None


def _parse_older(kind: str, text: str) -> str | None:
    word = _parse_word(text, _OLDER_LENGTHS)
    return None if word is None else f"{kind}/{word}"


def _parse_id(text: str) -> str | None:
    return text if _ID.fullmatch(text) else None


def _parse_name(text: str) -> Reading | None:
    kind, slash, rest = text.partition("/")
    channel_id = _parse_id(rest if kind == "channel" else text)
    if channel_id is not None:
        return Reading(channel_id, HandleForm.ID, is_certain=True)
    name = _parse_older(kind, rest) if slash and kind in _OLDER else _parse_word(text, _HANDLE_LENGTHS)
    return None if name is None else Reading(name, HandleForm.NAME, is_certain=bool(slash))


def _parse_link(link: Link) -> str | None:
    if link.site == "youtu.be":
        raise MalformedHandleError(_VIDEO)
    match link.segments:
        case ("channel", channel_id, *_):
            return _parse_id(channel_id)
        case (kind, name, *_) if kind in _OLDER:
            return _parse_older(kind, name)
        case (first, *_) if first.startswith("@"):
            return _parse_word(first[1:], _HANDLE_LENGTHS)
        case (first, *_) if first.lower() in _VIDEOS:
            raise MalformedHandleError(_VIDEO)
        case (name, *_) if name.lower() not in _NO_ACCOUNT:
            return _parse_older("c", name)
    return None


def _profile_url(name: str) -> str:
    if _ID.fullmatch(name):
        return f"https://www.youtube.com/channel/{name}"
    return f"https://www.youtube.com/{quote(name) if '/' in name else '@' + quote(name)}"


NAMING = Naming(
    platform=Platform.YOUTUBE,
    hosts=HOSTS,
    rule="A YouTube handle has 3 to 30 letters, digits, periods, hyphens and underscores; a channel is "
    "youtube.com/@handle or youtube.com/channel/ and its id, which begins with UC.",
    parse_name=_parse_name,
    parse_link=_parse_link,
    profile_url=_profile_url,
)
