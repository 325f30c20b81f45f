import asyncio
import gzip
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.net.bounded import FetchLimits, Reply, decode_json, fetch, open_client
from app.net.errors import EncodingError, FetchError, NotJsonError, TooLargeError, TooSlowError, UnreachableError

from .wire import Talk, reply, serve

LIMITS = FetchLimits(wire_bytes=50_000, decoded_bytes=100_000, seconds=0.5)


def says(*pieces: bytes) -> Talk:
    async def talk(writer: asyncio.StreamWriter) -> None:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()

    return talk


def repeats(first: bytes, piece: bytes, *, every_seconds: float) -> Talk:
    async def talk(writer: asyncio.StreamWriter) -> None:
        writer.write(first)
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(every_seconds)

    return talk


async def fetched(talk: Talk, limits: FetchLimits = LIMITS) -> Reply:
    async with serve(talk) as url, open_client("truereach-tests", trusted=[url]) as client:
        return await fetch(client, url, limits=limits)


@pytest.mark.anyio
async def test_a_small_reply_arrives_whole() -> None:
    answer = await fetched(says(reply(b'{"name": "tea"}')))
    assert (answer.status, decode_json(answer.body)) == (200, {"name": "tea"})


@pytest.mark.anyio
async def test_a_gzip_reply_is_inflated() -> None:
    answer = await fetched(says(reply(gzip.compress(b"[1]"), "content-encoding: gzip")))
    assert answer.body == b"[1]"


@pytest.mark.anyio
async def test_only_gzip_is_asked_for() -> None:
    heard: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(reply(b"{}"))
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    async with open_client("truereach-tests", trusted=[url]) as client:
        await fetch(client, url, headers={"Accept-Encoding": "br"}, limits=LIMITS)
    server.close()
    encodings = [line for line in heard[0].decode().lower().split("\r\n") if line.startswith("accept-encoding")]
    assert encodings == ["accept-encoding: gzip"]


@pytest.mark.anyio
async def test_a_gzip_bomb_is_dropped_at_the_limit() -> None:
    bomb = gzip.compress(b"0" * 40_000_000)
    assert len(bomb) < LIMITS.wire_bytes
    with pytest.raises(TooLargeError):
        await fetched(says(reply(bomb, "content-encoding: gzip")))


@pytest.mark.anyio
async def test_a_gzip_reply_that_is_cut_off_or_damaged_is_refused() -> None:
    whole = gzip.compress(b'{"a": "bcdefgh"}')
    for body in (whole[:-6], b"nonsense"):
        with pytest.raises(EncodingError):
            await fetched(says(reply(body, "content-encoding: gzip")))


@pytest.mark.anyio
async def test_an_encoding_that_was_not_asked_for_is_refused() -> None:
    with pytest.raises(EncodingError):
        await fetched(says(reply(b"x", "content-encoding: br")))


@pytest.mark.anyio
async def test_a_reply_over_the_wire_limit_is_dropped() -> None:
    with pytest.raises(TooLargeError):
        await fetched(says(reply(b" " * 60_000)))


@pytest.mark.anyio
async def test_an_endless_reply_is_dropped_at_the_limit() -> None:
    head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n"
    with pytest.raises(TooLargeError):
        await fetched(repeats(head, b" " * 8_192, every_seconds=0))


@pytest.mark.anyio
async def test_a_reply_that_trickles_ends_at_the_deadline() -> None:
    started = time.monotonic()
    head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n"
    with pytest.raises(TooSlowError):
        await fetched(repeats(head, b" ", every_seconds=0.02))
    assert time.monotonic() - started < 5


@pytest.mark.anyio
async def test_headers_that_trickle_end_at_the_deadline() -> None:
    with pytest.raises(TooSlowError):
        await fetched(repeats(b"HTTP/1.1 200 OK\r\n", b"x-more: yes\r\n", every_seconds=0.02))


@pytest.mark.anyio
async def test_silence_ends_at_the_deadline() -> None:
    async def silent(_writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(3)

    with pytest.raises(TooSlowError):
        await fetched(silent)


@pytest.mark.anyio
async def test_a_connection_that_breaks_or_speaks_nonsense_is_unreachable() -> None:
    for talk in (says(), says(b"hello\r\n\r\n"), says(b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc")):
        with pytest.raises(UnreachableError):
            await fetched(talk)


@pytest.mark.anyio
async def test_nobody_listening_is_unreachable() -> None:
    async with serve(says()) as url:
        pass
    async with open_client("truereach-tests", trusted=[url]) as client:
        with pytest.raises(UnreachableError):
            await fetch(client, url, limits=LIMITS)


@pytest.mark.anyio
async def test_a_redirect_is_an_answer_and_not_followed() -> None:
    answer = await fetched(says(reply(b"", "location: http://127.0.0.1:1/", status="302 Found")))
    assert answer.status == 302


@pytest.mark.anyio
async def test_an_address_that_is_none_is_unreachable() -> None:
    async with open_client("truereach-tests") as client:
        for url in ("nonsense", "http://[", "ftp://127.0.0.1/"):
            with pytest.raises(FetchError):
                await fetch(client, url, limits=LIMITS)


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"[" * 100_000, b"9" * 5_000, b'{"a": NaN}', b'{"a": 1} x'])
def test_a_body_that_is_not_json_says_so(body: bytes) -> None:
    with pytest.raises(NotJsonError):
        decode_json(body)


def test_one_lone_surrogate_does_not_cost_the_rest_of_the_document() -> None:
    assert decode_json(b'{"bad": "\\ud800", "good": 1}') == {"bad": "\ud800", "good": 1}


@given(st.binary(max_size=200))
def test_any_body_is_json_or_says_that_it_is_not(body: bytes) -> None:
    with suppress(NotJsonError):
        decode_json(body)
