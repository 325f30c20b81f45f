"""Addresses of the web, taken apart."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from app.domain.handle import MalformedHandleError
from app.platforms.handles.host import parse_host

_SCHEME = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_PORTS: Final = (None, 80, 443)
_BROKEN: Final = "The address cannot be read. Copy the link to the profile again."
_SIGNED_IN: Final = "The address carries a user name or a password. Write it without."
_PORT: Final = "The address names a port that platforms do not answer on. Write it without."


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address: its host as `parse_host` spells it, and the decoded parts of its path, empty ones left out."""

    host: str
    segments: tuple[str, ...]
    query: Mapping[str, str]

    @property
    def site(self) -> str:
        """The host without `www.`, which says nothing on the big platforms."""
        return self.host.removeprefix("www.")


def parse_link(text: str) -> Link | None:
    """Take an address apart, with or without http; None where the text is no address.

    Raises MalformedHandleError for an address that cannot be used.
    """
    scheme = _SCHEME.match(text)
    if scheme is None and not _begins_with_host(text):
        return None
    try:
        parts = urlsplit("//" + text[scheme.end() if scheme else 0 :])
        port = parts.port
        segments = tuple(unquote(part, errors="strict") for part in parts.path.split("/") if part)
    except ValueError:
        raise MalformedHandleError(_BROKEN) from None
    if parts.username is not None:
        raise MalformedHandleError(_SIGNED_IN)
    if port not in _PORTS:
        raise MalformedHandleError(_PORT)
    host = parse_host(parts.hostname or "")
    if host is None:
        raise MalformedHandleError(_BROKEN)
    return Link(host=host, segments=segments, query=dict(parse_qsl(parts.query)))


def _begins_with_host(text: str) -> bool:
    head, slash, _ = text.partition("/")
    return bool(slash) and parse_host(head.partition(":")[0]) is not None
