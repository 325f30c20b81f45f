import json
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from .audience import AudienceOptions, MadeUpAudience
from .faults import Fault, FaultKind
from .server import PlatformStub, PlatformStubProcess, StubControl

CREATOR = "creator.test"


@pytest.fixture
def stub() -> Iterator[PlatformStub]:
    with PlatformStub(AudienceOptions(population=250, junk_share=0.3, spare_followers_count=5)) as running:
        yield running


def ask(stub: StubControl, method: str, **parameters: str | int | list[str]) -> httpx.Response:
    return httpx.get(f"{stub.url}/xrpc/app.bsky.{method}", params=parameters, timeout=2, trust_env=False)


def pages(stub: StubControl, *, at_most: int = 10) -> list[list[dict[str, Any]]]:
    found: list[list[dict[str, Any]]] = []
    parameters: dict[str, str | int | list[str]] = {"actor": CREATOR, "limit": 100}
    while len(found) < at_most:
        page = ask(stub, "graph.getFollowers", **parameters).json()
        found.append(page["followers"])
        if "cursor" not in page:
            break
        parameters["cursor"] = page["cursor"]
    return found


def dids(entries: list[dict[str, Any]]) -> list[str]:
    return [entry["did"] for entry in entries]


def misbehaving(stub: StubControl, kind: FaultKind, **options: Any) -> httpx.Response:  # noqa: ANN401
    stub.misbehave(Fault(kind=kind, route="getFollowers", **options))
    return ask(stub, "graph.getFollowers", actor=CREATOR, limit=10)


def test_walking_the_pages_lists_every_follower_once(stub: PlatformStub) -> None:
    walked = pages(stub)
    assert [len(page) for page in walked] == [100, 100, 50]
    assert len({did for page in walked for did in dids(page)}) == 250
    assert "followersCount" not in walked[0][0]
    assert ask(stub, "actor.getProfile", actor=CREATOR).json()["followersCount"] == 255


def test_the_same_seed_makes_the_same_audience_and_another_seed_another() -> None:
    first, same, other = (MadeUpAudience(AudienceOptions(seed=seed)) for seed in (1, 1, 2))
    assert [first.follower(number) for number in range(50)] == [same.follower(number) for number in range(50)]
    assert first.did(0) != other.did(0)
    assert first.number_of(first.did(999)) == 999
    assert first.number_of(other.did(0)) is None


def test_junk_is_a_known_share_and_looks_like_junk() -> None:
    audience = MadeUpAudience(AudienceOptions(population=2000, junk_share=0.3))
    accounts = [audience.follower(number) for number in range(2000)]
    junk = [account for account in accounts if account.is_junk]
    assert len(junk) == audience.junk_count
    assert 0.25 < len(junk) / 2000 < 0.35
    assert all(account.follows_count > 200 * account.followers_count for account in junk if account.followers_count)
    assert all(account.handle.removesuffix(".test")[-8:].isdigit() for account in junk)
    assert sum(account.has_avatar for account in junk) < 0.2 * len(junk)
    assert len({account.handle for account in accounts}) == 2000


def test_junk_can_follow_in_bursts_and_follow_times_only_fall() -> None:
    audience = MadeUpAudience(AudienceOptions(population=500, junk_run_length=50))
    times = [audience.followed_at(number) for number in range(500)]
    assert times == sorted(times, reverse=True)
    start = next(number for number in range(500) if audience.is_junk(number))
    assert (times[start] - times[start + 49]).total_seconds() == 98


def test_profiles_come_with_counts_and_without_the_unknown(stub: PlatformStub) -> None:
    listed = dids(pages(stub)[0])[:24]
    profiles = ask(stub, "actor.getProfiles", actors=[*listed, "nobody.test"]).json()["profiles"]
    assert dids(profiles) == listed
    assert all(profile["followsCount"] >= 0 for profile in profiles)
    assert ask(stub, "actor.getProfiles", actors=[CREATOR] * 26).status_code == 400


def test_posts_likes_reposts_and_replies_hang_together(stub: PlatformStub) -> None:
    feed = ask(stub, "feed.getAuthorFeed", actor=CREATOR, limit=15).json()
    assert (len(feed["feed"]), "cursor" in feed) == (15, True)
    post = feed["feed"][3]["post"]
    likes = ask(stub, "feed.getLikes", uri=post["uri"], limit=100).json()["likes"]
    assert len(likes) == post["likeCount"] == 60
    assert all(like["createdAt"] > post["indexedAt"] for like in likes)
    assert len(ask(stub, "feed.getRepostedBy", uri=post["uri"]).json()["repostedBy"]) == post["repostCount"]
    thread = ask(stub, "feed.getPostThread", uri=post["uri"]).json()["thread"]
    assert len(thread["replies"]) == post["replyCount"] == 5
    assert thread["replies"][0]["post"]["record"]["reply"]["root"]["uri"] == post["uri"]
    assert [len(reply["replies"]) for reply in thread["replies"]] == [1, 0, 0, 0, 0]
    flat = ask(stub, "feed.getPostThread", uri=post["uri"], depth=1).json()["thread"]
    assert not any("replies" in reply for reply in flat["replies"])


@pytest.mark.parametrize(
    ("method", "parameters", "status", "error"),
    [
        ("actor.getProfile", {"actor": "nobody.test"}, 400, "InvalidRequest"),
        ("actor.getProfile", {"actor": "notahandle"}, 400, "InvalidRequest"),
        ("graph.getFollowers", {"actor": CREATOR, "limit": 101}, 400, "InvalidRequest"),
        ("graph.getFollowers", {"actor": CREATOR, "cursor": "garbage"}, 500, "InternalServerError"),
        ("feed.getLikes", {"uri": "at://did:plc:x/app.bsky.feed.post/1"}, 400, "NotFound"),
        ("feed.getNothing", {}, 501, "MethodNotImplemented"),
    ],
)
def test_it_refuses_as_the_appview_does(
    stub: PlatformStub, method: str, parameters: dict[str, str | int | list[str]], status: int, error: str
) -> None:
    answer = ask(stub, method, **parameters)
    assert (answer.status_code, answer.json()["error"]) == (status, error)


def test_every_request_is_counted_by_path_and_query(stub: PlatformStub) -> None:
    pages(stub)
    ask(stub, "actor.getProfile", actor=CREATOR)
    assert stub.counts().repeated() == []
    ask(stub, "actor.getProfile", actor=CREATOR)
    counts = stub.counts()
    assert counts.repeated() == ["/xrpc/app.bsky.actor.getProfile?actor=creator.test"]
    assert (counts.total, counts.of("getFollowers"), counts.in_flight, counts.most_in_flight) == (5, 3, 0, 1)
    stub.reset_counts()
    assert stub.counts().total == 0


def test_rate_limits_name_the_time_to_wait(stub: PlatformStub) -> None:
    answer = misbehaving(stub, FaultKind.RATE_LIMITED, retry_after="7")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "7")
    assert int(answer.headers["ratelimit-reset"]) > time.time()
    assert answer.json()["error"] == "RateLimitExceeded"


def test_faults_are_for_one_route_and_for_chosen_calls(stub: PlatformStub) -> None:
    stub.misbehave(
        Fault(kind=FaultKind.ERROR, route="getFollowers", calls=(2,)),
        Fault(kind=FaultKind.HTML, route="getFollowers", every=4, status=502),
    )
    answers = [ask(stub, "graph.getFollowers", actor=CREATOR).status_code for _ in range(4)]
    assert answers == [200, 500, 200, 502]
    assert ask(stub, "actor.getProfile", actor=CREATOR).status_code == 200
    stub.behave()
    stub.misbehave(Fault(kind=FaultKind.ERROR, containing=CREATOR, status=400, error="AccountTakedown"))
    assert ask(stub, "actor.getProfile", actor=CREATOR).json()["error"] == "AccountTakedown"


def test_an_answer_can_be_anything_but_json(stub: PlatformStub) -> None:
    assert misbehaving(stub, FaultKind.HTML, status=503).text.startswith("<!doctype html>")
    cut_off = misbehaving(stub, FaultKind.NOT_JSON)
    assert (cut_off.status_code, cut_off.headers["content-type"]) == (200, "application/json")
    with pytest.raises(json.JSONDecodeError):
        cut_off.json()


def test_an_endless_answer_goes_on_until_the_reader_leaves(stub: PlatformStub) -> None:
    stub.misbehave(Fault(kind=FaultKind.ENDLESS))
    received = 0
    with httpx.stream("GET", f"{stub.url}/xrpc/app.bsky.graph.getFollowers", trust_env=False) as answer:
        for chunk in answer.iter_bytes():
            received += len(chunk)
            if received > 5_000_000:
                break
    assert received > 5_000_000


def test_a_gzip_bomb_is_small_on_the_wire_and_large_in_memory(stub: PlatformStub) -> None:
    answer = misbehaving(stub, FaultKind.GZIP_BOMB, mebibytes=4)
    assert int(answer.headers["content-length"]) < 10_000
    assert len(answer.content) > 4_000_000
    assert answer.json()["followers"] == []


def test_silence_and_latency_outlast_a_reader_without_patience(stub: PlatformStub) -> None:
    stub.misbehave(Fault(kind=FaultKind.SILENCE, calls=(1,)), Fault(kind=FaultKind.LATENCY, seconds=0.3))
    url = f"{stub.url}/xrpc/app.bsky.actor.getProfile?actor={CREATOR}"
    for _ in range(2):
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(url, timeout=0.1, trust_env=False)
    assert httpx.get(url, timeout=2, trust_env=False).elapsed.total_seconds() > 0.3
    assert stub.counts().by_method == {"app.bsky.actor.getProfile": 3}


def test_a_trickle_delivers_the_true_answer_byte_by_byte(stub: PlatformStub) -> None:
    stub.misbehave(Fault(kind=FaultKind.TRICKLE, seconds=0.002))
    answer = ask(stub, "actor.getProfile", actor=CREATOR)
    assert answer.elapsed.total_seconds() > 0.2
    assert answer.json()["handle"] == CREATOR


def test_a_looping_cursor_never_ends(stub: PlatformStub) -> None:
    stub.misbehave(Fault(kind=FaultKind.CURSOR_LOOP))
    walked = pages(stub, at_most=6)
    assert len(walked) == 6
    assert all(page == walked[1] for page in walked[2:])


def test_a_cursor_can_run_in_a_larger_circle(stub: PlatformStub) -> None:
    stub.misbehave(Fault(kind=FaultKind.CURSOR_LOOP, calls=(3, 5)))
    walked = pages(stub, at_most=5)
    assert walked[1] == walked[3]
    assert walked[2] == walked[4]


def test_a_list_can_be_empty_while_the_profile_counts_thousands(stub: PlatformStub) -> None:
    stub.misbehave(Fault(kind=FaultKind.EMPTY_LIST, route="getFollowers"))
    assert pages(stub) == [[]]
    assert ask(stub, "actor.getProfile", actor=CREATOR).json()["followersCount"] == 255


def test_pages_can_be_short_or_overlap(stub: PlatformStub) -> None:
    stub.misbehave(Fault(kind=FaultKind.SHORT_PAGE, keep=30))
    assert [len(page) for page in pages(stub)] == [30, 30, 30]
    stub.misbehave(Fault(kind=FaultKind.REPEATED_ACCOUNTS, keep=3))
    walked = pages(stub)
    assert dids(walked[0])[-3:] == dids(walked[1])[:3]
    assert len({did for page in walked for did in dids(page)}) == 250


def test_the_audience_can_change_while_it_runs(stub: PlatformStub) -> None:
    stub.set_audiences(AudienceOptions(handle="other.test", population=3), AudienceOptions(population=7))
    assert len(ask(stub, "graph.getFollowers", actor="other.test").json()["followers"]) == 3
    assert [len(page) for page in pages(stub)] == [7]


def test_orders_that_nobody_understands_are_refused(stub: PlatformStub) -> None:
    answer = httpx.post(f"{stub.url}/control", json={"faults": [{"kind": "mood"}]}, trust_env=False)
    assert answer.status_code == 422


@pytest.mark.slow
def test_it_runs_as_a_process_of_its_own() -> None:
    with PlatformStubProcess(AudienceOptions(population=120)) as process:
        assert [len(page) for page in pages(process)] == [100, 20]
        process.misbehave(Fault(kind=FaultKind.ERROR))
        assert ask(process, "actor.getProfile", actor=CREATOR).status_code == 500
        assert process.counts().of("getFollowers") == 2
    with pytest.raises(httpx.ConnectError):
        ask(process, "actor.getProfile", actor=CREATOR)
