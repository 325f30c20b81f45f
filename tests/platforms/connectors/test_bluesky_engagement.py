import asyncio
from datetime import UTC, datetime
from typing import cast

import httpx
import pytest

from app.domain.account import Account, Engagement, EngagementKind

from .made_up_bluesky import CREATOR, POST, Json, MadeUpBluesky, label, post, profile, refusal


def test_the_reply_of_a_member_who_asks_for_privacy_counts_without_its_text() -> None:
    shy = profile("shy", labels=[label("!no-unauthenticated")])
    (account,) = commenters([{"post": post(shy, "hello")}])
    assert account.texts == ()
    assert [engagement.text for engagement in account.engagements] == [None]


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


@pytest.mark.parametrize(
    ("langs", "language"),
    [
        (["pt-BR", "en"], "pt"),
        (["EN"], "en"),
        (["zh-Hant-TW"], "zh"),
        (["yue", 7, "de"], "de"),
        (["haw"], None),
        (["english"], None),
        (["e\n"], None),
        ([], None),
        ("en", None),
        (None, None),
    ],
)
def test_the_language_of_a_post_is_the_first_that_its_author_declares(langs: object, language: str | None) -> None:
    view = post(profile("baker"), "Pão")
    cast("Json", view["record"])["langs"] = langs
    network = MadeUpBluesky({"getAuthorFeed": httpx.Response(200, json={"feed": [{"post": view}]})})
    (found,) = asyncio.run(network.connector().fetch_posts(CREATOR, None)).items
    assert (found.language, found.is_sponsored, found.text) == (language, None, "Pão")


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


def answered(*answers: object) -> bool | None:
    """Whether the comment of somebody counts as answered when these stand below it."""
    comment = {"post": post(profile("a"), "Recipe?", uri="at://did:plc:a/p/1"), "replies": list(answers)}
    (account,) = commenters([comment])
    return account.engagements[0].is_answered


def test_a_comment_is_answered_when_the_creator_replied_to_it() -> None:
    thanks = {"post": post(profile("baker"), "Soon!", uri="at://did:plc:baker/p/4")}
    other = {"post": post(profile("b"), "Me too", uri="at://did:plc:b/p/5")}
    assert answered(other, thanks) is True
    assert answered(other, {"uri": "at://did:plc:c/p/6", "blocked": True}, 5, {"post": 5}) is False
    assert answered() is False
    blocked = {"post": post({"did": 5}, "?", uri="at://did:plc:baker/p/4")}
    assert answered(blocked) is False


def test_a_thread_that_stops_above_the_answers_does_not_tell() -> None:
    comment = {"post": post(profile("a"), "Recipe?", uri="at://did:plc:a/p/1")}
    assert [account.engagements[0].is_answered for account in commenters([comment])] == [None]


def test_one_call_reads_a_post_with_its_comments_and_their_answers() -> None:
    network = MadeUpBluesky()
    asyncio.run(network.connector().fetch_commenters(POST, None))
    assert len(network.asked) == 1
    assert dict(network.last_parameters)["depth"] == "2"


def test_of_whom_the_creator_follows_only_the_ids_are_read_in_pages_of_a_hundred() -> None:
    follows = [profile("a", displayName="A"), {"did": "nobody"}, 5, profile("b", labels=[label("spam")])]
    network = MadeUpBluesky({"getFollows": httpx.Response(200, json={"follows": follows, "cursor": "older"})})
    page = asyncio.run(network.connector().fetch_followings(CREATOR, "newer"))
    assert page.items == ("did:plc:a", "did:plc:b")
    assert page.cursor == "older"
    assert dict(network.last_parameters) == {"actor": CREATOR, "limit": "100", "cursor": "newer"}


def test_a_post_that_is_gone_has_neither_likers_nor_commenters() -> None:
    gone = refusal("NotFound", "Post not found")
    connector = MadeUpBluesky({"getLikes": gone, "getPostThread": gone}).connector()
    assert asyncio.run(connector.fetch_likers(POST, None)).items == ()
    assert asyncio.run(connector.fetch_commenters(POST, None)).items == ()
    missing = {"thread": {"$type": "app.bsky.feed.defs#notFoundPost", "uri": POST, "notFound": True}}
    network = MadeUpBluesky({"getPostThread": httpx.Response(200, json=missing)})
    assert asyncio.run(network.connector().fetch_commenters(POST, None)).items == ()
