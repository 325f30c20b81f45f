"""Host names: one spelling for each."""

import re
from collections.abc import Iterable
from typing import Final

import idna

MAX_HOST_LENGTH: Final = 253

_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?![0-9]){_LABEL}")


def parse_host(text: str) -> str | None:
    """Give a host its one spelling: lower case, punycode, no dot at the end; None for an IP address or no host."""
    host = text.removesuffix(".").lower()
    if len(host) > MAX_HOST_LENGTH:
        return None
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except UnicodeError:
            return None
    return host if len(host) <= MAX_HOST_LENGTH and _HOST.fullmatch(host) else None


def is_within(host: str, domains: Iterable[str]) -> bool:
    """Whether a host is one of the domains or lies below one."""
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)
