"""The creator's own account, and why it cannot be vetted."""

import asyncio
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import UTC, datetime

import httpx
import pytest

from app.domain.account import Account
from app.net.guard import GuardedTransport
from app.platforms.connector import Access
from app.platforms.connectors.mastodon import Mastodon
from app.platforms.errors import (
    AccountPrivateError,
    AccountSuspendedError,
    AudienceHiddenError,
    HandleNotFoundError,
    PlatformError,
    PlatformUnsupportedError,
    RateLimitedError,
    UpstreamError,
)

from .made_up_mastodon import (
    CREATOR,
    NOW,
    Json,
    MadeUpMastodon,
    creator,
    found,
    refusal,
    subject,
    subject_of,
)


def test_the_subject_comes_with_its_counts_and_the_time_of_reading() -> None:
    assert subject().account == Account(
        account_id=CREATOR,
        handle=CREATOR,
        display_name="Baker",
        bio="Bread every day",
        followers_count=120,
        following_count=80,
        posts_count=45,
        created_at=datetime(2023, 4, 5, tzinfo=UTC),
        last_posted_at=datetime(2026, 5, 30, tzinfo=UTC),
        observed_at=NOW,
        has_avatar=True,
        is_private=False,
    )


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refusal(404), HandleNotFoundError),
        (refusal(400), HandleNotFoundError),
        (refusal(410), AccountSuspendedError),
        (refusal(401, "Unauthorized: token not supplied"), AccountPrivateError),
        (refusal(403, "This method requires an authenticated user"), AccountPrivateError),
        (refusal(429, "Too many requests"), RateLimitedError),
        (refusal(418), UpstreamError),
        (found([]), UpstreamError),
        (found({}), UpstreamError),
        (found({"links": 5, "id": "1"}), UpstreamError),
        (httpx.Response(503, html="<html>"), UpstreamError),
    ],
)
def test_each_refusal_has_its_error(answer: httpx.Response, error: type[PlatformError]) -> None:
    with pytest.raises(error):
        subject_of(webfinger=answer)
    with pytest.raises(error):
        subject_of(lookup=answer)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"suspended": True}, AccountSuspendedError),
        ({"moved": creator(acct="baker@new.example")}, HandleNotFoundError),
        ({"noindex": True}, AccountPrivateError),
        ({"discoverable": False}, AccountPrivateError),
        ({"acct": "not a name"}, UpstreamError),
        ({"id": "../admin"}, UpstreamError),
    ],
)
def test_an_account_that_cannot_be_vetted_says_why(fields: Json, error: type[PlatformError]) -> None:
    with pytest.raises(error) as caught:
        subject(**fields)
    assert "baker" not in str(caught.value).lower()


def test_who_said_nothing_about_being_found_is_vetted() -> None:
    said_nothing = subject(discoverable=None, noindex=None, indexable=None)
    fields = creator()
    for name in ("discoverable", "noindex", "indexable", "hide_collections", "bot", "locked", "suspended"):
        fields.pop(name, None)
    without = subject_of(lookup=found(fields))
    assert said_nothing.account.handle == without.account.handle == CREATOR
    assert without.account.is_private is None


def test_the_wait_until_a_reset_in_iso_8601_is_read() -> None:
    reset = httpx.Response(429, headers={"X-RateLimit-Reset": "2026-06-01T08:35:00.123456Z"}, json={"error": "slow"})
    with pytest.raises(RateLimitedError) as caught:
        subject_of(webfinger=reset)
    assert caught.value.wait_seconds == pytest.approx(300.1, abs=0.1)


@pytest.mark.parametrize(
    ("fields", "followers", "followings"),
    [
        ({"hide_collections": True}, True, True),
        ({"pleroma": {"hide_followers": True}}, True, False),
        ({"pleroma": {"hide_follows": True}}, False, True),
        ({"hide_collections": None, "pleroma": {"hide_followers": 5}}, False, False),
    ],
)
def test_lists_that_the_profile_hides_are_not_asked_for(fields: Json, *, followers: bool, followings: bool) -> None:
    key, network = subject(**fields).key, MadeUpMastodon()
    connector = network.connector()
    with pytest.raises(AudienceHiddenError) if followers else nullcontext():
        asyncio.run(connector.fetch_followers(key, None, 80))
    with pytest.raises(AudienceHiddenError) if followings else nullcontext():
        asyncio.run(connector.fetch_followings(key, None))
    asked = {request.url.path.rpartition("/")[2] for request in network.asked}
    assert asked == {name for name, hidden in (("followers", followers), ("following", followings)) if not hidden}


def test_a_count_that_pleroma_hides_is_unknown_and_not_zero() -> None:
    hidden = {"hide_followers_count": True, "hide_follows_count": True}
    account = subject(followers_count=0, following_count=0, pleroma=hidden).account
    assert (account.followers_count, account.following_count) == (None, None)


def test_a_host_on_no_public_address_cannot_be_asked_and_its_name_is_not_told() -> None:
    async def resolve(_host: str, _port: int) -> Sequence[str]:
        return ["10.0.0.1"]

    async def ask() -> None:
        async with httpx.AsyncClient(transport=GuardedTransport(resolve=resolve)) as client:
            await Mastodon(Access(client=client)).fetch_subject("baker@inner.example")

    with pytest.raises(PlatformUnsupportedError) as caught:
        asyncio.run(ask())
    assert "this host cannot be asked" in caught.value.detail
    assert "inner" not in caught.value.detail
    assert not caught.value.retryable
