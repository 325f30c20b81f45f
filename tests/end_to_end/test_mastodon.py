"""The whole service against a Mastodon server that answers as real ones do."""

from collections.abc import Iterator
from typing import Any

import pytest
from databases import settings_for
from mastodon_stub.server import MastodonStub
from platform_stub.audience import AudienceOptions
from service import Caller, ServiceThread, make_key

from .acceptance import assert_vetted

POPULATION = 250


@pytest.fixture(scope="module")
def stub() -> Iterator[MastodonStub]:
    with MastodonStub(AudienceOptions(population=POPULATION, junk_share=0.3)) as running:
        yield running


@pytest.fixture(scope="module")
def service(
    module_database_url: str, stub: MastodonStub, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServiceThread]:
    settings = settings_for(
        module_database_url,
        tmp_path_factory.mktemp("data"),
        platform_urls={"mastodon": stub.url},
        platform_calls_per_second={"mastodon": 10_000},
    )
    with ServiceThread(settings) as started:
        yield started


@pytest.fixture
def caller(service: ServiceThread, stub: MastodonStub) -> Iterator[Caller]:
    stub.present()
    with Caller(service.url, make_key(service.settings)) as client:
        yield client


def vet(caller: Caller, handle: str) -> dict[str, Any]:
    return caller.await_end(caller.vet(platform="mastodon", handle=handle)["id"])


def role_of(vetting: dict[str, Any], role: str) -> dict[str, Any]:
    [found] = [one for one in vetting["assessment"]["audiences"] if one["role"] == role]
    return dict(found["inauthentic_share"])


def test_a_creator_s_followers_likers_and_commenters_become_a_verdict(caller: Caller, stub: MastodonStub) -> None:
    vetting = assert_vetted(caller, "mastodon", f"@{stub.handle}")
    assessment = vetting["assessment"]
    frame = assessment["frame"]
    assert (frame["population"], frame["listed"], frame["frame"]) == (POPULATION, POPULATION, "complete")
    assert role_of(vetting, "likers")["n"] > 100
    assert role_of(vetting, "commenters")["n"] > 20
    follows = assessment["creator"]["follows"]
    assert (follows["followed_back"]["count"], follows["following_count"]) == (50, 212)
    replies = assessment["creator"]["replies"]
    assert 0 < replies["commenters"]["count"] < replies["commenters"]["n"]
    assert stub.asked[:2] == ["/.well-known/webfinger", "/api/v1/accounts/lookup"]
    assert sum(path.endswith("/followers") for path in stub.asked) == 4


def test_hidden_followers_are_hidden_and_not_nobody(caller: Caller, stub: MastodonStub) -> None:
    stub.present(hide_collections=True)
    vetting = assert_vetted(caller, "mastodon", stub.handle)
    frame = vetting["assessment"]["frame"]
    assert (frame["availability"], frame["population"], frame["listed"]) == ("hidden", POPULATION, 0)
    assert vetting["verdict"]["decision"] == "insufficient_evidence"


@pytest.mark.parametrize(
    ("profile", "code"),
    [
        ({"suspended": True}, "account_suspended"),
        ({"moved": {"id": "1", "acct": "creator@new.example"}}, "handle_not_found"),
        ({"noindex": True}, "account_private"),
        ({"discoverable": False}, "account_private"),
    ],
)
def test_who_cannot_be_vetted_fails_with_the_reason(
    caller: Caller, stub: MastodonStub, profile: dict[str, Any], code: str
) -> None:
    stub.present(**profile)
    failed = vet(caller, stub.handle)
    assert (failed["status"], failed["failure"]["code"], failed["failure"]["retryable"]) == ("failed", code, False)


def test_a_handle_of_nobody_is_not_found(caller: Caller) -> None:
    assert vet(caller, "nobody@stub.example")["failure"]["code"] == "handle_not_found"


@pytest.mark.parametrize("handle", ["creator", "creator@127.0.0.1", "creator@stub.example:8443"])
def test_what_names_no_account_of_a_public_server_is_refused_at_once(caller: Caller, handle: str) -> None:
    refused = caller.post("/v1/vettings", json={"platform": "mastodon", "handle": handle})
    assert (refused.status_code, refused.json()["code"]) == (422, "malformed_handle")


def test_a_creator_whose_words_are_kept_out_of_searches_is_vetted_without_them(
    caller: Caller, stub: MastodonStub
) -> None:
    stub.present(indexable=False)
    vetting = assert_vetted(caller, "mastodon", stub.handle)
    assert vetting["assessment"]["engagement"]["posts"] == 20
