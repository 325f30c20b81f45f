"""X: up to 15 letters, digits and underscores, in any case; or the number of the account, written `id/123`."""

import re
from typing import Final

from app.domain.handle import HandleForm, Platform
from app.platforms.handles.link import Link
from app.platforms.handles.naming import Naming, Reading

HOSTS: Final = frozenset(
    {"x.com", "mobile.x.com", "m.x.com", "twitter.com", "mobile.twitter.com", "m.twitter.com"},
)

_NAME = re.compile(r"[a-z0-9_]{1,15}")
_NUMBER = re.compile(r"[1-9][0-9]{0,18}")
_ID: Final = "id/"
_NO_ACCOUNT: Final = frozenset(
    {
        "about",
        "account",
        "compose",
        "download",
        "explore",
        "hashtag",
        "home",
        "i",
        "intent",
        "jobs",
        "login",
        "logout",
        "messages",
        "notifications",
        "oauth",
        "privacy",
        "search",
        "settings",
        "share",
        "signup",
        "tos",
    }
)


def _canonical(text: str) -> str | None:
    name = text.lower()
    return name if _NAME.fullmatch(name) and name not in _NO_ACCOUNT else None


def _parse_id(text: str) -> str | None:
    return _ID + text if _NUMBER.fullmatch(text) else None


def _parse_name(text: str) -> Reading | None:
    if text.lower().startswith(_ID):
        number = _parse_id(text[len(_ID) :])
        return None if number is None else Reading(number, HandleForm.ID, is_certain=True)
    name = _canonical(text)
    return None if name is None else Reading(name, HandleForm.NAME)


def _parse_link(link: Link) -> str | None:
    match link.segments:
        case ("i", "user", number, *_):
            return _parse_id(number)
        case ("intent", "user" | "follow", *_):
            return _canonical(link.query.get("screen_name", "")) or _parse_id(link.query.get("user_id", ""))
        case (name, *_):
            return _canonical(name.removeprefix("@"))
    return None


def _profile_url(name: str) -> str:
    return f"https://x.com/i/user/{name.removeprefix(_ID)}" if name.startswith(_ID) else f"https://x.com/{name}"


NAMING = Naming(
    platform=Platform.X,
    hosts=HOSTS,
    rule="A name on X has up to 15 letters, digits and underscores, or is id/ and a number; a profile is x.com/name.",
    parse_name=_parse_name,
    parse_link=_parse_link,
    profile_url=_profile_url,
)
