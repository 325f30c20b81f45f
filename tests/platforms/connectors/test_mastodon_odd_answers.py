"""Servers of strangers: odd fields, hostile text, replies without an end."""

import asyncio
import json
import time

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from net.wire import Talk, serve

from app.net.bounded import FetchLimits, open_client
from app.net.text import is_storable
from app.platforms.connector import Access
from app.platforms.connectors._mastodon_names import AccountKey, Instance, PostKey, read_acct
from app.platforms.connectors._mastodon_text import parse_html, without_addressees
from app.platforms.connectors.mastodon import Mastodon
from app.platforms.errors import PlatformError, UpstreamError

from .made_up_mastodon import CREATOR, DOMAIN, KEY, POST, Json, MadeUpMastodon, follower


@pytest.mark.parametrize(
    "fields",
    [
        {"display_name": 5},
        {"note": ["x"]},
        {"followers_count": -1},
        {"followers_count": "many"},
        {"created_at": "0000-01-01T00:00:00Z"},
        {"locked": "yes"},
        {"bot": 1},
        {"fields": 7},
        {"pleroma": 5},
    ],
)
def test_a_field_that_is_odd_is_unknown_and_the_account_stays(fields: Json) -> None:
    found = follower("reader0", **fields)
    assert found is not None
    assert (found.account_id, found.platform_labels) == (f"reader0@{DOMAIN}", ())
    assert {"display_name": found.display_name, "note": found.bio, "followers_count": found.followers_count}.get(
        next(iter(fields))
    ) is None


@pytest.mark.parametrize(
    "acct", ["", "@", "a b", "a@b", "a@127.0.0.1", "a\x00@b.example", "ä", "a@b.example@c.example"]
)
def test_an_account_without_a_usable_name_is_left_out(acct: str) -> None:
    assert follower(acct) is None


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One &amp; two</p><p>three<br>four<br/>five</p>", "One & two\nthree\nfour\nfive"),
        ('<a href="https://x.example"><span class="invisible">https://</span>x.example</a>', "https://x.example"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("1 &lt; 2 &gt; <b>0</b>", "1 < 2 > 0"),
        ("no markup < at all", "no markup < at all"),
        ("<!-- c --><p>x", "x"),
        ("&#128512;&#x1F600;", "😀😀"),
        ("&#" + "9" * 5_000 + ";", "\ufffd"),
        ("tea\x00\ud800", "tea\ufffd\ufffd"),
        ("&#xD800;&#0;", "\ufffd\ufffd"),
        ("", ""),
    ],
)
def test_html_becomes_the_text_that_people_read(source: str, text: str) -> None:
    assert parse_html(source) == text


@given(st.text(st.characters()) | st.text("<>&#;/!ap br9x\n@.", max_size=200))
def test_whatever_the_html_its_text_can_be_stored(source: str) -> None:
    assert is_storable(without_addressees(parse_html(source)))


@pytest.mark.parametrize("piece", ["<", "<!", "<!--", "<a ", "<br ", "</", "&#9", "&a", "<p>", "\n", "@a ", "@a@", "@"])
def test_hostile_html_costs_no_more_than_its_length(piece: str) -> None:
    source = piece * (1_000_000 // len(piece))
    started = time.process_time()
    without_addressees(parse_html(source))
    assert time.process_time() - started < 5


names = st.from_regex(r"[a-z0-9]{1,8}\.example", fullmatch=True)


@given(names, names, st.from_regex(r"[A-Za-z0-9_-][!-~]{0,199}", fullmatch=True), st.sets(st.sampled_from("ab")))
def test_keys_are_read_as_they_were_written(host: str, domain: str, local_id: str, hidden: set[str]) -> None:
    key = AccountKey(Instance(host, domain), local_id, sorted(hidden))
    assert AccountKey.read(str(key)) == key
    post = PostKey.read(str(PostKey(Instance(host, domain), local_id, f"a@{domain}", f"https://{host}/x/{local_id}")))
    assert (post.instance, post.status_id, post.author_id) == (key.instance, local_id, f"a@{domain}")


@given(st.text(), st.none() | names)
def test_any_text_is_a_name_or_none(text: str, home: str | None) -> None:
    acct = read_acct(text, home)
    if acct is not None:
        assert acct.account_id == acct.account_id.lower()
        assert acct.account_id.isascii()
        assert read_acct(acct.account_id) is not None


WORDS = ("id", "acct", "links", "rel", "href", "type", "subject", "descendants", "account", "in_reply_to_id", "content")

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(), max_size=5) | st.sampled_from(("self", "1")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=5),
    max_leaves=12,
)


@given(anything, st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_whatever_a_server_answers_only_a_platform_error_comes_out(body: object, link: str) -> None:
    answer = httpx.Response(200, content=json.dumps(body).encode(), headers={"Link": f'<{link}>; rel="next"'})
    calls = ("webfinger", "followers", "following", "statuses", "favourited_by", "context")

    async def ask_everything() -> None:
        for network in (MadeUpMastodon(dict.fromkeys(calls, answer)), MadeUpMastodon({"lookup": answer})):
            connector = network.connector()
            for call in (
                connector.fetch_subject(CREATOR),
                connector.fetch_followers(KEY, None, 80),
                connector.fetch_followings(KEY, None),
                connector.fetch_posts(KEY, None),
                connector.fetch_likers(POST, None),
                connector.fetch_commenters(POST, None),
            ):
                try:
                    await call
                except PlatformError:
                    continue

    asyncio.run(ask_everything())


def asked_of(talk: Talk, limits: FetchLimits) -> float:
    """Seconds until the followers of a real server's answer are given up."""

    async def ask() -> None:
        async with serve(talk) as url, open_client("truereach-tests", trusted=[url]) as client:
            connector = Mastodon(Access(client=client, base_url=url, limits=limits))
            with pytest.raises(UpstreamError):
                await connector.fetch_followers(KEY, None, 80)

    started = time.monotonic()
    asyncio.run(ask())
    return time.monotonic() - started


def test_a_reply_of_two_gigabytes_is_dropped_at_eight_megabytes() -> None:
    sent = 0

    async def talk(writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2000000000\r\n\r\n[")
        while True:
            writer.write(b" " * 65_536)
            await writer.drain()
            sent += 65_536

    asked_of(talk, FetchLimits(seconds=60))
    assert 8_000_000 <= sent + 65_536 < 20_000_000


def test_a_reply_that_comes_byte_by_byte_is_given_up_at_the_deadline() -> None:
    async def talk(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n[")
        while True:
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(0.01)

    assert 0.4 <= asked_of(talk, FetchLimits(seconds=0.5)) < 10


def test_redirects_in_a_circle_end_after_two() -> None:
    heard = 0

    async def talk(writer: asyncio.StreamWriter) -> None:
        nonlocal heard
        heard += 1
        writer.write(b"HTTP/1.1 302 Found\r\nlocation: /again\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")

    asked_of(talk, FetchLimits(seconds=10))
    assert heard == 3
