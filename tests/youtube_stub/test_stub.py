import asyncio
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from typing import TypeVar

import httpx
import pytest

from app.domain.account import Account
from app.net.bounded import FetchLimits
from app.platforms.connector import Access, Subject
from app.platforms.connectors.youtube import YouTube
from app.platforms.errors import HandleNotFoundError, PlatformAuthError, RateLimitedError, UpstreamError

from .channel import ChannelOptions, MadeUpChannel
from .discovery import ROOT, Recorded, load_discovery
from .faults import Fault, FaultKind
from .server import YouTubeStub
from .stub import KEY

Result = TypeVar("Result")

OPTIONS = ChannelOptions(videos=60, commenters=300, comments_per_video=150, comments_disabled_every=7)


@pytest.fixture
def stub() -> Iterator[YouTubeStub]:
    with YouTubeStub(OPTIONS) as running:
        yield running


def through(
    stub: YouTubeStub,
    call: Callable[[YouTube], Awaitable[Result]],
    *,
    key: str = KEY,
    transport: httpx.AsyncBaseTransport | None = None,
    seconds: float = 20.0,
) -> Result:
    """What a call gives when the connector makes it over a real connection."""

    async def with_client() -> Result:
        async with httpx.AsyncClient(transport=transport, trust_env=False) as client:
            limits = FetchLimits(seconds=seconds)
            return await call(
                YouTube(Access(client=client, base_url=stub.url, credential={"api_key": key}, limits=limits))
            )

    return asyncio.run(with_client())


def ask(stub: YouTubeStub, path: str, *, key: str = KEY) -> httpx.Response:
    return httpx.get(f"{stub.url}/youtube/v3/{path}", headers={"X-goog-api-key": key}, timeout=2, trust_env=False)


async def read_everything(youtube: YouTube) -> tuple[Subject, list[str], list[Account], tuple[Account, ...]]:
    """The creator, the ids of all videos, the commenters of two of them, and the channels of the first fifty."""
    await youtube.check_credential()
    subject = await youtube.fetch_subject("Creator")
    posts, cursor = [], None
    while True:
        page = await youtube.fetch_posts(subject.key, cursor)
        posts += [post.post_id for post in page.items]
        cursor = page.cursor
        if cursor is None:
            break
    found: list[Account] = []
    for post_id in posts[:2]:
        cursor = None
        while True:
            commenters = await youtube.fetch_commenters(post_id, cursor)
            found += commenters.items
            cursor = commenters.cursor
            if cursor is None:
                break
    return subject, posts, found, await youtube.fetch_accounts([account.account_id for account in found[:50]])


def test_the_connector_reads_a_channel_its_videos_and_who_comments(stub: YouTubeStub) -> None:
    subject, posts, commenters, accounts = through(stub, read_everything)
    assert (subject.account.handle, subject.account.followers_count) == ("creator", 12_300)
    assert len(set(posts)) == 60
    # Comments are off on the newest video; on the next, one of 150 commenters is gone and one comment the creator's.
    assert len(commenters) == 149
    assert subject.account.account_id not in {account.account_id for account in commenters}
    assert [account.engagements[0].is_answered for account in commenters].count(True) == 1
    assert len(accounts) == 50
    channel = MadeUpChannel(OPTIONS)
    junk = {one.channel_id for one in map(channel.person, range(OPTIONS.commenters)) if one.is_junk}
    assert all(account.posts_count == 0 for account in accounts if account.account_id in junk)
    assert 5 < sum(account.account_id in junk for account in accounts) < 25
    assert stub.counts().repeated() == []


def test_neither_the_connector_nor_the_stub_does_what_googles_document_does_not_know(stub: YouTubeStub) -> None:
    recorded = Recorded(httpx.AsyncHTTPTransport())
    through(stub, read_everything, transport=recorded)
    assert recorded.complaints(load_discovery()) == []
    assert len(recorded.calls) == stub.counts().total == 10


def test_junk_is_a_known_share_made_within_a_day_without_videos() -> None:
    channel = MadeUpChannel(ChannelOptions(commenters=1_000))
    people = [channel.person(number) for number in range(1_000)]
    junk = [person for person in people if person.is_junk]
    assert 200 < len(junk) < 300
    assert {person.videos for person in junk} == {0}
    made = [person.created_at for person in junk]
    assert max(made) - min(made) < timedelta(days=1)
    assert all(person.handle.startswith("user-") for person in junk)
    assert len({person.handle for person in people}) == 1_000
    assert all(channel.person_of(person.channel_id) == person for person in people[:50])
    other = MadeUpChannel(ChannelOptions(seed=2))
    assert other.person_of(people[0].channel_id) is None


def test_an_unknown_channel_is_an_answer_without_items(stub: YouTubeStub) -> None:
    assert "items" not in ask(stub, "channels?part=snippet&forHandle=nobody").json()
    with pytest.raises(HandleNotFoundError):
        through(stub, lambda youtube: youtube.fetch_subject("nobody"))


def test_without_a_size_a_page_of_channels_ends_after_five(stub: YouTubeStub) -> None:
    channel = MadeUpChannel(OPTIONS)
    ids = ",".join(channel.channel_id(number) for number in range(9))
    assert len(ask(stub, f"channels?part=snippet&id={ids}").json()["items"]) == 5
    assert len(ask(stub, f"channels?part=snippet&id={ids}&maxResults=50").json()["items"]) == 9


def test_only_the_parts_that_are_asked_for_are_answered(stub: YouTubeStub) -> None:
    (item,) = ask(stub, "channels?part=statistics&forHandle=creator").json()["items"]
    assert set(item) == {"kind", "etag", "id", "statistics"}


@pytest.mark.parametrize(
    ("path", "status", "reason"),
    [
        ("search?part=snippet&q=creator", 404, "notFound"),
        ("channels?forHandle=creator", 400, "missingRequiredParameter"),
        ("channels?part=id", 400, "missingRequiredParameter"),
        ("channels?part=id&forHandle=a&id=UC", 400, "incompatibleParameters"),
        (f"channels?part=id&forHandle=creator&key={KEY}", 400, "unexpectedParameter"),
        ("videos?part=id&id=a&maxResults=50", 400, "unexpectedParameter"),
        (f"videos?part=id&id={','.join('a' * 51)}", 400, "invalidParameter"),
        ("playlistItems?part=id&playlistId=UUnobody", 404, "playlistNotFound"),
        ("commentThreads?part=id&videoId=a&maxResults=101", 400, "invalidParameter"),
        ("commentThreads?part=id&videoId=a&order=newest", 400, "invalidParameter"),
        ("commentThreads?part=id&videoId=gone", 404, "videoNotFound"),
    ],
)
def test_it_refuses_as_the_data_api_does(stub: YouTubeStub, path: str, status: int, reason: str) -> None:
    answer = ask(stub, path)
    assert (answer.status_code, answer.json()["error"]["errors"][0]["reason"]) == (status, reason)


@pytest.mark.parametrize("token", ["garbage", "/w==", "ZnJvbSB4"])
def test_a_token_that_it_did_not_give_is_refused(stub: YouTubeStub, token: str) -> None:
    playlist = MadeUpChannel(OPTIONS).uploads
    answer = ask(stub, f"playlistItems?part=id&playlistId={playlist}&pageToken={token}")
    assert answer.json()["error"]["errors"][0]["reason"] == "invalidPageToken"


def test_keys_are_checked_and_each_has_its_own_units(stub: YouTubeStub) -> None:
    for key in ("", "another key"):
        with pytest.raises(PlatformAuthError):
            through(stub, YouTube.check_credential, key=key)
    stub.set_keys("first", "second", units_a_day=2)
    for _ in range(2):
        through(stub, YouTube.check_credential, key="first")
    with pytest.raises(RateLimitedError, match="new ones at"):
        through(stub, YouTube.check_credential, key="first")
    through(stub, YouTube.check_credential, key="second")
    assert stub.counts().units_by_key == {"first": 2, "second": 1}
    stub.reset_counts()
    through(stub, YouTube.check_credential, key="first")


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        (FaultKind.QUOTA_EXHAUSTED, RateLimitedError),
        (FaultKind.RATE_LIMITED, RateLimitedError),
        (FaultKind.ERROR, UpstreamError),
        (FaultKind.HTML, UpstreamError),
        (FaultKind.SILENCE, UpstreamError),
        (FaultKind.LATENCY, UpstreamError),
    ],
)
def test_a_fault_stands_in_for_the_chosen_calls(stub: YouTubeStub, kind: FaultKind, error: type[Exception]) -> None:
    stub.misbehave(Fault(kind=kind, resource="i18nLanguages", calls=(1,), seconds=1))
    with pytest.raises(error):
        through(stub, YouTube.check_credential, seconds=0.5)
    through(stub, YouTube.check_credential)
    through(stub, lambda youtube: youtube.fetch_subject("creator"))


def test_channels_can_change_while_it_runs_and_odd_orders_are_refused(stub: YouTubeStub) -> None:
    stub.set_channels(ChannelOptions(handle="other", videos=0, hides_subscribers=True))
    subject = through(stub, lambda youtube: youtube.fetch_subject("other"))
    assert subject.account.followers_count is None
    assert through(stub, lambda youtube: youtube.fetch_posts(subject.key, None)).items == ()
    assert httpx.post(f"{stub.url}/control", json={"faults": [{"kind": "mood"}]}, trust_env=False).status_code == 422


def test_comments_are_off_where_they_are_said_to_be() -> None:
    channel = MadeUpChannel(OPTIONS)
    without = Counter(channel.has_comments(number) for number in range(60))
    assert without[False] == 9


@pytest.mark.slow
def test_it_runs_as_a_process_of_its_own() -> None:
    command = (sys.executable, "-m", "youtube_stub", "--until-stdin-ends", "--handle", "other", "--units-a-day", "1")
    with subprocess.Popen(command, cwd=ROOT / "tests", stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        url, headers = f"{told['url']}/youtube/v3/channels?part=id&forHandle=other", {"X-goog-api-key": told["api_key"]}
        answers = [httpx.get(url, headers=headers, trust_env=False).status_code for _ in range(2)]
        process.communicate(timeout=10)
    assert answers == [200, 403]
    assert process.returncode == 0
