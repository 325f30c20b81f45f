"""Followers, whom the creator follows, posts, and who reacted to them."""

import asyncio
from datetime import UTC, datetime

import httpx
import pytest

from app.domain.account import Account, Engagement, EngagementKind
from app.domain.post import Post
from app.platforms.errors import AudienceHiddenError, HandleNotFoundError, UpstreamError

from .made_up_mastodon import (
    CREATOR,
    CREATOR_ID,
    DOMAIN,
    HOST,
    KEY,
    NOW,
    POST,
    STATUS_ID,
    Answer,
    Json,
    MadeUpMastodon,
    account,
    commenters,
    creator,
    follower,
    page,
    posts,
    refusal,
    status,
    subject,
)


def test_followers_are_asked_for_in_pages_of_eighty_and_come_with_their_counts() -> None:
    network = MadeUpMastodon()
    found = asyncio.run(network.connector().fetch_followers(KEY, "1000", 80))
    assert str(network.asked[-1].url) == (f"https://{HOST}/api/v1/accounts/{CREATOR_ID}/followers?limit=80&max_id=1000")
    assert (found.cursor, [each.followers_count for each in found.items]) == ("900", [120, 120, 120])


def test_everybody_has_one_name_on_all_servers() -> None:
    names = {"reader0": f"reader0@{DOMAIN}", "Reader2": f"reader2@{DOMAIN}", "A@Other.Example": "a@other.example"}
    names["b@bücher.example"] = "b@xn--bcher-kva.example"
    for acct, account_id in names.items():
        found = follower(acct)
        assert found is not None
        assert found.account_id == account_id


@pytest.mark.parametrize(
    "fields", [{"noindex": True}, {"discoverable": False}, {"noindex": True, "discoverable": True}]
)
def test_of_a_member_who_asks_not_to_be_found_only_id_and_numbers_are_kept(fields: Json) -> None:
    found = follower("shy@elsewhere.example", note="<p>private</p>", bot=True, locked=True, **fields)
    assert found == Account(
        account_id="shy@elsewhere.example",
        followers_count=120,
        following_count=80,
        posts_count=45,
        created_at=datetime(2023, 4, 5, tzinfo=UTC),
        last_posted_at=datetime(2026, 5, 30, tzinfo=UTC),
        observed_at=NOW,
        has_avatar=True,
    )


def test_a_self_declared_bot_and_a_limited_account_are_labelled() -> None:
    found = follower("reader0", bot=True, limited=True, locked=True)
    assert found is not None
    assert (found.platform_labels, found.is_private) == (("bot", "limited"), True)


@pytest.mark.parametrize(
    ("address", "has_avatar"),
    [
        ("https://files.example/accounts/avatars/a.png", True),
        ("https://a.example/avatars/original/missing.png", False),
        ("https://a.example/assets/default_avatars/GoToSocial_icon1.webp", False),
        ("https://a.example/images/avi.png", False),
        ("https://a.example/storage/avatars/default.jpg?v=0", False),
        ("", False),
        (None, None),
        (5, None),
    ],
)
def test_the_picture_that_everybody_starts_with_is_none(address: object, has_avatar: bool | None) -> None:  # noqa: FBT001 - expected value
    found = follower("reader0", avatar=address)
    assert found is not None
    assert found.has_avatar is has_avatar


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("2026-05-30", datetime(2026, 5, 30, tzinfo=UTC)),
        ("2026-05-30T10:00:00.000Z", datetime(2026, 5, 30, 10, tzinfo=UTC)),
        ("0001-01-01T00:00:00+14:00", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_the_day_of_the_last_post_is_read(said: object, read: datetime | None) -> None:
    found = follower("reader0", last_status_at=said)
    assert found is not None
    assert found.last_posted_at == read


@pytest.mark.parametrize(
    "header",
    [
        "",
        'nonsense; rel="next"x',
        f'<https://{HOST}/x?since_id=3>; rel="prev"',
    ],
)
def test_without_a_next_page_a_list_is_at_its_end(header: str) -> None:
    answer = httpx.Response(200, json=[account("a")], headers={"Link": header})
    network = MadeUpMastodon({"followers": answer})
    assert asyncio.run(network.connector().fetch_followers(KEY, None, 80)).cursor is None


def test_of_the_next_page_s_address_only_the_max_id_is_used() -> None:
    answer = httpx.Response(
        200, json=[account("a")], headers={"Link": '<https://evil.example/steal?max_id=01ABC&limit=1>; rel="next"'}
    )
    network = MadeUpMastodon({"followers": answer})
    connector = network.connector()
    cursor = asyncio.run(connector.fetch_followers(KEY, None, 80)).cursor
    asyncio.run(connector.fetch_followers(KEY, cursor, 80))
    assert (cursor, network.asked[-1].url.host) == ("01ABC", HOST)
    assert network.last_parameters == {"limit": "80", "max_id": "01ABC"}


@pytest.mark.parametrize("query", ["page=2", "max_id=", "max_id=a%00b", "max_id=../x", "max_id=" + "9" * 300])
def test_a_next_page_that_cannot_be_asked_for_is_an_error_and_not_the_end(query: str) -> None:
    answer = httpx.Response(200, json=[account("a")], headers={"Link": f'<https://{HOST}/x?{query}>; rel="next"'})
    network = MadeUpMastodon({"followers": answer})
    with pytest.raises(UpstreamError):
        asyncio.run(network.connector().fetch_followers(KEY, None, 80))


def test_an_empty_page_that_leads_to_itself_is_the_end() -> None:
    network = MadeUpMastodon({"followers": page(next_max_id="900")})
    assert asyncio.run(network.connector().fetch_followers(KEY, "900", 80)).cursor is None


@pytest.mark.parametrize("body", [{}, None, "text", {"error": "x"}])
def test_a_page_that_cannot_be_used_is_an_error_and_not_an_empty_audience(body: object) -> None:
    network = MadeUpMastodon({"followers": httpx.Response(200, json=body)})
    with pytest.raises(UpstreamError):
        asyncio.run(network.connector().fetch_followers(KEY, None, 80))


@pytest.mark.parametrize("status_code", [401, 403])
def test_a_list_that_strangers_are_refused_is_hidden_and_no_credential_is_blamed(status_code: int) -> None:
    closed = refusal(status_code, "Unauthorized: token not supplied")
    calls = ("followers", "following", "favourited_by", "context", "statuses")
    connector = MadeUpMastodon(dict.fromkeys(calls, closed)).connector()
    with pytest.raises(AudienceHiddenError):
        asyncio.run(connector.fetch_followers(KEY, None, 80))
    with pytest.raises(AudienceHiddenError):
        asyncio.run(connector.fetch_followings(KEY, None))
    for fetch in (connector.fetch_likers, connector.fetch_commenters):
        with pytest.raises(AudienceHiddenError):
            asyncio.run(fetch(POST, None))
    assert asyncio.run(connector.fetch_posts(KEY, None)).items == ()


def test_the_list_of_an_account_that_went_away_is_not_found_and_a_bad_cursor_is_no_such_thing() -> None:
    with pytest.raises(HandleNotFoundError):
        asyncio.run(MadeUpMastodon({"followers": refusal(404)}).connector().fetch_followers(KEY, None, 80))
    with pytest.raises(UpstreamError):
        asyncio.run(MadeUpMastodon({"followers": refusal(400)}).connector().fetch_followers(KEY, "x", 80))


def test_of_whom_the_creator_follows_only_the_ids_are_read() -> None:
    follows = page(account("miller@mill.example", id={}), account("local"), {"acct": "no name"}, 5, next_max_id="7")
    network = MadeUpMastodon({"following": follows})
    found = asyncio.run(network.connector().fetch_followings(KEY, None))
    assert (found.items, found.cursor) == (("miller@mill.example", f"local@{DOMAIN}"), "7")


def test_ids_of_other_software_travel_unharmed() -> None:
    key = subject(id="01N3KZW27KVBX1ZWXQ7EHV15E9").key
    network = MadeUpMastodon({"followers": page()})
    asyncio.run(network.connector().fetch_followers(key, None, 80))
    assert network.asked[-1].url.path == "/api/v1/accounts/01N3KZW27KVBX1ZWXQ7EHV15E9/followers"
    odd = subject(id="a/../b?c#d%2e").key
    asyncio.run(network.connector().fetch_followers(odd, None, 80))
    assert network.asked[-1].url.raw_path == b"/api/v1/accounts/a%2F..%2Fb%3Fc%23d%252e/followers?limit=80"


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
