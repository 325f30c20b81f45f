import asyncio
import json
from datetime import UTC, datetime

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.account import Account
from app.domain.audience import Availability
from app.domain.post import Post
from app.platforms.connector import Access, Page
from app.platforms.connectors.instagram import CAPABILITIES, Instagram
from app.platforms.errors import (
    HandleNotFoundError,
    PlatformAuthError,
    PlatformError,
    RateLimitedError,
    UpstreamError,
)

from .made_up_instagram import (
    AFTER,
    BAKERY,
    MISSING,
    NOW,
    OWN,
    TOKEN,
    Json,
    MadeUpInstagram,
    found,
    media,
    medium,
    profile,
    refusal,
)


def subject(answer: httpx.Response | None = None, name: str = "corner.bakery") -> Account:
    return asyncio.run(MadeUpInstagram(answer).connector().fetch_subject(name)).account


def posts(answer: httpx.Response | None = None, cursor: str | None = None) -> Page[Post]:
    return asyncio.run(MadeUpInstagram(answer).connector().fetch_posts("corner.bakery", cursor))


def test_a_professional_account_comes_with_its_counts() -> None:
    assert subject() == Account(
        account_id=BAKERY,
        handle="corner.bakery",
        display_name="Corner Bakery",
        bio="Bread every day",
        url="https://bakery.example/",
        followers_count=41_900,
        following_count=82,
        posts_count=193,
        observed_at=NOW,
        has_avatar=True,
    )


def test_what_the_graph_api_leaves_out_of_a_profile_is_empty_and_a_count_is_unknown() -> None:
    account = subject(found({"id": BAKERY, "username": "corner.bakery"}))
    assert (account.bio, account.display_name, account.url, account.has_avatar) == ("", "", "", False)
    assert (account.followers_count, account.following_count, account.posts_count) == (None, None, None)


@pytest.mark.parametrize(
    "name",
    [
        "corner.bakery){id}",
        "corner,bakery",
        "bakery)",
        "{id}",
        "a" * 31,
        "bäckerei",
        "corner bakery",
        "bakery\n",
        "",
        "a&access_token=b",
    ],
)
def test_what_is_no_username_never_gets_into_the_expression(name: str) -> None:
    network = MadeUpInstagram()
    for call in (network.connector().fetch_subject(name), network.connector().fetch_posts(name, None)):
        with pytest.raises(HandleNotFoundError):
            asyncio.run(call)
    assert network.asked == []


@pytest.mark.parametrize("cursor", ["a)", "a){id}", "", "a b", "ä", "a\n", "a" * 1_001])
def test_what_is_no_cursor_never_gets_into_the_expression(cursor: str) -> None:
    network = MadeUpInstagram()
    with pytest.raises(UpstreamError):
        asyncio.run(network.connector().fetch_posts("corner.bakery", cursor))
    assert network.asked == []


@pytest.mark.parametrize("user_id", ["me", "17/../18", "", "17?fields=id", "17\n"])
def test_a_user_id_that_is_no_number_is_a_fault_of_the_credential(user_id: str) -> None:
    network = MadeUpInstagram()
    with pytest.raises(PlatformAuthError, match="user_id"):
        asyncio.run(network.connector(user_id).check_credential())
    assert network.asked == []


def test_without_a_credential_nothing_is_asked() -> None:
    network = MadeUpInstagram()
    access = Access(client=httpx.AsyncClient(transport=network), base_url="http://made.up")
    with pytest.raises(PlatformAuthError):
        asyncio.run(Instagram(access).fetch_subject("corner.bakery"))
    assert network.asked == []


def test_a_missing_account_and_a_personal_one_are_told_in_one_sentence() -> None:
    with pytest.raises(HandleNotFoundError, match=r"nobody has it, or it is a personal account"):
        subject(name="nobody")
    with pytest.raises(HandleNotFoundError):
        posts(MISSING)


@pytest.mark.parametrize("code", [4, 17, 32, 613, 80_002])
@pytest.mark.parametrize("status", [400, 403])
def test_a_limit_is_told_by_its_code_and_the_wait_by_the_headers(code: int, status: int) -> None:
    usage = {OWN: [{"type": "instagram", "call_count": 104, "estimated_time_to_regain_access": 19}]}
    answer = refusal(code, status, is_transient=True)
    answer.headers["X-Business-Use-Case-Usage"] = json.dumps(usage)
    with pytest.raises(RateLimitedError) as caught:
        subject(answer)
    assert caught.value.wait_seconds == 19 * 60


@pytest.mark.parametrize("code", [10, 102, 190, 200])
def test_a_token_that_is_refused_is_told_by_its_code(code: int) -> None:
    with pytest.raises(PlatformAuthError, match=rf"code {code}\b") as caught:
        subject(refusal(code))
    assert "words of Meta" not in caught.value.detail


def test_the_token_stands_in_no_address() -> None:
    network = MadeUpInstagram()
    asyncio.run(network.connector().check_credential())
    asyncio.run(network.connector().fetch_subject("corner.bakery"))
    asyncio.run(network.connector().fetch_posts("corner.bakery", None))
    assert not [request for request in network.asked if TOKEN in str(request.url)]
    assert network.asked[0].url.path == f"/{OWN}"


def test_media_are_walked_by_the_cursor_inside_the_expression() -> None:
    network = MadeUpInstagram()
    first = asyncio.run(network.connector().fetch_posts("corner.bakery", None))
    assert ([post.post_id for post in first.items], first.cursor) == (["5", "4"], AFTER)
    assert ".after(" not in network.last_fields
    second = asyncio.run(network.connector().fetch_posts("corner.bakery", first.cursor))
    assert ([post.post_id for post in second.items], second.cursor) == (["3"], None)
    assert f".after({AFTER})" in network.last_fields


def test_a_medium_comes_with_its_counts_and_its_time() -> None:
    (post,) = posts(found(media(medium(5)))).items
    assert post == Post(
        post_id="5",
        text="Loaf number 5",
        created_at=datetime(2026, 5, 27, 19, 55, 59, tzinfo=UTC),
        likes_count=36,
        comments_count=2,
    )


def test_a_hidden_count_of_likes_is_unknown_and_a_medium_without_caption_has_an_empty_text() -> None:
    bare = {"id": "5", "comments_count": 2, "timestamp": "2026-05-27T19:55:59+0000"}
    (post,) = posts(found(media(bare))).items
    assert (post.likes_count, post.text, post.comments_count) == (None, "", 2)


def test_a_medium_that_cannot_be_read_is_left_out_and_an_odd_field_is_unknown() -> None:
    odd = medium(4, like_count="many", timestamp="yesterday", caption=5)
    page = posts(found(media({"id": 5}, 7, odd)))
    assert page.items == (Post(post_id="4", text="", comments_count=2),)


def test_an_account_without_media_has_no_posts() -> None:
    assert posts(found({"id": BAKERY})) == Page((), None)
    assert posts(found(media(after=AFTER))) == Page((), None)


@pytest.mark.parametrize(
    "body",
    [
        {"media": {"data": 5}},
        {"media": []},
        media(medium(5), after=7),
        media(medium(5), after="a){id}"),
    ],
)
def test_media_that_cannot_be_read_are_an_error(body: Json) -> None:
    with pytest.raises(UpstreamError):
        posts(found(body))


@pytest.mark.parametrize("discovery", [None, [], {}, profile(id=""), profile(username="no body"), profile(username=5)])
def test_an_answer_without_an_account_is_an_error(discovery: object) -> None:
    with pytest.raises(UpstreamError):
        subject(found(discovery))


def test_followers_need_the_creator_and_the_advice_names_the_upload() -> None:
    assert CAPABILITIES.availability is Availability.NEEDS_CONSENT
    assert "POST /v1/audiences" in CAPABILITIES.advice
    assert [field.name for field in CAPABILITIES.credential_fields if field.is_secret] == ["access_token"]


NAMES = ("business_discovery", "error", "code", "media", "data", "paging", "cursors", "after", "id", "username")

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=12,
)


@given(anything, st.sampled_from([200, 400, 403, 429, 500]))
def test_whatever_instagram_answers_only_a_platform_error_comes_out(body: object, status: int) -> None:
    # Lone surrogates are escaped here; httpx's own encoder refuses them.
    answer = httpx.Response(status, content=json.dumps(body).encode())
    connector = MadeUpInstagram(answer).connector()

    async def ask_everything() -> None:
        for call in (
            connector.fetch_subject("corner.bakery"),
            connector.fetch_posts("corner.bakery", None),
            connector.check_credential(),
        ):
            try:
                await call
            except PlatformError:
                continue

    asyncio.run(ask_everything())
