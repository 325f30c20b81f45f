"""One GET under limits: size on the wire, size once inflated, and time.

Redirects are answers and not followed, unless the limits allow some.
"""

import asyncio
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import NoReturn

import httpx
import msgspec

from app.net.errors import EncodingError, NotJsonError, TooLargeError, TooSlowError, UnreachableError
from app.net.guard import GuardedTransport, redirect_target

Parameters = Mapping[str, str | int | Sequence[str]]

_GZIP = 16 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """What one reply may cost. `seconds` covers everything: waiting for a connection, redirects, headers and body."""

    wire_bytes: int = 8_000_000
    decoded_bytes: int = 8_000_000
    seconds: float = 20.0
    redirects: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """A complete answer of any status, its body inflated."""

    status: int
    headers: httpx.Headers
    body: bytes


def open_client(user_agent: str, *, trusted: Iterable[str] = ()) -> httpx.AsyncClient:
    """Open a client that asks the public internet and `trusted` addresses, and that follows no redirects by itself.

    It takes nothing from the environment (no proxies, no netrc) and keeps no cookies.
    """
    return httpx.AsyncClient(
        headers={"User-Agent": user_agent},
        transport=GuardedTransport(trusted),
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        trust_env=False,
        follow_redirects=False,
    )


async def fetch(
    client: httpx.AsyncClient,
    url: str,
    *,
    parameters: Parameters | None = None,
    headers: Mapping[str, str] | None = None,
    limits: FetchLimits,
) -> Reply:
    """GET one URL and read all of it; raise FetchError when the reply does not arrive whole and within the limits."""
    try:
        async with asyncio.timeout(limits.seconds):
            return await _follow(client, url, parameters, headers, limits)
    except (TimeoutError, httpx.TimeoutException) as error:
        message = f"no complete reply within {limits.seconds:g} seconds"
        raise TooSlowError(message) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        message = f"the connection failed ({type(error).__name__})"
        raise UnreachableError(message) from error


def decode_json(body: bytes) -> object:
    """Parse a body; raise NotJsonError. Lone surrogates are let through: `clean_text` is for whoever keeps the text."""
    try:
        return msgspec.json.decode(body)
    except (ValueError, RecursionError):
        return _decode_leniently(body)


def _decode_leniently(body: bytes) -> object:
    # msgspec refuses the whole document for one lone surrogate in it; the standard library keeps the rest readable.
    try:
        return json.loads(body.decode("utf-8", "replace"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        message = "the body is not JSON"
        raise NotJsonError(message) from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


async def _follow(
    client: httpx.AsyncClient,
    url: str,
    parameters: Parameters | None,
    headers: Mapping[str, str] | None,
    limits: FetchLimits,
) -> Reply:
    asked = httpx.URL(url)
    reply = await _exchange(client, asked, parameters, headers, limits)
    for _ in range(limits.redirects):
        onward = redirect_target(asked, reply.status, reply.headers)
        if onward is None:
            break
        asked = onward
        reply = await _exchange(client, asked, None, headers, limits)
    return reply


async def _exchange(
    client: httpx.AsyncClient,
    url: httpx.URL,
    parameters: Parameters | None,
    headers: Mapping[str, str] | None,
    limits: FetchLimits,
) -> Reply:
    request = client.build_request(
        "GET",
        url,
        params=parameters,
        headers={"Accept": "application/json", **(headers or {}), "Accept-Encoding": "gzip"},
        timeout=limits.seconds,
    )
    response = await client.send(request, stream=True, follow_redirects=False)
    try:
        return Reply(response.status_code, response.headers, await _read(response, limits))
    finally:
        await response.aclose()


async def _read(response: httpx.Response, limits: FetchLimits) -> bytes:
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in {"identity", "gzip", ""}:
        message = "the reply is in an encoding that was not asked for"
        raise EncodingError(message)
    wire = bytearray()
    async for chunk in _raw(response):
        wire += chunk
        if len(wire) > limits.wire_bytes:
            message = f"the reply is over {limits.wire_bytes} bytes"
            raise TooLargeError(message)
    body = _inflate(bytes(wire), limits.decoded_bytes) if encoding == "gzip" and wire else bytes(wire)
    if len(body) > limits.decoded_bytes:
        message = f"the reply is over {limits.decoded_bytes} bytes once inflated"
        raise TooLargeError(message)
    return body


def _raw(response: httpx.Response) -> httpx.AsyncByteStream:
    # Response.aiter_raw refuses what a test transport hands over in one piece; the stream below it never does.
    if not isinstance(response.stream, httpx.AsyncByteStream):
        message = "the transport is not asynchronous"
        raise UnreachableError(message)
    return response.stream


def _inflate(wire: bytes, most: int) -> bytes:
    """Inflate at most `most` + 1 bytes, so that a bomb costs no more than a reply that is just too large."""
    inflater = zlib.decompressobj(_GZIP)
    try:
        body = inflater.decompress(wire, most + 1)
    except zlib.error:
        message = "the reply's gzip stream is broken"
        raise EncodingError(message) from None
    if len(body) <= most and not inflater.eof:
        message = "the reply's gzip stream is cut off"
        raise EncodingError(message)
    return body
