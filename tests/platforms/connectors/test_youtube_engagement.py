import asyncio
import json
from datetime import UTC, datetime

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.account import Account, Engagement, EngagementKind
from app.domain.post import Post
from app.platforms.errors import PlatformAuthError, PlatformError

from .made_up_youtube import (
    CREATOR,
    NOW,
    UPLOADS,
    VIDEO,
    Json,
    MadeUpYouTube,
    channel_id,
    comment,
    commenters,
    listing,
    refusal,
    thread,
    video,
)


def post(view: object) -> Post | None:
    """One post as the connector reads this video; None when it was left out."""
    body = {**listing("video", []), "items": [view]}
    network = MadeUpYouTube({"videos": httpx.Response(200, json=body)})
    posts = asyncio.run(network.connector().fetch_posts(UPLOADS, None)).items
    return posts[0] if posts else None


def test_a_video_is_a_post_with_its_counts_and_youtubes_own_mark() -> None:
    assert post(video(paidProductPlacementDetails={"hasPaidProductPlacement": True})) == Post(
        post_id=VIDEO,
        text="A new loaf\n\nRye and patience",
        created_at=datetime(2026, 5, 30, 7, tzinfo=UTC),
        likes_count=70,
        comments_count=12,
        is_sponsored=True,
        language="en",
    )


@pytest.mark.parametrize(
    ("placement", "is_sponsored"),
    [({"hasPaidProductPlacement": False}, False), ({}, None), (None, None), ({"hasPaidProductPlacement": "yes"}, None)],
)
def test_a_video_without_a_mark_that_can_be_read_is_not_known_to_be_unpaid(
    placement: object, *, is_sponsored: bool | None
) -> None:
    read = post(video(paidProductPlacementDetails=placement))
    assert read is not None
    assert read.is_sponsored is is_sponsored


def test_likes_and_comments_that_the_owner_hides_are_unknown() -> None:
    read = post(video(statistics={"viewCount": "900", "favoriteCount": "0"}))
    assert read is not None
    assert (read.likes_count, read.comments_count, read.shares_count) == (None, None, None)


def test_a_video_that_is_only_announced_is_no_post() -> None:
    assert post(video(snippet={"liveBroadcastContent": "upcoming"})) is None
    assert post(video(snippet={"liveBroadcastContent": "live"})) is not None


@pytest.mark.parametrize(
    ("audio", "title", "language"),
    [("pt-BR", "en", "pt"), (None, "DE", "de"), ("zxx", "fr", "fr"), ("zxx", None, None), (None, None, None)],
)
def test_the_language_is_that_of_the_sound_or_else_of_the_title(
    audio: str | None, title: str | None, language: str | None
) -> None:
    read = post(video(snippet={"defaultAudioLanguage": audio, "defaultLanguage": title}))
    assert read is not None
    assert read.language == language


def test_a_video_whose_parts_are_odd_is_kept_with_what_is_known() -> None:
    read = post({"id": VIDEO, "snippet": 5, "statistics": [], "paidProductPlacementDetails": "no"})
    assert read == Post(post_id=VIDEO)
    assert post({"id": "a,b", "snippet": {"title": "Not an id"}}) is None


def test_commenters_name_the_video_the_time_and_whether_the_creator_answered() -> None:
    (account,) = commenters(thread(comment("reader"), comment("baker", "Thank you")))
    at = datetime(2026, 5, 31, 7, tzinfo=UTC)
    assert account == Account(
        account_id=channel_id("reader"),
        handle="reader",
        observed_at=NOW,
        texts=("Looks tasty",),
        engagements=(Engagement(EngagementKind.COMMENT, VIDEO, at, "Looks tasty", is_answered=True),),
    )


def test_comments_are_asked_for_as_plain_text_newest_first() -> None:
    network = MadeUpYouTube()
    page = asyncio.run(network.connector().fetch_commenters(VIDEO, "page-1"))
    assert page.cursor == "page-2"
    assert network.last_parameters == {
        "part": "snippet,replies",
        "videoId": VIDEO,
        "order": "time",
        "textFormat": "plainText",
        "maxResults": "100",
        "pageToken": "page-1",
    }


def test_the_creators_own_comments_and_those_of_accounts_that_are_gone_are_left_out() -> None:
    own, gone = thread(comment("baker", "Pinned")), thread(comment(None, "Nice"))
    (account,) = commenters(own, gone, 5, {}, {"snippet": {"topLevelComment": 7}}, thread(comment("reader")))
    assert account.account_id == channel_id("reader")


def test_who_began_several_threads_comes_once_with_all_comments_newest_first() -> None:
    late = thread(comment("reader", "Still tasty", publishedAt="2026-06-01T07:00:00Z"))
    (account,) = commenters(late, thread(comment("reader", "First!")))
    assert account.texts == ("Still tasty", "First!")
    assert [engagement.text for engagement in account.engagements] == ["Still tasty", "First!"]


def test_who_only_replies_to_others_is_not_of_the_audience() -> None:
    assert [account.handle for account in commenters(thread(comment("reader"), comment("passer")))] == ["reader"]


def test_a_name_from_before_handles_is_a_name() -> None:
    (account,) = commenters(thread(comment("reader", authorDisplayName="Reader of Bread")))
    assert (account.handle, account.display_name) == (None, "Reader of Bread")


@pytest.mark.parametrize(
    ("answers", "replies_count", "is_answered"),
    [
        ((), 0, False),
        (("other",), 1, False),
        (("other", "baker"), 9, True),
        (("other",), 9, None),
        ((), 3, None),
        ((None,), 1, False),
    ],
)
def test_a_comment_is_answered_unless_replies_that_are_not_shown_may_hold_the_answer(
    answers: tuple[str | None, ...], replies_count: int, *, is_answered: bool | None
) -> None:
    (account,) = commenters(
        thread(comment("reader"), *(comment(answer) for answer in answers), replies_count=replies_count)
    )
    assert account.engagements[0].is_answered is is_answered


def test_without_the_channel_of_the_video_nobody_is_known_to_have_answered() -> None:
    odd = thread(comment("reader"))
    odd["snippet"] = {"topLevelComment": comment("reader"), "totalReplyCount": 0}
    (account,) = commenters(odd)
    assert account.engagements[0].is_answered is None


@pytest.mark.parametrize(("reason", "status"), [("commentsDisabled", 403), ("videoNotFound", 404), ("forbidden", 403)])
def test_a_video_that_shows_no_comments_has_no_commenters(reason: str, status: int) -> None:
    network = MadeUpYouTube({"commentThreads": refusal(reason, status)})
    page = asyncio.run(network.connector().fetch_commenters(VIDEO, None))
    assert (page.items, page.cursor) == ((), None)


def test_a_key_that_is_refused_is_not_taken_for_a_video_without_comments() -> None:
    network = MadeUpYouTube({"commentThreads": refusal("forbidden", 403, "global")})
    with pytest.raises(PlatformAuthError):
        asyncio.run(network.connector().fetch_commenters(VIDEO, None))


def test_text_that_no_database_takes_is_cleaned() -> None:
    body = json.dumps(listing("commentThread", [thread(comment("reader", "tea\x00\ud800"))])).encode()
    network = MadeUpYouTube({"commentThreads": httpx.Response(200, content=body)})
    (account,) = asyncio.run(network.connector().fetch_commenters(VIDEO, None)).items
    assert account.texts == ("tea\ufffd\ufffd",)


NAMES = (
    "id",
    "snippet",
    "statistics",
    "replies",
    "comments",
    "topLevelComment",
    "channelId",
    "contentDetails",
    "value",
)

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.just(CREATOR) | st.text(st.characters(), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=12,
)


@given(anything)
def test_whatever_youtube_answers_only_a_platform_error_comes_out(items: object) -> None:
    def answer(kind: str) -> httpx.Response:
        body: Json = {"kind": f"youtube#{kind}ListResponse", "items": items, "nextPageToken": items}
        return httpx.Response(200, content=json.dumps(body).encode())

    kinds = ("channel", "playlistItem", "video", "commentThread")
    connector = MadeUpYouTube({f"{kind}s": answer(kind) for kind in kinds}).connector()

    async def ask_everything() -> None:
        for call in (
            connector.fetch_subject("baker"),
            connector.fetch_accounts([CREATOR]),
            connector.fetch_posts(UPLOADS, None),
            connector.fetch_commenters(VIDEO, None),
        ):
            try:
                await call
            except PlatformError:
                continue

    asyncio.run(ask_everything())
