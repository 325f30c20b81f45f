"""Instagram: up to 30 letters, digits, periods and underscores, in any case."""

import re
from typing import Final

from app.domain.handle import HandleForm, MalformedHandleError, Platform
from app.platforms.handles.link import Link
from app.platforms.handles.naming import Naming, Reading

HOSTS: Final = frozenset({"instagram.com", "m.instagram.com", "instagr.am"})

_NAME = re.compile(r"[a-z0-9._]{0,29}[a-z0-9_]")
_POSTS: Final = frozenset({"p", "reel", "reels", "tv"})
_NO_ACCOUNT: Final = _POSTS | {
    "_n",
    "_u",
    "about",
    "accounts",
    "api",
    "challenge",
    "developer",
    "direct",
    "explore",
    "legal",
    "oauth",
    "share",
    "stories",
    "web",
}
_POST: Final = "The address names a post, not an account. Write the link to the creator's profile."
_SHARED: Final = "The address names an account only to Instagram. Open it and copy the link to the profile."


def _canonical(text: str) -> str | None:
    name = text.lower()
    return name if _NAME.fullmatch(name) and name not in _NO_ACCOUNT else None


def _parse_name(text: str) -> Reading | None:
    name = _canonical(text)
    return None if name is None else Reading(name, HandleForm.NAME)


def _parse_link(link: Link) -> str | None:
    match link.segments:
        case ("stories", "highlights", *_):
            raise MalformedHandleError(_POST)
        case ("stories" | "_u", name, *_):
            return _canonical(name)
        case ("share", *_):
            raise MalformedHandleError(_SHARED)
        case (first, *_) if first.lower() in _POSTS:
            raise MalformedHandleError(_POST)
        case (name, *_):
            return _canonical(name)
    return None


NAMING = Naming(
    platform=Platform.INSTAGRAM,
    hosts=HOSTS,
    rule="An Instagram name has up to 30 letters, digits, periods and underscores; a profile is instagram.com/name.",
    parse_name=_parse_name,
    parse_link=_parse_link,
    profile_url=lambda name: f"https://www.instagram.com/{name}/",
)
