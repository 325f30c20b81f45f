"""Bluesky: a handle is a domain; the DID below it never changes (atproto.com/specs/handle, /specs/did)."""

import re
from typing import Final

from app.domain.handle import HandleForm, Platform
from app.platforms.handles.host import is_within, parse_host
from app.platforms.handles.link import Link
from app.platforms.handles.naming import Naming, Reading

HOSTS: Final = frozenset({"bsky.app", "bsky.social"})
HOMES: Final = frozenset({"bsky.social"})

_PLC = re.compile(r"did:plc:[a-z2-7]{24}")
_WEB: Final = "did:web:"
_AT: Final = "at://"
_NOBODY: Final = "handle.invalid"
"""Shown in place of a handle that no longer leads to its account."""


def _parse_did(text: str) -> str | None:
    did = text.lower()
    if did.startswith(_WEB):
        host = parse_host(text[len(_WEB) :])
        return None if host is None else _WEB + host
    return did if _PLC.fullmatch(did) else None


def _parse_domain(text: str) -> str | None:
    domain = parse_host(text)
    return None if domain == _NOBODY else domain


def _parse_name(text: str) -> Reading | None:
    if text.lower().startswith(_AT):
        name = _canonical(text[len(_AT) :].partition("/")[0])
        return None if name is None else Reading(name, HandleForm.URL, is_certain=True)
    did = _parse_did(text)
    if did is not None:
        return Reading(did, HandleForm.DID, is_certain=True)
    domain = _parse_domain(text)
    return None if domain is None else Reading(domain, HandleForm.NAME, is_certain=is_within(domain, HOMES))


def _canonical(text: str) -> str | None:
    return _parse_did(text) or _parse_domain(text)


def _parse_link(link: Link) -> str | None:
    if link.site not in HOSTS:
        return link.site
    match link.segments:
        case ("profile", name, *_):
            return _canonical(name.removeprefix("@"))
    return None


NAMING = Naming(
    platform=Platform.BLUESKY,
    hosts=HOSTS,
    homes=HOMES,
    rule="A Bluesky handle is a domain such as alice.bsky.social, or a DID; a profile is bsky.app/profile/ and either.",
    parse_name=_parse_name,
    parse_link=_parse_link,
    profile_url=lambda name: f"https://bsky.app/profile/{name}",
)
