"""What every connector must do. The registry names the connectors; a new one adds its made-up platform below."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import fields
from datetime import UTC

import httpx
import pytest

from app.domain.account import Account
from app.domain.audience import Order
from app.domain.handle import Platform
from app.net.bounded import FetchLimits
from app.platforms.connector import Access, Connector
from app.platforms.errors import PlatformError, RateLimitedError, UpstreamError
from app.platforms.registry import connect, list_connectors

from .connectors.made_up_bluesky import CREATOR, POST, MadeUpBluesky

MADE_UP: dict[Platform, tuple[Callable[[], httpx.AsyncBaseTransport], str, str]] = {
    Platform.BLUESKY: (MadeUpBluesky, CREATOR, POST),
}

Call = Callable[[Connector, str, str], Awaitable[object]]

CALLS: dict[str, Call] = {
    "subject": lambda connector, account_id, _: connector.fetch_subject(account_id),
    "followers": lambda connector, account_id, _: connector.fetch_followers(account_id, None),
    "followings": lambda connector, account_id, _: connector.fetch_followings(account_id, None),
    "followed": lambda connector, account_id, _: connector.fetch_followed(account_id),
    "accounts": lambda connector, account_id, _: connector.fetch_accounts([account_id]),
    "posts": lambda connector, account_id, _: connector.fetch_posts(account_id, None),
    "likers": lambda connector, _, post_id: connector.fetch_likers(post_id, None),
    "commenters": lambda connector, _, post_id: connector.fetch_commenters(post_id, None),
}

ANSWERS: dict[str, httpx.Response | Exception] = {
    "500": httpx.Response(500, text="oops"),
    "503 HTML": httpx.Response(503, html="<html>booting</html>"),
    "200 HTML": httpx.Response(200, html="<html>hello</html>"),
    "200 text": httpx.Response(200, text="not json"),
    "200 nothing": httpx.Response(200),
    "200 deep": httpx.Response(200, content=b"[" * 100_000),
    "302": httpx.Response(302, headers={"Location": "http://elsewhere.test"}),
    "refused": httpx.ConnectError("refused"),
    "silent": httpx.ReadTimeout("silent"),
}

each_connector = pytest.mark.parametrize("platform", sorted(list_connectors()))


def connected(platform: Platform, transport: httpx.AsyncBaseTransport) -> Connector:
    client = httpx.AsyncClient(transport=transport)
    return connect(platform, Access(client=client, base_url="http://made.up", limits=FetchLimits(seconds=0.2)))


@each_connector
def test_it_declares_itself_consistently(platform: Platform) -> None:
    entry = list_connectors()[platform]
    capabilities = entry.capabilities
    assert capabilities.platform is platform
    assert capabilities.title
    assert capabilities.terms
    assert entry.base_url.startswith("https://")
    assert capabilities.limit.calls > 0
    assert capabilities.limit.per_seconds > 0
    assert capabilities.follower_page_size > 0 or not capabilities.lists_followers
    assert capabilities.follower_order in set(Order)


@each_connector
def test_it_reads_the_subject_and_every_audience_that_it_declares(platform: Platform) -> None:
    made_up, account_id, post_id = MADE_UP[platform]
    connector = connected(platform, made_up())
    subject = asyncio.run(connector.fetch_subject(account_id))
    assert subject.account_id == account_id
    assert subject.observed_at is not None
    assert subject.observed_at.tzinfo is UTC
    capabilities = connector.capabilities
    if capabilities.lists_followers:
        followers = asyncio.run(connector.fetch_followers(account_id, None))
        assert followers.items
        assert len(followers.items) <= capabilities.follower_page_size
        assert all(account.follow_rank is None for account in followers.items), "the rank is the caller's to set"
    if capabilities.lists_followings:
        assert asyncio.run(connector.fetch_followings(account_id, None)).items
    if capabilities.lists_followed_profiles:
        followed = asyncio.run(connector.fetch_followed(account_id)).items
        assert any(account.bio for account in followed)
        known = {field.name for field in fields(Account) if any(getattr(account, field.name) for account in followed)}
        assert known <= {"account_id", "bio", "language"}, "nothing else about these people is read"
    if capabilities.hydration_batch:
        (hydrated,) = asyncio.run(connector.fetch_accounts([account_id]))
        assert hydrated.followers_count is not None
    if capabilities.lists_posts:
        assert asyncio.run(connector.fetch_posts(account_id, None)).items
    for listed, fetch in (
        (capabilities.lists_likers, connector.fetch_likers),
        (capabilities.lists_commenters, connector.fetch_commenters),
    ):
        if listed:
            engaged = asyncio.run(fetch(post_id, None)).items
            assert {each.post_id for account in engaged for each in account.engagements} == {post_id}


@each_connector
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_a_bad_day_of_the_platform_is_an_upstream_error(
    platform: Platform, call: Call, answer: httpx.Response | Exception
) -> None:
    assert isinstance(asked(platform, call, answer), UpstreamError)


@each_connector
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_too_many_calls_are_told_with_the_wait(platform: Platform, call: Call) -> None:
    outcome = asked(platform, call, httpx.Response(429, headers={"Retry-After": "17"}))
    assert isinstance(outcome, RateLimitedError)
    assert outcome.wait_seconds == 17


def asked(platform: Platform, call: Call, answer: httpx.Response | Exception) -> PlatformError | None:
    """The error that a call ends with when the platform gives `answer` to everything; it may call only once."""
    calls = 0

    def handle(_request: httpx.Request) -> httpx.Response:
        nonlocal calls
        calls += 1
        if isinstance(answer, Exception):
            raise answer
        return answer

    _, account_id, post_id = MADE_UP[platform]

    async def ask() -> None:
        await call(connected(platform, httpx.MockTransport(handle)), account_id, post_id)

    try:
        asyncio.run(ask())
    except PlatformError as error:
        return error
    finally:
        assert calls == 1, "a connector never tries again"
    return None
