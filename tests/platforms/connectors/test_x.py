import asyncio
from datetime import UTC, datetime

import httpx
import pytest

from app.domain.account import Account
from app.platforms.connector import Access
from app.platforms.connectors.x import CAPABILITIES, X
from app.platforms.errors import (
    AccountPrivateError,
    AccountSuspendedError,
    HandleNotFoundError,
    PlatformAuthError,
    PlatformError,
    RateLimitedError,
    UpstreamError,
)
from app.platforms.tariff import Operation

from .made_up_x import (
    CREATOR,
    NEXT,
    NO_PICTURE,
    NOW,
    TOKEN,
    MadeUpX,
    connector_over,
    follower,
    post,
    problem,
    subject,
    user,
)


def test_the_creator_is_asked_for_by_username_with_everything_that_is_read() -> None:
    network = MadeUpX()
    found = asyncio.run(network.connector().fetch_subject("baker"))
    assert network.asked[-1].url.path == "/2/users/by/username/baker"
    assert found.key == CREATOR
    assert found.account == Account(
        account_id=CREATOR,
        handle="baker",
        display_name="Baker",
        bio="Bread every day",
        location="Leeds",
        url="",
        followers_count=120,
        following_count=80,
        posts_count=45,
        likes_given_count=60,
        listed_count=3,
        created_at=datetime(2025, 3, 4, 5, 6, 7, tzinfo=UTC),
        observed_at=NOW,
        has_avatar=True,
        is_verified=False,
        is_private=False,
    )


def test_a_creator_can_be_named_by_the_number_that_no_renaming_changes() -> None:
    network = MadeUpX()
    asyncio.run(network.connector().fetch_subject(f"id/{CREATOR}"))
    assert network.asked[-1].url.path == f"/2/users/{CREATOR}"


@pytest.mark.parametrize("name", ["a" * 16, "bak-er", "baker/followers", "id/", "id/12a", "id/" + "1" * 20, "bäcker"])
def test_a_name_that_x_would_not_look_up_is_nobodys_and_costs_no_call(name: str) -> None:
    network = MadeUpX()
    with pytest.raises(HandleNotFoundError):
        asyncio.run(network.connector().fetch_subject(name))
    assert network.asked == []


SUSPENDED = problem("resource-not-found", "Forbidden", detail="User has been suspended: [nobody].")
OLD_ADDRESS = problem("resource-not-found", type="https://api.twitter.com/2/problems/resource-not-found")
PROTECTED = problem("not-authorized-for-resource", "Authorization Error")


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (httpx.Response(200, json={"errors": [problem("resource-not-found")]}), HandleNotFoundError),
        (httpx.Response(404, json=problem("resource-not-found")), HandleNotFoundError),
        (httpx.Response(200, json={"errors": [OLD_ADDRESS]}), HandleNotFoundError),
        (httpx.Response(200, json={"errors": [SUSPENDED]}), AccountSuspendedError),
        (httpx.Response(403, json=SUSPENDED), AccountSuspendedError),
        (httpx.Response(200, json={"errors": [PROTECTED]}), AccountPrivateError),
        (httpx.Response(200, json={"data": user(1, protected=True)}), AccountPrivateError),
        (httpx.Response(200, json={"errors": [problem("resource-unavailable", "Unavailable")]}), UpstreamError),
        (httpx.Response(200, json={"errors": [5], "data": {"id": "x"}}), UpstreamError),
        (httpx.Response(200, json=[]), UpstreamError),
    ],
)
def test_an_account_that_is_not_shown_says_why(answer: httpx.Response, error: type[PlatformError]) -> None:
    with pytest.raises(error):
        subject(answer)


def test_where_data_comes_beside_errors_the_data_counts() -> None:
    partly = {"data": user(CREATOR), "errors": [problem("field-hydration-failure", "Error")]}
    assert subject(httpx.Response(200, json=partly)).account_id == CREATOR


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (httpx.Response(402, json={"title": "CreditsDepleted", **problem("credits")}), "no credits left"),
        (httpx.Response(402, text="pay"), "no credits left"),
        (httpx.Response(403, json=problem("client-forbidden", "Client Forbidden")), "does not let the app"),
        (httpx.Response(403, json=problem("unsupported-authentication")), "refused our credential"),
        (httpx.Response(401, json={"title": "Unauthorized", "type": "about:blank"}), "refused our credential"),
    ],
)
def test_a_credential_that_cannot_pay_or_may_not_ask_is_said_to_be(answer: httpx.Response, words: str) -> None:
    with pytest.raises(PlatformAuthError, match=words) as caught:
        asyncio.run(MadeUpX({"followers": answer}).connector().fetch_followers(CREATOR, None, 10))
    assert not caught.value.retryable


@pytest.mark.parametrize("status", [403, 429])
def test_the_cap_of_a_month_is_asked_about_once_an_hour(status: int) -> None:
    capped = httpx.Response(status, json=problem("usage-capped", "UsageCapExceeded"), headers={"Retry-After": "1"})
    with pytest.raises(RateLimitedError, match="usage cap") as caught:
        subject(capped)
    assert caught.value.wait_seconds == 3_600


def test_a_window_that_is_used_up_opens_when_the_header_says() -> None:
    reset = str(int(NOW.timestamp()) + 300)
    body = {"title": "Too Many Requests", "type": "about:blank", "status": 429}
    with pytest.raises(RateLimitedError) as caught:
        subject(httpx.Response(429, json=body, headers={"x-rate-limit-reset": reset, "x-rate-limit-remaining": "0"}))
    assert caught.value.wait_seconds == 300


@pytest.mark.parametrize(("size", "asked"), [(1, "1"), (137, "137"), (1_000, "1000"), (5_000, "1000"), (0, "1")])
def test_no_more_followers_are_asked_for_than_are_wanted(size: int, asked: str) -> None:
    network = MadeUpX()
    page = asyncio.run(network.connector().fetch_followers(CREATOR, None, size))
    assert network.last_parameters["max_results"] == asked
    assert len(page.items) == min(max(size, 1), 3)


def test_followers_go_on_from_the_token_of_the_page_before() -> None:
    network = MadeUpX()
    first = asyncio.run(network.connector().fetch_followers(CREATOR, None, 3))
    assert first.cursor == NEXT
    assert "pagination_token" not in network.last_parameters
    asyncio.run(network.connector().fetch_followers(CREATOR, first.cursor, 3))
    assert network.last_parameters["pagination_token"] == NEXT
    assert network.asked[-1].url.path == f"/2/users/{CREATOR}/followers"


def test_a_follower_without_a_picture_of_its_own_has_none() -> None:
    bare = follower(user(7, profile_image_url=NO_PICTURE))
    silent = follower({"id": "8"})
    assert bare is not None
    assert silent is not None
    assert (bare.has_avatar, silent.has_avatar) == (False, None)
    assert (silent.followers_count, silent.is_verified, silent.created_at) == (None, None, None)


def test_a_follower_whose_posts_are_protected_is_private() -> None:
    shy = follower(user(7, protected=True))
    assert shy is not None
    assert shy.is_private


def test_the_count_of_posts_is_read_by_its_old_and_by_its_new_name() -> None:
    metrics = {"followers_count": 1, "following_count": 2, "post_count": 9, "listed_count": 0}
    renamed = follower(user(7, public_metrics=metrics))
    assert renamed is not None
    assert renamed.posts_count == 9


def test_posts_come_with_their_counts_and_the_language_that_x_detected() -> None:
    renamed = {"repost_count": 3, "quote_count": 2, "like_count": 1, "reply_count": 0}
    posts: list[object] = [post(3), post(2, lang="in", public_metrics=renamed), post(1, lang="qme"), {"id": "0"}, 5]
    answer = httpx.Response(200, json={"data": posts, "meta": {"result_count": 4, "next_token": NEXT}})
    network = MadeUpX({"tweets": answer})
    page = asyncio.run(network.connector().fetch_posts(CREATOR, None))
    assert [(found.post_id, found.language, found.shares_count) for found in page.items] == [
        ("3", "en", 5),
        ("2", "id", 5),
        ("1", None, 5),
        ("0", None, None),
    ]
    newest = page.items[0]
    assert (newest.text, newest.likes_count, newest.comments_count) == ("A new loaf", 7, 2)
    assert newest.created_at == datetime(2026, 5, 30, 7, tzinfo=UTC)
    assert page.cursor == NEXT
    assert network.last_parameters["exclude"] == "replies,retweets"


def test_checking_the_credential_costs_nothing() -> None:
    network = MadeUpX()
    asyncio.run(network.connector().check_credential())
    assert network.asked[-1].url.path == "/2/usage/tweets"
    assert CAPABILITIES.tariff.price_of(Operation.CHECK).micros_per_item == 0
    with pytest.raises(PlatformAuthError):
        asyncio.run(connector_over(network, "another").check_credential())


def test_a_vetting_of_two_thousand_followers_and_a_hundred_posts_costs_what_the_opt_in_says() -> None:
    tariff = CAPABILITIES.tariff
    micros = (
        2_000 * tariff.price_of(Operation.FOLLOWERS).micros_per_item
        + 100 * tariff.price_of(Operation.POSTS).micros_per_item
    )
    assert CAPABILITIES.opt_in is not None
    assert f"${micros / 1e6:.2f}" in CAPABILITIES.opt_in.text
    assert tariff.costs_money
    assert not CAPABILITIES.shows_profiles


def test_without_a_credential_nothing_is_asked() -> None:
    network = MadeUpX()
    access = Access(client=httpx.AsyncClient(transport=network), base_url="http://made.up")
    with pytest.raises(PlatformAuthError, match="no credential"):
        asyncio.run(X(access).fetch_subject("baker"))
    assert network.asked == []


def test_the_token_travels_in_a_header_only() -> None:
    network = MadeUpX()
    asyncio.run(network.connector().fetch_posts(CREATOR, None))
    assert TOKEN not in str(network.asked[-1].url)
    assert network.asked[-1].headers["Authorization"] == f"Bearer {TOKEN}"
