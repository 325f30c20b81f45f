import asyncio
from datetime import UTC, datetime

import httpx
import pytest

from app.domain.account import Account
from app.platforms.errors import (
    AccountDeactivatedError,
    AccountPrivateError,
    AccountSuspendedError,
    HandleNotFoundError,
    PlatformError,
    RateLimitedError,
    UpstreamError,
)

from .made_up_bluesky import CREATOR, NOW, PICTURE, MadeUpBluesky, detailed, follower, label, profile, refusal, subject


def test_the_subject_comes_with_its_counts_and_the_time_of_reading() -> None:
    account = asyncio.run(MadeUpBluesky().connector().fetch_subject("baker.example")).account
    assert account == Account(
        account_id=CREATOR,
        handle="baker.example",
        display_name="Baker",
        bio="Bread every day",
        followers_count=120,
        following_count=80,
        posts_count=45,
        created_at=datetime(2024, 2, 3, 4, 5, 6, 789_000, tzinfo=UTC),
        observed_at=NOW,
        has_avatar=False,
    )


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refusal("AccountTakedown", "Account has been suspended"), AccountSuspendedError),
        (refusal("AccountDeactivated", "Account is deactivated"), AccountDeactivatedError),
        (refusal("InvalidRequest", "Profile not found"), HandleNotFoundError),
        (refusal("InvalidRequest", "Invalid params: not an identifier"), HandleNotFoundError),
        (refusal("BlockedActor", "blocked"), AccountPrivateError),
        (refusal("InternalServerError", "oops", 500), UpstreamError),
        (refusal("RateLimitExceeded", "slow down", 429), RateLimitedError),
        (refusal("SomethingNew", "what", 400), UpstreamError),
        (httpx.Response(400, json={"error": ["odd"], "message": {}}), UpstreamError),
        (httpx.Response(400, html="<html>"), UpstreamError),
        (httpx.Response(503, html="<html>"), UpstreamError),
        (httpx.Response(200, html="<html>"), UpstreamError),
        (httpx.Response(200, json={}), UpstreamError),
        (httpx.Response(200, json=[1]), UpstreamError),
    ],
)
def test_each_refusal_of_the_subject_has_its_error(answer: httpx.Response, error: type[PlatformError]) -> None:
    with pytest.raises(error):
        subject(answer)


def test_a_creator_who_asks_to_be_shown_to_signed_in_people_only_is_private() -> None:
    with pytest.raises(AccountPrivateError):
        subject(httpx.Response(200, json=detailed("baker", labels=[label("!no-unauthenticated")])))


def test_a_label_that_was_taken_back_or_has_expired_does_not_count() -> None:
    labels = [
        label("!no-unauthenticated", neg=True),
        label("spam", exp="2026-05-31T00:00:00Z"),
        label("bot", exp="2026-07-01T00:00:00Z"),
        "odd",
    ]
    account = subject(httpx.Response(200, json=detailed("baker", labels=labels)))
    assert account.platform_labels == ("bot",)


def test_of_a_member_who_asks_for_privacy_only_id_and_numbers_are_kept() -> None:
    view = detailed("shy", displayName="Shy", description="private", avatar=f"https://cdn.made.up/{PICTURE}@jpeg")
    view["labels"] = [label("!no-unauthenticated")]
    assert follower(view) == Account(
        account_id="did:plc:shy",
        followers_count=120,
        following_count=80,
        posts_count=45,
        observed_at=NOW,
        has_avatar=True,
        platform_labels=("!no-unauthenticated",),
    )


def test_an_account_without_a_profile_record_is_normal() -> None:
    account = follower({"did": "did:plc:new", "handle": "handle.invalid"})
    assert account == Account(account_id="did:plc:new", observed_at=NOW, has_avatar=False)


def test_a_missing_description_is_empty_in_a_detailed_view_and_unknown_in_a_short_one() -> None:
    (known,) = asyncio.run(MadeUpBluesky().connector().fetch_accounts(["did:plc:reader0"]))
    short = follower(profile("reader0"))
    assert (known.bio, known.display_name) == ("", "")
    assert short is not None
    assert (short.bio, short.display_name) == (None, None)


@pytest.mark.parametrize(
    ("address", "avatar_id"),
    [
        (f"https://cdn.made.up/img/avatar/plain/did:plc:a/{PICTURE}@jpeg", PICTURE),
        (f"http://127.0.0.1:1/img/avatar/plain/did:plc:a/{PICTURE}", PICTURE),
        ("https://cdn.made.up/picture.png", None),
    ],
)
def test_the_picture_is_known_by_its_content_id(address: str, avatar_id: str | None) -> None:
    account = follower(profile("a", avatar=address))
    assert account is not None
    assert (account.has_avatar, account.avatar_id) == (True, avatar_id)


def test_a_verified_account_is_verified_and_an_unverified_one_unknown() -> None:
    verified = follower(profile("a", verification={"verifiedStatus": "valid", "trustedVerifierStatus": "none"}))
    unknown = follower(profile("a"))
    assert verified is not None
    assert unknown is not None
    assert (verified.is_verified, unknown.is_verified) == (True, None)


def test_followers_are_asked_for_newest_first_with_the_opaque_cursor() -> None:
    network = MadeUpBluesky()
    page = asyncio.run(network.connector().fetch_followers(CREATOR, "page-1", 100))
    assert [account.handle for account in page.items] == ["reader0.example", "reader1.example", "reader2.example"]
    assert page.cursor == "page-2"
    assert dict(network.last_parameters) == {
        "actor": CREATOR,
        "sort": "latest",
        "limit": "100",
        "cursor": "page-1",
    }


@pytest.mark.parametrize("cursor", [None, "", "page-1"])
def test_a_listing_ends_without_a_cursor_and_at_one_that_repeats(cursor: object) -> None:
    body = {"followers": [], "cursor": cursor}
    network = MadeUpBluesky({"getFollowers": httpx.Response(200, json=body)})
    assert asyncio.run(network.connector().fetch_followers(CREATOR, "page-1", 100)).cursor is None


@pytest.mark.parametrize(
    "body", [{}, [], None, {"followers": {}}, {"followers": [], "cursor": 5}, {"followers": [], "cursor": "x" * 5_000}]
)
def test_a_page_that_cannot_be_used_is_an_error_and_not_an_empty_audience(body: object) -> None:
    network = MadeUpBluesky({"getFollowers": httpx.Response(200, json=body)})
    with pytest.raises(UpstreamError):
        asyncio.run(network.connector().fetch_followers(CREATOR, None, 100))


def test_followers_of_an_account_that_went_away_are_not_found() -> None:
    network = MadeUpBluesky({"getFollowers": refusal("InvalidRequest", f"Actor not found: {CREATOR}")})
    with pytest.raises(HandleNotFoundError):
        asyncio.run(network.connector().fetch_followers(CREATOR, None, 100))


def test_a_cursor_that_bluesky_does_not_know_is_an_upstream_error() -> None:
    for answer in (refusal("InvalidRequest", "Malformed cursor"), refusal("InternalServerError", "oops", 500)):
        network = MadeUpBluesky({"getFollowers": answer})
        with pytest.raises(UpstreamError):
            asyncio.run(network.connector().fetch_followers(CREATOR, "garbage", 100))


def test_accounts_that_are_gone_are_left_out() -> None:
    network = MadeUpBluesky()
    found = asyncio.run(network.connector().fetch_accounts(["did:plc:reader0", "did:plc:gone", "did:plc:reader1"]))
    assert [account.account_id for account in found] == ["did:plc:reader0", "did:plc:reader1"]
    assert network.last_parameters[0] == ("actors", "did:plc:reader0")
    assert found[0].followers_count == 120


def test_more_accounts_than_one_call_takes_are_a_mistake_and_none_cost_nothing() -> None:
    network = MadeUpBluesky()
    with pytest.raises(ValueError, match="at most 25"):
        asyncio.run(network.connector().fetch_accounts([f"did:plc:{n}" for n in range(26)]))
    assert asyncio.run(network.connector().fetch_accounts([])) == ()
    assert network.asked == []
