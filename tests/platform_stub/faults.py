"""How the stub misbehaves when it is told to.

A fault either stands in for the answer (the first one that matches), or changes the true answer (all that match):

    in place of it   RATE_LIMITED  ERROR  HTML  NOT_JSON  ENDLESS  SILENCE  GZIP_BOMB
    changing it      CURSOR_LOOP  EMPTY_LIST  SHORT_PAGE  REPEATED_ACCOUNTS
    its delivery     LATENCY  TRICKLE
"""

import asyncio
import gzip
import io
import json
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse

MEBIBYTE = 1 << 20
LISTS = ("followers", "profiles", "feed", "likes", "repostedBy")


class FaultKind(StrEnum):
    RATE_LIMITED = "rate_limited"
    """429 with Retry-After (`retry_after`, seconds or an HTTP date; empty: none) and Bluesky's own reset header."""
    ERROR = "error"
    """`status` with an error's name and message, as JSON."""
    HTML = "html"
    """`status` with a page of HTML, as a proxy or a booting server answers."""
    NOT_JSON = "not_json"
    """200 that says JSON and is cut off in the middle."""
    ENDLESS = "endless"
    """200 whose body never ends, as fast as the reader reads."""
    SILENCE = "silence"
    """The connection is accepted and nothing ever comes."""
    GZIP_BOMB = "gzip_bomb"
    """200, valid JSON of `mebibytes` that travels as a thousandth of that."""
    CURSOR_LOOP = "cursor_loop"
    """The cursor leads back to the second page, for ever; with `every` or `calls` in larger circles."""
    EMPTY_LIST = "empty_list"
    """No entries and no cursor, whatever the profile counts."""
    SHORT_PAGE = "short_page"
    """Only the first `keep` entries of each page; the cursor goes on as if all had been there."""
    REPEATED_ACCOUNTS = "repeated_accounts"
    """Every page begins with the last `keep` of the page before, as when people follow while the list is read."""
    LATENCY = "latency"
    """`seconds` pass before anything else."""
    TRICKLE = "trickle"
    """The true answer, `seconds` between any two bytes (a millisecond at least)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    kind: FaultKind
    route: str = ""  # the method or its end, such as getFollowers; empty: every route
    containing: str = ""  # only where the query holds this
    calls: tuple[int, ...] = ()  # which calls of a route, from 1; empty: every call
    every: int = 1  # every nth call of a route
    seconds: float = 0.0
    keep: int = 1
    status: int = 500
    error: str = "InternalServerError"
    message: str = "Internal Server Error"
    retry_after: str = "1"
    mebibytes: int = 100

    def matches(self, method: str, query: str, call: int) -> bool:
        """`call` counts the calls of this method from 1."""
        named = method.endswith(self.route) and self.containing in query
        return named and (not self.calls or call in self.calls) and call % self.every == 0


def of_kind(faults: Sequence[Fault], kind: FaultKind) -> Fault | None:
    return next((fault for fault in faults if fault.kind is kind), None)


async def stand_in(request: Request, faults: Sequence[Fault]) -> Response | None:
    """The answer in place of the true one, if a fault asks for it."""
    for fault in faults:
        if fault.kind is FaultKind.SILENCE:
            return await _after_the_reader_left(request)
        if make := STAND_INS.get(fault.kind):
            return make(fault)
    return None


def changed(answer: dict[str, Any], faults: Sequence[Fault], looping_cursor: str | None) -> dict[str, Any]:
    """`looping_cursor` is where a looping cursor leads: the first one that this list ever gave."""
    name = next((name for name in LISTS if name in answer), None)
    if name is None:
        return answer
    result, entries = dict(answer), answer[name]
    for fault in faults:
        match fault.kind:
            case FaultKind.CURSOR_LOOP if looping_cursor is not None:
                result["cursor"] = looping_cursor
            case FaultKind.EMPTY_LIST:
                result.pop("cursor", None)
                entries = []
            case FaultKind.SHORT_PAGE:
                entries = entries[: fault.keep]
            case _:
                continue
    return {**result, name: entries}


def delivered(answer: dict[str, Any], faults: Sequence[Fault]) -> Response:
    if trickle := of_kind(faults, FaultKind.TRICKLE):
        return StreamingResponse(_byte_by_byte(answer, trickle.seconds), media_type="application/json")
    return JSONResponse(answer)


async def _after_the_reader_left(request: Request) -> Response:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    return Response()


def _error(fault: Fault) -> Response:
    return JSONResponse({"error": fault.error, "message": fault.message}, fault.status)


def _html(fault: Fault) -> Response:
    return HTMLResponse("<!doctype html><title>Just a moment</title><h1>Bad gateway</h1>", fault.status)


def _not_json(_: Fault) -> Response:
    return Response('{"followers": [{"did": "did:plc:', media_type="application/json")


def _endless(_: Fault) -> Response:
    return StreamingResponse(_ever_more_followers(), media_type="application/json")


def _gzip_bomb(fault: Fault) -> Response:
    return Response(_bomb(fault.mebibytes), headers={"content-encoding": "gzip"}, media_type="application/json")


def _rate_limited(fault: Fault) -> Response:
    wait = int(fault.retry_after) if fault.retry_after.isdigit() else 1
    headers = {
        "ratelimit-limit": "3000",
        "ratelimit-remaining": "0",
        "ratelimit-reset": str(int(time.time()) + wait),
        "ratelimit-policy": "3000;w=300",
    }
    if fault.retry_after:
        headers["retry-after"] = fault.retry_after
    return JSONResponse({"error": "RateLimitExceeded", "message": "Rate Limit Exceeded"}, 429, headers)


async def _ever_more_followers() -> AsyncIterator[bytes]:
    yield b'{"followers": ['
    while True:
        yield b'{"did": "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa", "handle": "more.test"},' * 1000
        await asyncio.sleep(0)


async def _byte_by_byte(answer: dict[str, Any], seconds: float) -> AsyncIterator[bytes]:
    for byte in json.dumps(answer).encode():
        yield bytes([byte])
        await asyncio.sleep(seconds)


@cache
def _bomb(mebibytes: int) -> bytes:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=9, mtime=0) as file:
        file.write(b'{"followers": [], "padding": "')
        for _ in range(mebibytes):
            file.write(b"0" * MEBIBYTE)
        file.write(b'"}')
    return packed.getvalue()


STAND_INS: dict[FaultKind, Callable[[Fault], Response]] = {
    FaultKind.RATE_LIMITED: _rate_limited,
    FaultKind.ERROR: _error,
    FaultKind.HTML: _html,
    FaultKind.NOT_JSON: _not_json,
    FaultKind.ENDLESS: _endless,
    FaultKind.GZIP_BOMB: _gzip_bomb,
}
