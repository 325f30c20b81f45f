import asyncio
import json
from datetime import UTC, datetime
from typing import cast

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.account import Account, Engagement, EngagementKind
from app.platforms.connectors.bluesky import CAPABILITIES
from app.platforms.errors import (
    AccountDeactivatedError,
    AccountPrivateError,
    AccountSuspendedError,
    HandleNotFoundError,
    PlatformError,
    RateLimitedError,
    UpstreamError,
)

from .made_up_bluesky import CREATOR, NOW, PICTURE, POST, Json, MadeUpBluesky, detailed, label, post, profile, refusal


def subject(answer: httpx.Response) -> Account:
    return asyncio.run(MadeUpBluesky({"getProfile": answer}).connector().fetch_subject("baker.example"))


def follower(view: object) -> Account | None:
    body = {"followers": [view]}
    network = MadeUpBluesky({"getFollowers": httpx.Response(200, json=body)})
    items = asyncio.run(network.connector().fetch_followers(CREATOR, None)).items
    return items[0] if items else None


def test_the_subject_comes_with_its_counts_and_the_time_of_reading() -> None:
    account = asyncio.run(MadeUpBluesky().connector().fetch_subject("baker.example"))
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


def test_the_reply_of_a_member_who_asks_for_privacy_counts_without_its_text() -> None:
    shy = profile("shy", labels=[label("!no-unauthenticated")])
    (account,) = commenters([{"post": post(shy, "hello")}])
    assert account.texts == ()
    assert [engagement.text for engagement in account.engagements] == [None]


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
    page = asyncio.run(network.connector().fetch_followers(CREATOR, "page-1"))
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
    assert asyncio.run(network.connector().fetch_followers(CREATOR, "page-1")).cursor is None


@pytest.mark.parametrize(
    "body", [{}, [], None, {"followers": {}}, {"followers": [], "cursor": 5}, {"followers": [], "cursor": "x" * 5_000}]
)
def test_a_page_that_cannot_be_used_is_an_error_and_not_an_empty_audience(body: object) -> None:
    network = MadeUpBluesky({"getFollowers": httpx.Response(200, json=body)})
    with pytest.raises(UpstreamError):
        asyncio.run(network.connector().fetch_followers(CREATOR, None))


def test_followers_of_an_account_that_went_away_are_not_found() -> None:
    network = MadeUpBluesky({"getFollowers": refusal("InvalidRequest", f"Actor not found: {CREATOR}")})
    with pytest.raises(HandleNotFoundError):
        asyncio.run(network.connector().fetch_followers(CREATOR, None))


def test_a_cursor_that_bluesky_does_not_know_is_an_upstream_error() -> None:
    for answer in (refusal("InvalidRequest", "Malformed cursor"), refusal("InternalServerError", "oops", 500)):
        network = MadeUpBluesky({"getFollowers": answer})
        with pytest.raises(UpstreamError):
            asyncio.run(network.connector().fetch_followers(CREATOR, "garbage"))


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


def test_posts_come_with_their_counts_and_without_reposts_or_other_people() -> None:
    other = post(profile("other"), "Not mine", uri="at://did:plc:other/p/1")
    feed: list[Json] = [
        {"post": post(profile("baker"), "Mine", likeCount=7, replyCount=2, repostCount=1, quoteCount=3)},
        {"post": post(profile("baker"), "Again"), "reason": {"$type": "app.bsky.feed.defs#reasonRepost"}},
        {"post": other},
        {"post": {"uri": 5}},
        {},
    ]
    network = MadeUpBluesky({"getAuthorFeed": httpx.Response(200, json={"feed": feed, "cursor": "older"})})
    page = asyncio.run(network.connector().fetch_posts(CREATOR, None))
    (found,) = page.items
    assert (found.post_id, found.text, found.is_reply) == (POST, "Mine", False)
    assert (found.likes_count, found.comments_count, found.shares_count) == (7, 2, 4)
    assert found.created_at == datetime(2026, 5, 30, 7, tzinfo=UTC)
    assert page.cursor == "older"
    assert dict(network.last_parameters)["filter"] == "posts_no_replies"


def test_a_post_whose_record_is_odd_is_kept_with_what_is_known() -> None:
    odd = {"uri": POST, "author": profile("baker"), "record": {"text": 5, "reply": {}}, "likeCount": -1}
    network = MadeUpBluesky({"getAuthorFeed": httpx.Response(200, json={"feed": [{"post": odd}]})})
    (found,) = asyncio.run(network.connector().fetch_posts(CREATOR, None)).items
    assert (found.text, found.likes_count, found.shares_count, found.is_reply) == (None, None, None, True)


def test_likers_name_the_post_and_the_time_of_the_like() -> None:
    (liker,) = asyncio.run(MadeUpBluesky().connector().fetch_likers(POST, None)).items
    at = datetime(2026, 5, 30, 8, tzinfo=UTC)
    assert liker.account_id == "did:plc:reader0"
    assert liker.engagements == (Engagement(kind=EngagementKind.LIKE, post_id=POST, at=at),)


def test_a_like_without_a_usable_actor_is_left_out() -> None:
    likes = [{"actor": {}, "createdAt": "2026-05-30T08:00:00Z"}, {"actor": profile("a"), "createdAt": "never"}]
    network = MadeUpBluesky({"getLikes": httpx.Response(200, json={"likes": likes})})
    (liker,) = asyncio.run(network.connector().fetch_likers(POST, None)).items
    assert liker.engagements[0].at is None


def commenters(replies: object) -> tuple[Account, ...]:
    thread = {"post": post(profile("baker"), "A new loaf"), "replies": replies}
    network = MadeUpBluesky({"getPostThread": httpx.Response(200, json={"thread": thread})})
    return asyncio.run(network.connector().fetch_commenters(POST, None)).items


def test_commenters_come_once_each_with_all_their_replies_newest_first() -> None:
    early = post(profile("a"), "First!", uri="at://did:plc:a/p/1")
    late = post(profile("a"), "Still tasty", uri="at://did:plc:a/p/2")
    cast("Json", late["record"])["createdAt"] = "2026-05-31T07:00:00Z"
    own = post(profile("baker"), "Thank you", uri="at://did:plc:baker/p/3")
    blocked = {"uri": "at://did:plc:b/p/4", "blocked": True}
    (account,) = commenters([{"post": early}, {"post": own}, blocked, {"post": late}, 5])
    assert account.account_id == "did:plc:a"
    assert account.texts == ("Still tasty", "First!")
    assert {engagement.kind for engagement in account.engagements} == {EngagementKind.COMMENT}
    assert {engagement.post_id for engagement in account.engagements} == {POST}


def test_a_post_that_is_gone_has_neither_likers_nor_commenters() -> None:
    gone = refusal("NotFound", "Post not found")
    connector = MadeUpBluesky({"getLikes": gone, "getPostThread": gone}).connector()
    assert asyncio.run(connector.fetch_likers(POST, None)).items == ()
    assert asyncio.run(connector.fetch_commenters(POST, None)).items == ()
    missing = {"thread": {"$type": "app.bsky.feed.defs#notFoundPost", "uri": POST, "notFound": True}}
    network = MadeUpBluesky({"getPostThread": httpx.Response(200, json=missing)})
    assert asyncio.run(network.connector().fetch_commenters(POST, None)).items == ()


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
    assert asyncio.run(network.connector().fetch_followers(CREATOR, None)).items == ()


def test_text_that_no_database_takes_is_cleaned() -> None:
    body = _escaped(profile("a", description="tea\x00\ud800", displayName="\udc00"))
    account = subject(httpx.Response(200, content=body))
    assert (account.bio, account.display_name) == ("tea\ufffd\ufffd", "\ufffd")


def test_the_declared_limit_leaves_room_below_bluesky_s_own() -> None:
    assert CAPABILITIES.limit.calls / 3_000 == pytest.approx(0.85)
    assert CAPABILITIES.limit.per_seconds == 300


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(), max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["did", "followers", "post", "record", "labels", "thread", "replies", "author", "uri"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(anything)
def test_whatever_bluesky_answers_only_a_platform_error_comes_out(body: object) -> None:
    answer = httpx.Response(200, content=_escaped(body))
    connector = MadeUpBluesky({"getFollowers": answer, "getPostThread": answer, "getProfile": answer}).connector()

    async def ask_everything() -> None:
        for call in (
            connector.fetch_followers(CREATOR, None),
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
