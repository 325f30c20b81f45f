"""Who somebody is on the Fediverse, and which server is asked about them.

The domain of a handle and the host of its server may differ (`baker@example.com` lives on `social.example.com`), and
only WebFinger tells. A local account is listed without its domain, so keys carry both.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, Self
from urllib.parse import quote, unquote

import httpx
import msgspec

from app.platforms.errors import HandleNotFoundError, UpstreamError
from app.platforms.shapes import read_shape, read_shapes

LocalId = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-][!-~]{0,199}\Z")]
"""Mastodon's are numbers, others' are ULIDs or flakes; what begins like this is no step in a path."""

_USER = re.compile(r"[A-Za-z0-9_.~+-]{1,200}\Z")
_HOST = re.compile(r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])\Z")
_ACTOR_TYPES = ("application/activity+json", "application/ld+json")

_MALFORMED = "A Mastodon handle is a name with its server: user@host."
_NOBODY = "This server knows no account with this handle."


@dataclass(frozen=True, slots=True)
class Acct:
    """`user@host`, as the `acct:` of WebFinger; the host is lower case and in punycode."""

    user: str
    host: str

    def __str__(self) -> str:
        """Render as people write it."""
        return f"{self.user}@{self.host}"

    @property
    def account_id(self) -> str:
        """The same for the same person on whichever server they are seen."""
        return str(self).lower()


@dataclass(frozen=True, slots=True)
class Instance:
    """One server: `host` answers its API, `domain` stands behind the @ of its people."""

    host: str
    domain: str


@dataclass(frozen=True, slots=True)
class AccountKey:
    """What later calls about a creator need; `hidden` names the lists that the profile says are shown to nobody."""

    instance: Instance
    local_id: str
    hidden: Collection[str] = ()

    def __str__(self) -> str:
        """Render as the `key` of a Subject."""
        local_id = quote(self.local_id, safe="")
        return "/".join((self.instance.host, self.instance.domain, local_id, *sorted(self.hidden)))

    @classmethod
    def read(cls, key: str) -> Self:
        """Read what `str` rendered."""
        host, domain, local_id, *hidden = key.split("/")
        return cls(Instance(host, domain), unquote(local_id), hidden)


@dataclass(frozen=True, slots=True)
class PostKey:
    """A post as its address, with the creator's account id behind the #, which no server reads."""

    instance: Instance
    status_id: str
    author_id: str
    url: str | None = None

    def __str__(self) -> str:
        """Render as the `post_id` of a Post: the public address where it names host and id, else the API's."""
        local_id = quote(self.status_id, safe="")
        address = f"https://{self.instance.host}/api/v1/statuses/{local_id}"
        if self.url and self.url.startswith(f"https://{self.instance.host}/") and self.url.endswith(f"/{local_id}"):
            address = self.url
        return f"{address}#{self.author_id}"

    @classmethod
    def read(cls, post_id: str) -> Self:
        """Read what `str` rendered."""
        address, _, author_id = post_id.rpartition("#")
        host, _, path = address.removeprefix("https://").partition("/")
        domain = author_id.rpartition("@")[2]
        return cls(Instance(host, domain), unquote(path.rpartition("/")[2]), author_id, address)


def read_host(text: str) -> str | None:
    """Bring a host's name into the form that is compared and asked; None for numbers, ports and other things."""
    try:
        host = text.lower() if text.isascii() else httpx.URL(scheme="https", host=text).raw_host.decode("ascii")
    except (httpx.InvalidURL, ValueError):
        return None
    return host if _HOST.match(host) else None


def read_acct(text: str, home: str | None = None) -> Acct | None:
    """Read `user@host`; a name without a host is of `home`. None for what cannot be one."""
    user, at, domain = text.removeprefix("@").partition("@")
    host = read_host(domain) if at else home
    return Acct(user, host) if host and _USER.match(user) else None


def parse_name(name: str) -> Acct:
    """Read the name that a caller gave; raises HandleNotFoundError where nobody can have it."""
    acct = read_acct(name)
    if acct is None:
        raise HandleNotFoundError(_MALFORMED)
    return acct


def instance_of(name: str) -> str:
    """Give the host in a handle, by which calls are counted; raises HandleNotFoundError as `parse_name` does."""
    return parse_name(name).host


class _Link(msgspec.Struct):
    rel: str
    href: str
    type: str = ""


class _Descriptor(msgspec.Struct):
    links: list[object]
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """Where an account lives, by WebFinger (RFC 7033)."""

    acct: Acct
    instance: Instance

    @property
    def lookup(self) -> str:
        """The name to ask the server for: with a domain of its own the server must know it as its own."""
        return self.acct.user if self.instance.host == self.instance.domain else str(self.acct)


def parse_home(body: object, asked: Acct) -> Home:
    """Read a WebFinger answer; raises HandleNotFoundError where it names no account that federates.

    Of the name that it calls the account, only one on the host that was asked or on the account's server is believed:
    anybody can write anybody else's name there.
    """
    descriptor = read_shape(body, _Descriptor)
    if descriptor is None:
        detail = "Mastodon: the server answered without an account."
        raise UpstreamError(detail)
    server = next(filter(None, map(_server_of, read_shapes(descriptor.links, _Link))), None)
    if server is None:
        raise HandleNotFoundError(_NOBODY)
    named = read_acct((descriptor.subject or "").removeprefix("acct:"))
    if named is None or named.host not in {asked.host, server}:
        named = Acct(asked.user, server)
    return Home(named, Instance(server, named.host))


def _server_of(link: _Link) -> str | None:
    if link.rel != "self" or not link.type.startswith(_ACTOR_TYPES):
        return None
    try:
        address = httpx.URL(link.href)
    except httpx.InvalidURL:
        return None
    is_usual = address.scheme == "https" and address.port is None and not address.userinfo
    return read_host(address.raw_host.decode("ascii")) if is_usual else None
