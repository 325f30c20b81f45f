import asyncio
import json

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.platforms.errors import AccountPrivateError, PlatformError, UpstreamError

from .made_up_x import CREATOR, Json, MadeUpX, follower, problem


@pytest.mark.parametrize("token", [5, [], "x" * 5_000])
def test_a_cursor_that_cannot_be_used_is_named(token: object) -> None:
    answer = httpx.Response(200, json={"data": [], "meta": {"result_count": 0, "next_token": token}})
    with pytest.raises(UpstreamError, match="cursor"):
        asyncio.run(MadeUpX({"followers": answer}).connector().fetch_followers(CREATOR, None, 3))


def test_a_list_without_anybody_is_empty_and_a_list_that_is_missing_is_an_error() -> None:
    nobody = httpx.Response(200, json={"meta": {"result_count": 0}})
    page = asyncio.run(MadeUpX({"followers": nobody}).connector().fetch_followers(CREATOR, None, 3))
    assert (page.items, page.cursor) == ((), None)
    for body, error in (
        ({"meta": {"result_count": 3}}, UpstreamError),
        ({"data": {}}, UpstreamError),
        ({"errors": [problem("not-authorized-for-resource", "Authorization Error")]}, AccountPrivateError),
    ):
        answer = httpx.Response(200, json=body)
        with pytest.raises(error):
            asyncio.run(MadeUpX({"followers": answer}).connector().fetch_followers(CREATOR, None, 3))


@pytest.mark.parametrize(
    "fields",
    [
        {"public_metrics": {"followers_count": -1, "tweet_count": "many"}},
        {"public_metrics": 5},
        {"created_at": "0001-01-01T00:00:00+14:00"},
        {"created_at": 5, "username": [], "verified": "yes", "profile_image_url": 5},
    ],
)
def test_a_field_that_is_odd_is_unknown_and_the_account_stays(fields: Json) -> None:
    account = follower({"id": "7", **fields})
    assert account is not None
    assert (account.followers_count, account.posts_count, account.created_at) == (None, None, None)


@pytest.mark.parametrize("number", [None, 5, "", "12a", "1" * 20, "7\n", "../7"])
def test_an_account_without_a_usable_id_is_left_out(number: object) -> None:
    assert follower({"id": number, "username": "reader"}) is None


NAMES = ("data", "errors", "meta", "id", "public_metrics", "type", "detail", "next_token", "result_count")

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=12,
)


@given(anything, st.sampled_from([200, 400, 402, 403, 404, 429, 500]))
def test_whatever_x_answers_only_a_platform_error_comes_out(body: object, status: int) -> None:
    # Lone surrogates are escaped here; httpx's own encoder refuses them.
    answer = httpx.Response(status, content=json.dumps(body).encode())
    connector = MadeUpX(dict.fromkeys(("user", "followers", "tweets", "usage"), answer)).connector()

    async def ask_everything() -> None:
        for call in (
            connector.fetch_subject("baker"),
            connector.fetch_followers(CREATOR, None, 10),
            connector.fetch_posts(CREATOR, None),
            connector.check_credential(),
        ):
            try:
                await call
            except PlatformError:
                continue

    asyncio.run(ask_everything())
