"""The creator: found by WebFinger, fetched from the server that it names."""

import asyncio
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import UTC, datetime

import httpx
import pytest

from app.domain.account import Account
from app.net.guard import GuardedTransport
from app.platforms.connector import Access
from app.platforms.connectors.mastodon import Mastodon, instance_of
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
from app.platforms.registry import list_connectors
from app.platforms.tariff import Operation

from .made_up_mastodon import (
    CREATOR,
    DOMAIN,
    HOST,
    KEY,
    NOW,
    Answer,
    Json,
    MadeUpMastodon,
    creator,
    refusal,
    subject,
    subject_of,
    webfinger,
)


def found(body: object) -> httpx.Response:
    return httpx.Response(200, json=body)


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


def test_two_calls_are_made_the_second_to_the_server_that_the_first_names() -> None:
    network = MadeUpMastodon()
    asyncio.run(network.connector().fetch_subject(f"@Baker@{DOMAIN.upper()}"))
    assert [str(request.url) for request in network.asked] == [
        f"https://{DOMAIN}/.well-known/webfinger?resource=acct%3ABaker%40bakery.example",
        f"https://{HOST}/api/v1/accounts/lookup?acct=baker%40bakery.example",
    ]
    (entry,) = (entry for platform, entry in list_connectors().items() if platform == "mastodon")
    assert entry.capabilities.tariff.price_of(Operation.SUBJECT).calls == len(network.asked)


def test_every_server_is_reached_at_the_operators_address_where_there_is_one() -> None:
    network = MadeUpMastodon()
    asyncio.run(network.connector("http://127.0.0.1:9").fetch_subject(CREATOR))
    assert {request.url.host for request in network.asked} == {"127.0.0.1"}


def test_where_handle_and_server_share_a_host_the_bare_name_is_looked_up() -> None:
    network = MadeUpMastodon({"webfinger": found(webfinger(f"baker@{HOST}"))})
    key = asyncio.run(network.connector().fetch_subject(f"baker@{HOST}")).key
    assert network.last_parameters == {"acct": "baker"}
    assert key == KEY.replace(f"/{DOMAIN}/", f"/{HOST}/")


def test_an_alias_on_a_domain_of_ones_own_leads_to_the_account_itself() -> None:
    alias = webfinger("baker@big.example", "big.example")
    account = subject_of("me@baker.example", webfinger=found(alias)).account
    assert account.account_id == "baker@big.example"


def test_nobody_can_take_the_name_of_somebody_elsewhere() -> None:
    claims = webfinger("star@famous.example", "evil.example")
    account = subject_of("baker@evil.example", webfinger=found(claims)).account
    assert account.account_id == "baker@evil.example"


def test_a_server_that_does_not_know_the_account_as_its_own_is_not_believed_to_be_its_home() -> None:
    claims = webfinger("baker@evil.example", "big.example")
    lookup = found(creator(acct="baker@elsewhere.example"))
    with pytest.raises(HandleNotFoundError):
        subject_of("baker@evil.example", webfinger=found(claims), lookup=lookup)


def links(*given: object) -> Answer:
    return found(webfinger(links=list(given)))


def link(**fields: object) -> Json:
    return {"rel": "self", "type": "application/activity+json", "href": f"https://{HOST}/users/baker", **fields}


@pytest.mark.parametrize(
    "wrong",
    [
        link(rel="profile"),
        link(type="text/html"),
        link(href=f"http://{HOST}/users/baker"),
        link(href=f"https://{HOST}:8443/users/baker"),
        link(href=f"https://me@{HOST}/users/baker"),
        link(href="https://127.0.0.1/users/baker"),
        link(href="https://[::1]/users/baker"),
        link(href="https://localhost/users/baker"),
        link(href="https://[/"),
        link(href="https:///x"),
        link(href=5),
        5,
    ],
)
def test_a_handle_whose_answer_names_no_usable_server_is_not_found(wrong: object) -> None:
    with pytest.raises(HandleNotFoundError):
        subject_of(webfinger=links(wrong))
    assert subject_of(webfinger=links(wrong, link())).key == KEY


@pytest.mark.parametrize(
    "name",
    [
        "baker",
        "baker@",
        "@@bakery.example",
        "baker@localhost",
        "baker@127.0.0.1",
        "baker@[::1]",
        "baker@2130706433",
        "baker@bakery.example:8443",
        "baker@me@bakery.example",
        "baker@bakery.example/x",
        "baker@bakery.example#x",
        "baker@-bakery.example",
        "baker@bakery..example",
        "baker@bakery.123",
        "baker?x=1@bakery.example",
        "bäker@bakery.example",
        "baker@bakery.example\n",
        "baker@" + "a" * 64 + ".example",
        "baker@" + "a." * 130 + "example",
    ],
)
def test_a_name_that_cannot_be_a_handle_is_not_found_and_nobody_is_asked(name: str) -> None:
    network = MadeUpMastodon()
    with pytest.raises(HandleNotFoundError):
        asyncio.run(network.connector().fetch_subject(name))
    assert network.asked == []


def test_hosts_of_other_alphabets_are_asked_and_compared_in_punycode() -> None:
    punycode = "xn--bcherei-n2a.example"
    network = MadeUpMastodon({"webfinger": found(webfinger("anna@bücherei.example", punycode))})
    fetched = asyncio.run(network.connector().fetch_subject("Anna@BÜCHEREI.example"))
    assert network.asked[0].url.raw_host == punycode.encode()
    assert fetched.account.account_id == f"baker@{punycode}"
    assert instance_of("Anna@BÜCHEREI.example") == punycode


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
