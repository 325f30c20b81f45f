import asyncio
import gzip
from datetime import UTC, datetime

import httpx
import pytest

from app.clock import utc_now
from app.net.bounded import FetchLimits
from app.platforms.errors import (
    HandleNotFoundError,
    PlatformAuthError,
    PlatformError,
    RateLimitedError,
    UpstreamError,
)
from app.platforms.http import PlatformClient

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
WORD_OF_THE_ANSWER = "word-of-the-answer"


def got(answer: httpx.Response | Exception, *, limits: FetchLimits | None = None) -> object:
    """What `get_json` gives when the platform gives `answer`."""

    def handle(_request: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def ask() -> object:
        async with httpx.AsyncClient(transport=httpx.MockTransport(handle)) as client:
            api = PlatformClient(client, "https://platform.test/", title="Platform", limits=limits, clock=lambda: NOW)
            return await api.get_json("/v1/thing", {"name": "somebody"}, explain=explain)

    return asyncio.run(ask())


def explain(status: int, body: object) -> PlatformError | type[RateLimitedError] | None:
    if body == {"error": "slow down"}:
        return RateLimitedError
    return HandleNotFoundError("nobody") if (status, body) == (404, {"error": "nobody"}) else None


def test_a_good_answer_is_its_parsed_body() -> None:
    assert got(httpx.Response(200, json={"a": [1]})) == {"a": [1]}


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry-After": "7"}, 7),
        ({"Retry-After": "Fri, 01 May 2026 12:00:09 GMT"}, 9),
        ({"RateLimit-Reset": str(int(NOW.timestamp()) + 11)}, 11),
        ({}, 60),
    ],
)
def test_a_429_says_how_long_to_wait(headers: dict[str, str], wait: float) -> None:
    with pytest.raises(RateLimitedError) as caught:
        got(httpx.Response(429, headers=headers, text="slow down"))
    assert caught.value.wait_seconds == wait
    assert caught.value.retryable


@pytest.mark.parametrize("status", [400, 403, 429])
def test_a_429_by_another_name_waits_as_its_headers_say(status: int) -> None:
    with pytest.raises(RateLimitedError, match="wait 7 seconds") as caught:
        got(httpx.Response(status, headers={"Retry-After": "7"}, json={"error": "slow down"}))
    assert caught.value.wait_seconds == 7


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_credential_is_not_worth_another_try(status: int) -> None:
    with pytest.raises(PlatformAuthError) as caught:
        got(httpx.Response(status, json={"error": WORD_OF_THE_ANSWER}))
    assert not caught.value.retryable


def test_a_4xx_that_the_connector_knows_is_its_error() -> None:
    with pytest.raises(HandleNotFoundError):
        got(httpx.Response(404, json={"error": "nobody"}))


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(500, json={"error": WORD_OF_THE_ANSWER}),
        httpx.Response(503, html=f"<html>{WORD_OF_THE_ANSWER}</html>"),
        httpx.Response(200, html=f"<html>{WORD_OF_THE_ANSWER}</html>"),
        httpx.Response(200, text=WORD_OF_THE_ANSWER),
        httpx.Response(200),
        httpx.Response(204),
        httpx.Response(302, headers={"Location": f"https://{WORD_OF_THE_ANSWER}.test"}),
        httpx.Response(404, html=WORD_OF_THE_ANSWER),
        httpx.ConnectError(WORD_OF_THE_ANSWER),
        httpx.ReadTimeout(WORD_OF_THE_ANSWER),
        httpx.RemoteProtocolError(WORD_OF_THE_ANSWER),
    ],
)
def test_all_else_is_unavailable_and_tells_nothing_of_the_answer(answer: httpx.Response | Exception) -> None:
    with pytest.raises(UpstreamError) as caught:
        got(answer)
    assert "Platform" in caught.value.detail
    assert not any(
        word in caught.value.detail for word in (WORD_OF_THE_ANSWER, "somebody", "platform.test", "v1/thing")
    )


def test_a_gzip_bomb_is_unavailable() -> None:
    bomb = gzip.compress(b"[" + b"0," * 5_000_000 + b"0]")
    answer = httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=httpx.ByteStream(bomb))
    with pytest.raises(UpstreamError):
        got(answer, limits=FetchLimits(decoded_bytes=100_000))


def test_the_clock_of_this_machine_is_in_utc() -> None:
    assert utc_now().tzinfo is UTC
