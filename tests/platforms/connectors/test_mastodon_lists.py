"""Followers, and whom the creator follows."""

import asyncio
from datetime import UTC, datetime

import httpx
import pytest

from app.domain.account import Account
from app.platforms.errors import AudienceHiddenError, HandleNotFoundError, UpstreamError

from .made_up_mastodon import (
    CREATOR_ID,
    DOMAIN,
    HOST,
    KEY,
    NOW,
    POST,
    Json,
    MadeUpMastodon,
    account,
    follower,
    page,
    refusal,
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
