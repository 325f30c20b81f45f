"""Which server is asked about a creator, and by which name the creator is known."""

import asyncio

import pytest

from app.platforms.connectors.mastodon import instance_of
from app.platforms.errors import (
    HandleNotFoundError,
)
from app.platforms.registry import list_connectors
from app.platforms.tariff import Operation

from .made_up_mastodon import (
    CREATOR,
    DOMAIN,
    HOST,
    KEY,
    Answer,
    Json,
    MadeUpMastodon,
    creator,
    found,
    subject_of,
    webfinger,
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
