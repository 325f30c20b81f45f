import asyncio
import json

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.platforms.errors import (
    PlatformError,
)

from .made_up_bluesky import CREATOR, POST, Json, MadeUpBluesky, follower, profile, subject


@pytest.mark.parametrize(
    "fields",
    [
        {"handle": 5},
        {"followersCount": -3},
        {"followersCount": 2**70},
        {"createdAt": "0000-01-01T00:00:00Z"},
        {"createdAt": "10000-01-01T00:00:00Z"},
        {"createdAt": "0001-01-01T00:00:00+14:00"},
        {"createdAt": 5},
        {"labels": {"val": "spam"}},
        {"avatar": ["x"]},
        {"verification": {"verifiedStatus": 7}},
    ],
)
def test_a_field_that_is_odd_is_unknown_and_the_account_stays(fields: Json) -> None:
    account = follower(profile("a", **fields))
    assert account is not None
    assert account.created_at is None
    assert account.followers_count is None
    assert account.platform_labels == ()


@pytest.mark.parametrize("did", [None, 5, "", "someone", "did:plc:", "did:plc:a\x00b", "did:plc:a\n", "did:plc:\ud800"])
def test_an_account_without_a_usable_id_is_left_out(did: object) -> None:
    text = httpx.Response(200, content=_escaped({"followers": [{"did": did, "handle": "a.example"}]}))
    network = MadeUpBluesky({"getFollowers": text})
    assert asyncio.run(network.connector().fetch_followers(CREATOR, None, 100)).items == ()


def test_text_that_no_database_takes_is_cleaned() -> None:
    body = _escaped(profile("a", description="tea\x00\ud800", displayName="\udc00"))
    account = subject(httpx.Response(200, content=body))
    assert (account.bio, account.display_name) == ("tea\ufffd\ufffd", "\ufffd")


NAMES = ("did", "followers", "follows", "subject", "post", "record", "labels", "thread", "replies", "author", "uri")

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(), max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(NAMES),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(anything)
def test_whatever_bluesky_answers_only_a_platform_error_comes_out(body: object) -> None:
    answer = httpx.Response(200, content=_escaped(body))
    methods = ("getFollowers", "getFollows", "getPostThread", "getProfile")
    connector = MadeUpBluesky(dict.fromkeys(methods, answer)).connector()

    async def ask_everything() -> None:
        for call in (
            connector.fetch_followers(CREATOR, None, 100),
            connector.fetch_followed(CREATOR),
            connector.fetch_commenters(POST, None),
            connector.fetch_subject("a.example"),
        ):
            try:
                await call
            except PlatformError:
                continue

    asyncio.run(ask_everything())


def _escaped(body: object) -> bytes:
    """JSON with lone surrogates escaped; httpx's own encoder refuses them."""
    return json.dumps(body).encode()
