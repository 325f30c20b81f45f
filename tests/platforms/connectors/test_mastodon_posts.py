"""Posts, and who reacted to them."""

import asyncio
from datetime import UTC, datetime

import pytest

from app.domain.account import Engagement, EngagementKind
from app.domain.post import Post

from .made_up_mastodon import (
    CREATOR,
    DOMAIN,
    HOST,
    KEY,
    POST,
    STATUS_ID,
    Answer,
    Json,
    MadeUpMastodon,
    account,
    commenters,
    creator,
    page,
    posts,
    refusal,
    status,
)


def test_posts_come_with_their_counts_and_their_text() -> None:
    network = MadeUpMastodon()
    (found,) = asyncio.run(network.connector().fetch_posts(KEY, "5")).items
    assert found == Post(
        post_id=POST,
        text="A new loaf",
        created_at=datetime(2026, 5, 30, 7, tzinfo=UTC),
        likes_count=7,
        comments_count=2,
        shares_count=1,
        language="en",
    )
    parameters = {"limit": "40", "exclude_replies": "true", "exclude_reblogs": "true", "max_id": "5"}
    assert network.last_parameters == parameters


def test_boosts_and_posts_of_others_are_left_out_and_quotes_are_shares() -> None:
    boost = status(creator(), "", reblog=status(account("a"), "theirs"))
    found = posts(boost, status(account("a"), "theirs"), status(creator(), "mine", quotes_count=4), 5, {"id": "1"})
    assert [(post.text, post.shares_count) for post in found] == [("mine", 5)]


@pytest.mark.parametrize("fields", [{"indexable": False}, {"noindex": True}, {"discoverable": False}])
def test_of_a_creator_who_keeps_posts_out_of_searches_only_the_counts_are_read(fields: Json) -> None:
    (found,) = posts(status(creator(**fields), "<p>secret</p>"))
    assert (found.text, found.likes_count, found.comments_count) == (None, 7, 2)


@pytest.mark.parametrize(
    ("tag", "language"),
    [("en", "en"), ("pt-BR", "pt"), ("zh_TW", "zh"), ("haw", None), ("", None), (5, None), (None, None)],
)
def test_the_language_of_a_post_is_what_its_author_declares(tag: object, language: str | None) -> None:
    (found,) = posts(status(creator(), "x", language=tag))
    assert found.language == language


@pytest.mark.parametrize(
    ("address", "stands_for"),
    [
        (f"https://{HOST}/@baker/statuses/{STATUS_ID}", f"https://{HOST}/@baker/statuses/{STATUS_ID}"),
        (f"https://{HOST}/objects/0d2f", f"https://{HOST}/api/v1/statuses/{STATUS_ID}"),
        (f"https://evil.example/@baker/{STATUS_ID}", f"https://{HOST}/api/v1/statuses/{STATUS_ID}"),
        (None, f"https://{HOST}/api/v1/statuses/{STATUS_ID}"),
    ],
)
def test_a_post_is_named_by_its_public_address_where_that_leads_back_to_it(address: object, stands_for: str) -> None:
    (found,) = posts(status(creator(), "x", url=address))
    assert found.post_id == f"{stands_for}#{CREATOR}"
    network = MadeUpMastodon({"favourited_by": page(account("fan"))})
    (liker,) = asyncio.run(network.connector().fetch_likers(found.post_id, None)).items
    assert str(network.asked[-1].url) == f"https://{HOST}/api/v1/statuses/{STATUS_ID}/favourited_by?limit=80"
    assert liker.account_id == f"fan@{DOMAIN}"
    assert liker.engagements == (Engagement(kind=EngagementKind.LIKE, post_id=found.post_id),)


def reply(author: Json, text: str, id: str, **fields: object) -> Json:  # noqa: A002 - the field's name
    return status(author, f"<p>{text}</p>", id=id, **{"in_reply_to_id": STATUS_ID, **fields})


def test_commenters_come_once_each_with_all_their_direct_replies_newest_first() -> None:
    (found,) = commenters(
        reply(account("a"), "First!", "11"),
        reply(creator(), "Thank you", "12"),
        reply(account("b"), "To the first", "13", in_reply_to_id="11"),
        reply(account("a"), "Still tasty", "14", created_at="2026-05-31T07:00:00.000Z"),
        {"id": "15", "in_reply_to_id": STATUS_ID},
        5,
    )
    assert found.account_id == f"a@{DOMAIN}"
    assert found.texts == ("Still tasty", "First!")
    assert {(each.kind, each.post_id) for each in found.engagements} == {(EngagementKind.COMMENT, POST)}


def test_a_comment_is_answered_when_the_creator_replied_to_it() -> None:
    asked, other = reply(account("a"), "Recipe?", "11"), reply(account("b"), "Me too", "12", in_reply_to_id="11")
    answer = reply(creator(), "Soon!", "13", in_reply_to_id="11")
    for replies, is_answered in (((asked, other, answer), True), ((asked, other), False), ((asked,), False)):
        (found,) = commenters(*replies)
        assert [each.is_answered for each in found.engagements] == [is_answered]


def test_where_the_server_cuts_the_thread_off_no_answer_is_no_evidence() -> None:
    crowd = [reply(account("a"), "more", str(number)) for number in range(100, 160)]
    (found,) = commenters(*crowd)
    assert {each.is_answered for each in found.engagements} == {None}
    (found,) = commenters(*crowd[1:], reply(creator(), "Soon!", "13", in_reply_to_id="101"))
    assert {each.is_answered for each in found.engagements} == {None, True}


def test_the_reply_of_a_member_who_asks_not_to_be_found_is_not_read() -> None:
    (found,) = commenters(reply(account("shy", noindex=True), "secret", "11"))
    assert (found.texts, found.handle, found.engagements[0].text) == ((), None, None)


def test_the_names_that_a_reply_begins_with_are_not_its_author_s_words() -> None:
    mention = (
        '<span class="h-card"><a href="https://x.example/@baker" class="u-url mention">@<span>baker</span></a></span>'
    )
    (found,) = commenters(reply(account("a"), f"{mention} @miller@mill.example Ask @me again", "11"))
    assert found.texts == ("Ask @me again",)
    (silent,) = commenters(reply(account("a"), mention, "11"))
    assert silent.texts == ()


@pytest.mark.parametrize("gone", [refusal(404), refusal(410)])
def test_a_post_that_is_gone_has_neither_likers_nor_commenters(gone: Answer) -> None:
    connector = MadeUpMastodon({"favourited_by": gone, "context": gone}).connector()
    assert asyncio.run(connector.fetch_likers(POST, None)).items == ()
    assert asyncio.run(connector.fetch_commenters(POST, None)).items == ()
