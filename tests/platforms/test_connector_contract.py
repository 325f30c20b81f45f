"""What every connector must do. The registry names the connectors; `connectors/made_up_<platform>.py` answers each."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import fields
from datetime import UTC
from importlib import import_module

import httpx
import pytest

from app.domain.account import Account
from app.domain.audience import Availability, Order
from app.domain.handle import Platform
from app.net.bounded import FetchLimits
from app.platforms.connector import Access, Connector
from app.platforms.errors import (
    PlatformAuthError,
    PlatformError,
    PlatformUnsupportedError,
    RateLimitedError,
    UpstreamError,
)
from app.platforms.registry import connect, list_connectors
from app.platforms.tariff import LimitScope, Operation

from .connectors.made_up import MadeUp

MADE_UP: dict[Platform, MadeUp] = {
    platform: import_module(f".connectors.made_up_{platform}", __package__).MADE_UP for platform in list_connectors()
}

Call = Callable[[Connector, MadeUp], Awaitable[object]]

CALLS: dict[Operation, Call] = {
    Operation.CHECK: lambda connector, _: connector.check_credential(),
    Operation.SUBJECT: lambda connector, made_up: connector.fetch_subject(made_up.name),
    Operation.FOLLOWERS: lambda connector, made_up: connector.fetch_followers(made_up.key, None, 10),
    Operation.FOLLOWINGS: lambda connector, made_up: connector.fetch_followings(made_up.key, None),
    Operation.FOLLOWED: lambda connector, made_up: connector.fetch_followed(made_up.member_id),
    Operation.ACCOUNTS: lambda connector, made_up: connector.fetch_accounts([made_up.member_id]),
    Operation.POSTS: lambda connector, made_up: connector.fetch_posts(made_up.key, None),
    Operation.LIKERS: lambda connector, made_up: connector.fetch_likers(made_up.post_id, None),
    Operation.COMMENTERS: lambda connector, made_up: connector.fetch_commenters(made_up.post_id, None),
}
EVERY_CALL = [
    pytest.param(platform, operation, id=f"{platform}-{operation}")
    for platform, entry in sorted(list_connectors().items())
    for operation in CALLS
    if operation in entry.capabilities.operations
]

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
each_call = pytest.mark.parametrize(("platform", "operation"), EVERY_CALL)


def connected(platform: Platform, transport: httpx.AsyncBaseTransport) -> Connector:
    client = httpx.AsyncClient(transport=transport)
    access = Access(
        client=client,
        base_url="http://made.up",
        credential=MADE_UP[platform].credential,
        limits=FetchLimits(seconds=0.2),
    )
    return connect(platform, access)


@each_connector
def test_it_declares_itself_consistently(platform: Platform) -> None:
    entry = list_connectors()[platform]
    capabilities = entry.capabilities
    assert capabilities.platform is platform
    assert capabilities.title
    assert capabilities.terms
    assert entry.base_url.startswith("https://")
    assert (capabilities.follower_page_size > 0) == capabilities.lists_followers
    assert (capabilities.engager_page_size > 0) == (capabilities.lists_likers or capabilities.lists_commenters)
    assert capabilities.follower_order in set(Order)
    assert (capabilities.availability is Availability.OK) == (not capabilities.advice)


@each_connector
def test_its_tariff_limits_every_call(platform: Platform) -> None:
    capabilities = list_connectors()[platform].capabilities
    tariff = capabilities.tariff
    for operation in capabilities.operations:
        assert any(limit.covers(operation) for limit in tariff.limits) or tariff.quota, f"{operation} has no limit"
        assert tariff.quota is None or tariff.price_of(operation).units > 0, f"{operation} uses no quota"
    assert len({limit.name for limit in tariff.limits}) == len(tariff.limits)
    assert capabilities.needs_credential == (tariff.scope is LimitScope.CREDENTIAL)
    assert {field.name for field in capabilities.credential_fields} == MADE_UP[platform].credential.keys()


@each_connector
def test_it_reads_the_subject_and_every_audience_that_it_declares(platform: Platform) -> None:
    made_up = MADE_UP[platform]
    connector = connected(platform, made_up.transport())
    subject = asyncio.run(connector.fetch_subject(made_up.name))
    assert (subject.account.account_id, subject.key) == (made_up.account_id, made_up.key)
    assert subject.account.observed_at is not None
    assert subject.account.observed_at.tzinfo is UTC
    capabilities = connector.capabilities
    asyncio.run(connector.check_credential())
    if capabilities.lists_followers:
        followers = asyncio.run(connector.fetch_followers(made_up.key, None, capabilities.follower_page_size))
        assert followers.items
        assert len(followers.items) <= capabilities.follower_page_size
        assert all(account.follow_rank is None for account in followers.items), "the rank is the caller's to set"
        if capabilities.hydration_batch is None:
            assert any(account.followers_count is not None for account in followers.items)
    if capabilities.lists_followings:
        assert asyncio.run(connector.fetch_followings(made_up.key, None)).items
    if capabilities.lists_followed_profiles:
        followed = asyncio.run(connector.fetch_followed(made_up.account_id)).items
        assert any(account.bio for account in followed)
        known = {field.name for field in fields(Account) if any(getattr(account, field.name) for account in followed)}
        assert known <= {"account_id", "bio", "language"}, "nothing else about these people is read"
    if capabilities.hydration_batch:
        (hydrated,) = asyncio.run(connector.fetch_accounts([made_up.member_id]))
        assert hydrated.followers_count is not None
    if capabilities.lists_posts:
        assert asyncio.run(connector.fetch_posts(made_up.key, None)).items
    for listed, fetch in (
        (capabilities.lists_likers, connector.fetch_likers),
        (capabilities.lists_commenters, connector.fetch_commenters),
    ):
        if listed:
            engaged = asyncio.run(fetch(made_up.post_id, None)).items
            assert {each.post_id for account in engaged for each in account.engagements} == {made_up.post_id}


@each_connector
def test_what_it_does_not_declare_it_refuses_without_a_call(platform: Platform) -> None:
    for operation, call in CALLS.items():
        if operation is not Operation.CHECK and operation not in list_connectors()[platform].capabilities.operations:
            transport = httpx.MockTransport(lambda _request: pytest.fail("it was called"))
            with pytest.raises(PlatformUnsupportedError):
                asyncio.run(_awaited(call(connected(platform, transport), MADE_UP[platform])))


@each_call
@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_a_bad_day_of_the_platform_is_an_upstream_error(
    platform: Platform, operation: Operation, answer: httpx.Response | Exception
) -> None:
    assert isinstance(asked(platform, operation, answer), UpstreamError)


@each_call
def test_the_platforms_own_error_forms_are_upstream_errors(platform: Platform, operation: Operation) -> None:
    for name, answer in MADE_UP[platform].bad_days.items():
        assert isinstance(asked(platform, operation, answer), UpstreamError), name


@each_call
def test_too_many_calls_are_told_with_the_wait(platform: Platform, operation: Operation) -> None:
    outcome = asked(platform, operation, httpx.Response(429, headers={"Retry-After": "17"}))
    assert isinstance(outcome, RateLimitedError)
    assert outcome.wait_seconds == 17


@each_call
def test_a_credential_that_is_refused_in_the_middle_is_said_to_be(platform: Platform, operation: Operation) -> None:
    if MADE_UP[platform].credential:
        assert isinstance(asked(platform, operation, httpx.Response(401, json={})), PlatformAuthError)


@each_connector
def test_a_credential_stands_in_no_message(platform: Platform) -> None:
    secrets = MADE_UP[platform].credential
    connector = connected(platform, MADE_UP[platform].transport())
    assert not [secret for secret in secrets.values() if secret in repr(connector) + str(vars(connector).keys())]
    for operation in list_connectors()[platform].capabilities.operations:
        for status in (400, 401, 403, 404, 500):
            error = asked(platform, operation, httpx.Response(status, text=" ".join(secrets.values())))
            assert error is None or not [secret for secret in secrets.values() if secret in f"{error!r} {error.detail}"]


async def _awaited(call: Awaitable[object]) -> object:
    return await call


def asked(platform: Platform, operation: Operation, answer: httpx.Response | Exception) -> PlatformError | None:
    """The error that a call ends with when the platform gives `answer` to everything; it may call only once."""
    calls = 0

    def handle(_request: httpx.Request) -> httpx.Response:
        nonlocal calls
        calls += 1
        if isinstance(answer, Exception):
            raise answer
        return answer

    try:
        asyncio.run(_awaited(CALLS[operation](connected(platform, httpx.MockTransport(handle)), MADE_UP[platform])))
    except PlatformError as error:
        return error
    finally:
        assert calls == 1, "a connector never tries again"
    return None
