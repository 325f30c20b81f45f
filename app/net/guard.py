"""Connections to hosts that strangers name: checked before anything is sent, and made to the address that was checked.

A host is resolved once. If any of its addresses is not public the host is refused, else one of these addresses is
connected to, so that a name cannot be checked under one address and reached at another (DNS rebinding). Only HTTPS at
its usual port is spoken, to names and not to numbers, without credentials in the address. What the operator named is
trusted as it stands: `trusted` holds those origins.
"""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Final, Self

import httpcore
import httpx

from app.net.addresses import is_numeric, is_public
from app.net.errors import HostRefusedError

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""The numeric addresses of a host; OSError or UnicodeError where it has none."""

HTTPS_PORT: Final = 443
_PORTS: Final = {"http": 80, "https": HTTPS_PORT}
_TRIES_AT_MOST: Final = 3
_REDIRECTS: Final = frozenset(
    {
        HTTPStatus.MOVED_PERMANENTLY,
        HTTPStatus.FOUND,
        HTTPStatus.SEE_OTHER,
        HTTPStatus.TEMPORARY_REDIRECT,
        HTTPStatus.PERMANENT_REDIRECT,
    }
)

# Names whose servers are slow to answer hold these threads only, not those that the rest of the service works in.
_RESOLVERS: Final = ThreadPoolExecutor(max_workers=8, thread_name_prefix="resolver")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an address leads: scheme, host and port."""

    scheme: str
    host: str
    port: int

    @classmethod
    def of(cls, url: httpx.URL) -> Self:
        """Take it out of an address; the port is 0 where neither it nor the scheme names one."""
        return cls(url.scheme, url.raw_host.decode("ascii"), url.port or _PORTS.get(url.scheme, 0))


async def resolve(host: str, port: int) -> Sequence[str]:
    """Ask the system for all addresses of a host, each once, in its order."""
    ask = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    found = await asyncio.get_running_loop().run_in_executor(_RESOLVERS, ask)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def redirect_target(asked: httpx.URL, status: int, headers: httpx.Headers) -> httpx.URL | None:
    """Give where a redirect leads that may be followed: by HTTPS to the same host, or to one below or above it."""
    location = headers.get("location")
    if status not in _REDIRECTS or not location:
        return None
    try:
        target = asked.join(location)
        before, after = Origin.of(asked), Origin.of(target)
    except (httpx.InvalidURL, ValueError):
        return None
    is_as_safe = after.scheme == "https" or after == before
    return target if is_as_safe and _are_related(before.host, after.host) else None


def _are_related(one: str, other: str) -> bool:
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


class Guard(httpcore.AsyncNetworkBackend):
    """Opens sockets for the connection pool, below names, redirects and TLS."""

    def __init__(
        self,
        trusted: Collection[Origin] = (),
        *,
        resolve: Resolve = resolve,
        network: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._trusted = {(origin.host, origin.port) for origin in trusted}
        self._resolve = resolve
        self._network = network or httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to a host once all its addresses are found to be public; raises HostRefusedError."""
        connect = partial(
            self._network.connect_tcp, port=port, local_address=local_address, socket_options=socket_options
        )
        if (host, port) in self._trusted:
            return await connect(host, timeout=timeout)
        if port != HTTPS_PORT:
            message = "only the usual port is asked"
            raise HostRefusedError(message)
        addresses = (await self._public_addresses(host, port))[:_TRIES_AT_MOST]
        share = None if timeout is None else timeout / len(addresses)
        for address in addresses[:-1]:
            with contextlib.suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return await connect(address, timeout=share)
        return await connect(addresses[-1], timeout=share)

    async def connect_unix_socket(
        self,
        path: str,  # noqa: ARG002 - whichever it is
        timeout: float | None = None,  # noqa: ARG002, ASYNC109 - the signature is httpcore's
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002 - the same
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: no platform lives in a file."""
        message = "sockets of this machine are not asked"
        raise HostRefusedError(message)

    async def sleep(self, seconds: float) -> None:
        """Sleep as the network does."""
        await self._network.sleep(seconds)

    async def _public_addresses(self, host: str, port: int) -> Sequence[str]:
        try:
            addresses = await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            message = "the host has no address"
            raise httpcore.ConnectError(message) from error
        if not addresses or not all(map(is_public, addresses)):
            message = "it is not on the public internet"
            raise HostRefusedError(message)
        return addresses


class GuardedTransport(httpx.AsyncBaseTransport):
    """A pool of connections that the guard opens; the addresses themselves are checked before each request."""

    def __init__(
        self,
        trusted: Iterable[str] = (),
        *,
        resolve: Resolve = resolve,
        network: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._trusted = frozenset(Origin.of(httpx.URL(url)) for url in trusted)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=100,
            max_keepalive_connections=20,
            keepalive_expiry=5.0,
            network_backend=Guard(self._trusted, resolve=resolve, network=network),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; raises HostRefusedError before anything is resolved where the address is not for us."""
        if Origin.of(request.url) not in self._trusted:
            _check(request.url)
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        with _as_httpx_errors():
            response = await self._pool.handle_async_request(
                httpcore.Request(
                    request.method,
                    url,
                    headers=request.headers.raw,
                    content=request.stream,
                    extensions=request.extensions,
                )
            )
        return httpx.Response(
            response.status, headers=response.headers, stream=_Body(response.stream), extensions=response.extensions
        )

    async def aclose(self) -> None:
        """Close every connection."""
        await self._pool.aclose()


def _check(url: httpx.URL) -> None:
    if url.scheme != "https" or url.port is not None:
        message = "only HTTPS at its usual port is spoken"
    elif url.userinfo:
        message = "its address carries a credential"
    elif not url.host or is_numeric(url.host):
        message = "it has no name"
    else:
        return
    raise HostRefusedError(message)


class _Body(httpx.AsyncByteStream):
    """The body of a reply, with its errors as httpx names them."""

    def __init__(self, stream: object) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        if isinstance(self._stream, AsyncIterable):
            with _as_httpx_errors():
                async for chunk in self._stream:
                    yield chunk

    async def aclose(self) -> None:
        close = getattr(self._stream, "aclose", None)
        if close is not None:
            await close()


@contextlib.contextmanager
def _as_httpx_errors() -> Iterator[None]:
    """Raise what httpcore raises under the same name in httpx, as its own transport does."""
    try:
        yield
    except (
        httpcore.TimeoutException,
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.UnsupportedProtocol,
    ) as error:
        raise getattr(httpx, type(error).__name__)(str(error)) from error
