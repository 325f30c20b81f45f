"""Whom a member of the audience follows, as Bluesky shows it."""

import asyncio

import httpx
import pytest

from app.domain.account import Account
from app.platforms.connector import Page
from app.platforms.errors import PlatformError, UpstreamError

from .made_up_bluesky import PICTURE, Answer, Json, MadeUpBluesky, label, profile, refusal

MEMBER = "did:plc:reader0"


def followed(answer: Answer) -> Page[Account]:
    return asyncio.run(MadeUpBluesky({"getFollows": answer}).connector().fetch_followed(MEMBER))


def follows(*views: object, **fields: object) -> httpx.Response:
    return httpx.Response(200, json={"subject": profile("reader0"), "follows": views, **fields})


def test_one_call_gives_the_newest_hundred_with_nothing_but_their_ids_and_bios() -> None:
    picture = f"https://cdn.made.up/{PICTURE}@jpeg"
    views = [
        profile("miller", displayName="Miller", description="Flour and rye", avatar=picture, labels=[label("spam")]),
        profile("quiet", createdAt="2025-03-04T05:06:07Z", verification={"verifiedStatus": "valid"}),
    ]
    network = MadeUpBluesky({"getFollows": follows(*views, cursor="older")})
    page = asyncio.run(network.connector().fetch_followed(MEMBER))
    assert page.items == (
        Account(account_id="did:plc:miller", bio="Flour and rye"),
        Account(account_id="did:plc:quiet"),
    )
    assert page.cursor == "older"
    assert [dict(request.url.params) for request in network.asked] == [{"actor": MEMBER, "limit": "100"}]


def test_of_the_followed_who_ask_for_privacy_only_the_id_is_kept() -> None:
    shy = profile("shy", description="private", labels=[label("!no-unauthenticated")])
    bold = profile("bold", description="public", labels=[label("!no-unauthenticated", neg=True)])
    assert followed(follows(shy, bold)).items == (
        Account(account_id="did:plc:shy"),
        Account(account_id="did:plc:bold", bio="public"),
    )


def test_whom_a_member_follows_that_asks_for_privacy_is_not_read() -> None:
    shy = profile("reader0", labels=[label("!no-unauthenticated")])
    assert followed(follows(profile("miller", description="Flour"), subject=shy, cursor="older")) == Page((), None)


@pytest.mark.parametrize(
    "answer",
    [
        refusal("InvalidRequest", f"Actor not found: {MEMBER}"),
        refusal("InvalidRequest", "Profile not found"),
        refusal("AccountTakedown", "Account has been suspended"),
        refusal("AccountDeactivated", "Account is deactivated"),
        refusal("BlockedActor", "blocked"),
        refusal("BlockedByActor", "blocked"),
    ],
)
def test_a_member_that_is_not_shown_follows_nobody_that_we_know_of(answer: httpx.Response) -> None:
    assert followed(answer) == Page((), None)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refusal("SomethingNew", "what"), UpstreamError),
        (httpx.Response(200, json={"subject": profile("reader0")}), UpstreamError),
        (httpx.Response(200, json={"follows": [], "cursor": 5}), UpstreamError),
    ],
)
def test_an_answer_that_cannot_be_read_is_an_error_and_not_a_member_that_follows_nobody(
    answer: httpx.Response, error: type[PlatformError]
) -> None:
    with pytest.raises(error):
        followed(answer)


@pytest.mark.parametrize("fields", [{"description": 5}, {"labels": {"val": "!"}}, {"labels": [5]}, {"handle": []}])
def test_a_field_that_is_odd_is_unknown_and_the_followed_stays(fields: Json) -> None:
    [account] = followed(follows(profile("miller", **fields), {"did": 7, "description": "nobody"}, 5)).items
    assert account == Account(account_id="did:plc:miller")
