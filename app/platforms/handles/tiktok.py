"""TikTok: 2 to 24 letters, digits, periods and underscores, in any case."""

import re
from typing import Final

from app.domain.handle import HandleForm, MalformedHandleError, Platform
from app.platforms.handles.link import Link
from app.platforms.handles.naming import Naming, Reading

HOSTS: Final = frozenset({"tiktok.com", "m.tiktok.com", "vm.tiktok.com", "vt.tiktok.com"})

_SHORTENING: Final = frozenset({"vm.tiktok.com", "vt.tiktok.com"})
_NAME = re.compile(r"[a-z0-9._]{1,23}[a-z0-9_]")
_SHORT: Final = "The address is a short link, which only TikTok can read. Open it and copy the link to the profile."


def _canonical(text: str) -> str | None:
    name = text.lower()
    return name if _NAME.fullmatch(name) else None


def _parse_name(text: str) -> Reading | None:
    name = _canonical(text)
    return None if name is None else Reading(name, HandleForm.NAME)


def _parse_link(link: Link) -> str | None:
    if link.site in _SHORTENING or link.segments[:1] == ("t",):
        raise MalformedHandleError(_SHORT)
    match link.segments:
        case (segment, *_) if segment.startswith("@"):
            return _canonical(segment[1:])
    return None


NAMING = Naming(
    platform=Platform.TIKTOK,
    hosts=HOSTS,
    rule="A TikTok name has 2 to 24 letters, digits, periods and underscores; a profile is tiktok.com/@name.",
    parse_name=_parse_name,
    parse_link=_parse_link,
    profile_url=lambda name: f"https://www.tiktok.com/@{name}",
)
