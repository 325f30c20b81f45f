import asyncio
from datetime import UTC, datetime

import httpx
import pytest

from app.domain.account import Account
from app.platforms.errors import (
    HandleNotFoundError,
    UpstreamError,
)

from .made_up_youtube import (
    CREATOR,
    KEY,
    NOW,
    UPLOADS,
    VIDEO,
    MadeUpYouTube,
    channel,
    channel_id,
    creator,
    found,
    listing,
    playlist_item,
    refusal,
    subject,
    video,
)


def test_the_subject_comes_with_its_counts_and_the_playlist_of_its_uploads() -> None:
    network = MadeUpYouTube()
    read = asyncio.run(network.connector().fetch_subject("baker"))
    assert read.key == UPLOADS
    assert read.account == Account(
        account_id=CREATOR,
        handle="baker",
        display_name="Baker",
        bio="Bread every day",
        location="GB",
        language="en-GB",
        followers_count=120,
        posts_count=45,
        created_at=datetime(2025, 3, 4, 5, 6, 7, tzinfo=UTC),
        observed_at=NOW,
    )


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("baker", {"forHandle": "baker"}),
        (CREATOR, {"id": CREATOR}),
        ("UCshort", {"forHandle": "UCshort"}),
        ("user/baker", {"forUsername": "baker"}),
    ],
)
def test_each_form_of_a_name_is_looked_up_by_its_own_parameter(name: str, asked: dict[str, str]) -> None:
    network = MadeUpYouTube({"channels": found(creator())})
    asyncio.run(network.connector().fetch_subject(name))
    assert network.last_parameters == {"part": "snippet,statistics,contentDetails,status", **asked}


def test_a_custom_name_is_not_searched_for_but_explained() -> None:
    network = MadeUpYouTube()
    with pytest.raises(HandleNotFoundError, match="copy its @handle"):
        asyncio.run(network.connector().fetch_subject("c/BakerOfBread"))
    assert network.asked == []


@pytest.mark.parametrize("items", [None, []])
def test_a_channel_that_nobody_has_is_an_answer_without_items(items: list[dict[str, object]] | None) -> None:
    with pytest.raises(HandleNotFoundError):
        subject(httpx.Response(200, json=listing("channel", items)))


def test_the_key_is_sent_as_a_header_and_stands_in_no_address() -> None:
    network = MadeUpYouTube()
    connector = network.connector()

    async def ask_everything() -> None:
        await connector.check_credential()
        await connector.fetch_subject("baker")
        await connector.fetch_accounts([channel_id("reader0")])
        await connector.fetch_posts(UPLOADS, None)
        await connector.fetch_commenters(VIDEO, None)

    asyncio.run(ask_everything())
    assert [request.headers["X-goog-api-key"] for request in network.asked] == [KEY] * 6
    assert not [request for request in network.asked if KEY in str(request.url)]


@pytest.mark.parametrize(("key", "sent"), [("k\u00e9y", ""), ("a\nb", ""), (" made-up \n", "made-up"), ("", "")])
def test_a_key_that_no_header_can_carry_is_none(key: str, sent: str) -> None:
    network = MadeUpYouTube()
    asyncio.run(network.connector(key=key).check_credential())
    assert network.asked[0].headers["X-goog-api-key"] == sent


def test_hidden_subscribers_are_unknown_and_not_none_at_all() -> None:
    hidden = {"hiddenSubscriberCount": True, "subscriberCount": "0"}
    assert subject(found(channel("baker", statistics=hidden))).followers_count is None
    assert subject(found(channel("baker", statistics={"subscriberCount": "0"}))).followers_count == 0


@pytest.mark.parametrize("written", [120, "-3", "1e3", "", None, str(2**53), "9" * 30, "\u0663"])
def test_a_count_that_is_not_one_is_unknown(written: object) -> None:
    assert subject(found(channel("baker", statistics={"subscriberCount": written}))).followers_count is None


def test_a_custom_address_from_before_handles_is_no_handle() -> None:
    account = subject(found(channel("baker", snippet={"customUrl": "bakerofbread", "title": "a\x00b"})))
    assert (account.handle, account.display_name) == (None, "a\ufffdb")


def test_a_channel_that_never_uploaded_has_no_posts_and_costs_no_call() -> None:
    network = MadeUpYouTube({"channels": found(channel("baker"))})
    connector = network.connector()
    read = asyncio.run(connector.fetch_subject("baker"))
    assert asyncio.run(connector.fetch_posts(read.key, None)).items == ()
    assert len(network.asked) == 1


def test_accounts_come_with_their_counts_without_those_that_are_gone() -> None:
    network = MadeUpYouTube()
    asked = [channel_id(name) for name in ("reader0", "gone", "reader1")]
    accounts = asyncio.run(network.connector().fetch_accounts(asked))
    assert [account.account_id for account in accounts] == [asked[0], asked[2]]
    assert (accounts[0].followers_count, accounts[0].following_count, accounts[0].posts_count) == (120, None, 45)
    assert (accounts[0].bio, accounts[0].has_avatar) == ("", None)
    assert network.last_parameters == {"part": "snippet,statistics", "id": ",".join(asked), "maxResults": "50"}
    assert asyncio.run(network.connector().fetch_accounts([channel_id("gone")])) == ()


def test_more_accounts_than_one_call_takes_are_a_mistake_and_none_cost_nothing() -> None:
    network = MadeUpYouTube()
    with pytest.raises(ValueError, match="at most 50"):
        asyncio.run(network.connector().fetch_accounts([channel_id(str(n)) for n in range(51)]))
    assert asyncio.run(network.connector().fetch_accounts([])) == ()
    assert network.asked == []


def test_posts_are_the_videos_of_one_page_of_uploads_in_its_order() -> None:
    items = [playlist_item("newer"), {"contentDetails": {}}, 5, playlist_item("older"), playlist_item("private")]
    network = MadeUpYouTube(
        {
            "playlistItems": httpx.Response(
                200, json={**listing("playlistItem", [], nextPageToken="page-3"), "items": items}
            ),
            "videos": httpx.Response(200, json=listing("video", [video("older"), video("newer")])),
        }
    )
    page = asyncio.run(network.connector().fetch_posts(UPLOADS, "page-2"))
    assert [post.post_id for post in page.items] == ["newer", "older"]
    assert page.cursor == "page-3"
    first, second = (dict(request.url.params) for request in network.asked)
    assert first == {"part": "contentDetails", "playlistId": UPLOADS, "maxResults": "50", "pageToken": "page-2"}
    assert second == {"part": "snippet,statistics,paidProductPlacementDetails", "id": "newer,older,private"}


def test_a_page_of_uploads_that_shows_no_video_takes_one_call() -> None:
    network = MadeUpYouTube({"playlistItems": httpx.Response(200, json=listing("playlistItem", []))})
    assert asyncio.run(network.connector().fetch_posts(UPLOADS, None)).items == ()
    assert len(network.asked) == 1


def test_uploads_of_a_channel_without_videos_are_not_found_and_so_none() -> None:
    network = MadeUpYouTube({"playlistItems": refusal("playlistNotFound", 404, "youtube.playlistItem")})
    page = asyncio.run(network.connector().fetch_posts(UPLOADS, None))
    assert (page.items, page.cursor) == ((), None)


@pytest.mark.parametrize("token", [None, "", "page-1"])
def test_a_listing_ends_without_a_token_and_at_one_that_repeats(token: object) -> None:
    network = MadeUpYouTube(
        {"commentThreads": httpx.Response(200, json=listing("commentThread", [], nextPageToken=token))}
    )
    assert asyncio.run(network.connector().fetch_commenters(VIDEO, "page-1")).cursor is None


@pytest.mark.parametrize("token", [5, ["x"], "x" * 5_000])
def test_a_token_that_cannot_be_used_is_an_error_and_not_the_end(token: object) -> None:
    network = MadeUpYouTube(
        {"commentThreads": httpx.Response(200, json=listing("commentThread", [], nextPageToken=token))}
    )
    with pytest.raises(UpstreamError):
        asyncio.run(network.connector().fetch_commenters(VIDEO, None))
