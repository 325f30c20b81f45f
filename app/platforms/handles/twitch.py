"""Twitch: 3 to 25 letters, digits and underscores, in any case."""

import re
from typing import Final

from app.domain.handle import HandleForm, MalformedHandleError, Platform
from app.platforms.handles.link import Link
from app.platforms.handles.naming import Naming, Reading

HOSTS: Final = frozenset({"twitch.tv", "m.twitch.tv", "go.twitch.tv", "player.twitch.tv", "clips.twitch.tv"})

_NAME = re.compile(r"[a-z0-9_]{3,25}")
_BEFORE_NAME: Final = frozenset({"embed", "moderator", "popout"})
_NO_ACCOUNT: Final = _BEFORE_NAME | {
    "collections",
    "directory",
    "downloads",
    "drops",
    "friends",
    "inventory",
    "jobs",
    "login",
    "prime",
    "search",
    "settings",
    "signup",
    "store",
    "subscriptions",
    "team",
    "turbo",
    "videos",
    "wallet",
}
_VIDEO: Final = "The address names a video or a clip, not a channel. Write the link to the channel."


def _canonical(text: str) -> str | None:
    name = text.lower()
    return name if _NAME.fullmatch(name) and name not in _NO_ACCOUNT else None


def _parse_name(text: str) -> Reading | None:
    name = _canonical(text)
    return None if name is None else Reading(name, HandleForm.NAME)


def _parse_link(link: Link) -> str | None:
    if link.site == "player.twitch.tv":
        return _canonical(link.query.get("channel", ""))
    if link.site == "clips.twitch.tv" or link.segments[:1] == ("videos",):
        raise MalformedHandleError(_VIDEO)
    match link.segments:
        case (before, name, *_) if before in _BEFORE_NAME:
            return _canonical(name)
        case (name, *_):
            return _canonical(name)
    return None


NAMING = Naming(
    platform=Platform.TWITCH,
    hosts=HOSTS,
    rule="A Twitch name has 3 to 25 letters, digits and underscores; a channel is twitch.tv/name.",
    parse_name=_parse_name,
    parse_link=_parse_link,
    profile_url=lambda name: f"https://www.twitch.tv/{name}",
)
