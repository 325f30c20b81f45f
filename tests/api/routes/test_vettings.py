import time
from typing import Any

import pytest
from platform_stub.audience import AudienceOptions
from platform_stub.faults import Fault, FaultKind
from platform_stub.server import PlatformStub

from api.checked import CheckedCaller

SLOW = Fault(kind=FaultKind.LATENCY, seconds=0.2)


@pytest.fixture
def star(quick_stub: PlatformStub) -> dict[str, Any]:
    """What to ask about a small audience that can be fetched."""
    quick_stub.set_audiences(AudienceOptions(handle="star.test", population=120, junk_share=0.5, posts=2))
    return {"platform": "bluesky", "handle": "@star.test", "sample_size": 60}


def test_a_handle_becomes_a_verdict_and_each_page_is_fetched_once(caller: CheckedCaller, stub: PlatformStub) -> None:
    stub.set_audiences(AudienceOptions(handle="star.test", population=700, junk_share=0.5))
    stub.reset_counts()
    vetting = caller.vet(platform="bluesky", handle="@star.test", sample_size=500, read_all=True)
    assert vetting["status"] == "succeeded", vetting
    assert vetting["assessment"]["frame"]["frame"] == "complete"
    assert vetting["assessment"]["sampled"] == 500
    assert vetting["assessment"]["inauthentic_share"]["population"] == 700
    assert stub.counts().repeated() == []


def test_a_request_is_accepted_at_once_and_says_where_to_look_and_when(
    caller: CheckedCaller, star: dict[str, Any], stub: PlatformStub
) -> None:
    stub.misbehave(SLOW)
    accepted = caller.post("/v1/vettings", json=star)
    assert accepted.status_code == 202
    assert accepted.headers["location"] == f"/v1/vettings/{accepted.json()['id']}"
    assert int(accepted.headers["retry-after"]) >= 1
    assert accepted.json()["verdict"] is None

    looks = [caller.get(accepted.headers["location"])]
    while looks[-1].json()["status"] in {"queued", "running"}:
        assert looks[-1].headers["retry-after"] == "1"
        assert "etag" not in looks[-1].headers
        assert len(looks) < 1_000
        time.sleep(0.03)
        looks.append(caller.get(accepted.headers["location"]))
    running = [look.json() for look in looks if look.json()["status"] == "running"]
    assert {one["progress"]["stage"] for one in running} & {"profile", "followers", "accounts", "posts", "likers"}
    calls = [one["progress"]["calls"] for one in running]
    assert calls == sorted(calls)
    assert calls[-1] > 0
    ended = looks[-1].json()
    assert ended["status"] == "succeeded"
    assert ended["progress"]["stage"] == "done"
    assert ended["verdict"]["reasons"]
    assert "retry-after" not in looks[-1].headers


def test_prefer_wait_answers_with_the_verdict(caller: CheckedCaller, star: dict[str, Any]) -> None:
    answer = caller.post("/v1/vettings", json=star, headers={"Prefer": "wait=30"})
    assert answer.status_code == 200
    assert answer.headers["preference-applied"] == "wait=30"
    assert answer.headers["location"] == f"/v1/vettings/{answer.json()['id']}"
    assert answer.json()["verdict"]["decision"]
    read = caller.get(answer.headers["location"])
    assert (read.content, read.headers["etag"]) == (answer.content, answer.headers["etag"])


def test_a_wait_that_is_too_short_answers_with_the_progress(
    caller: CheckedCaller, star: dict[str, Any], stub: PlatformStub
) -> None:
    stub.misbehave(SLOW)
    answer = caller.post("/v1/vettings", json=star, headers={"Prefer": "respond-async, wait=1"})
    assert answer.status_code == 202
    assert answer.headers["preference-applied"] == "wait=1"
    assert answer.headers["retry-after"] == "1"
    assert answer.json()["progress"]["stage"] not in {"queued", "done"}


@pytest.mark.parametrize("asked", ["wait=61", "wait=3600", "wait=99999999999999999999"])
def test_a_wait_is_capped_at_a_minute(caller: CheckedCaller, star: dict[str, Any], asked: str) -> None:
    answer = caller.post("/v1/vettings", json=star, headers={"Prefer": asked})
    assert answer.headers["preference-applied"] == "wait=60"


@pytest.mark.parametrize("asked", ["", "return=minimal", "wait", "wait=soon", "wait=-1", "await=5"])
def test_a_preference_that_is_no_wait_is_ignored(caller: CheckedCaller, star: dict[str, Any], asked: str) -> None:
    answer = caller.post("/v1/vettings", json=star, headers={"Prefer": asked})
    assert answer.status_code == 202
    assert "preference-applied" not in answer.headers


def test_a_creator_that_nobody_knows_is_a_recorded_failure_with_its_code(
    caller: CheckedCaller, star: dict[str, Any]
) -> None:
    answer = caller.post("/v1/vettings", json={**star, "handle": "nobody.test"}, headers={"Prefer": "wait=30"})
    assert answer.status_code == 200
    failed = answer.json()
    assert failed["status"] == "failed"
    assert failed["failure"]["code"] == "handle_not_found"
    assert failed["failure"]["retryable"] is False
    assert failed["finished_at"] is not None
    assert (failed["assessment"], failed["verdict"]) == (None, None)
    assert caller.get(answer.headers["location"]).json() == failed


def test_a_platform_that_never_answers_sensibly_is_a_failure_worth_a_retry(
    caller: CheckedCaller, star: dict[str, Any], stub: PlatformStub
) -> None:
    stub.misbehave(Fault(kind=FaultKind.HTML, status=502))
    failed = caller.vet(**star)
    assert failed["status"] == "failed"
    assert (failed["failure"]["code"], failed["failure"]["retryable"]) == ("platform_unavailable", True)


def test_a_verdict_has_a_strong_entity_tag_and_the_same_bytes_each_time(
    caller: CheckedCaller, star: dict[str, Any]
) -> None:
    url = f"/v1/vettings/{caller.vet(**star)['id']}"
    reads = [caller.get(url) for _ in range(3)]
    assert len({read.content for read in reads}) == 1
    tags = {read.headers["etag"] for read in reads}
    assert len(tags) == 1
    tag = tags.pop()
    assert tag.startswith('"')
    assert tag.endswith('"')
    other = caller.get(f"/v1/vettings/{caller.vet(**star)['id']}")
    assert other.headers["etag"] != tag


def test_whoever_has_the_verdict_already_is_not_sent_it_again(caller: CheckedCaller, star: dict[str, Any]) -> None:
    url = f"/v1/vettings/{caller.vet(**star)['id']}"
    tag = caller.get(url).headers["etag"]
    for known in (tag, f"W/{tag}", f'"another", {tag}', "*"):
        answer = caller.get(url, headers={"If-None-Match": known})
        assert (answer.status_code, answer.content) == (304, b""), known
        assert answer.headers["etag"] == tag
    for unknown in ('"another"', tag.strip('"'), ""):
        assert caller.get(url, headers={"If-None-Match": unknown}).status_code == 200, unknown


def test_the_question_comes_back_as_it_was_asked(caller: CheckedCaller, star: dict[str, Any]) -> None:
    policy = {"name": "cautious", "version": 3, "approve_below": 0.05, "level": 0.9}
    vetting = caller.vet(**star, brief="Running shoes.", policy=policy)
    assert (vetting["handle"], vetting["sample_size"], vetting["brief"]["text"]) == ("star.test", 60, "Running shoes.")
    assert {name: vetting["policy"][name] for name in policy} == policy
    assert vetting["assessment"]["niche"] is not None
    assert vetting["created_at"] <= vetting["started_at"] <= vetting["finished_at"]


def test_a_platform_that_cannot_be_fetched_names_the_upload(caller: CheckedCaller) -> None:
    question = {"platform": "tiktok", "handle": "star"}
    problem = caller.problem("POST", "/v1/vettings", "platform_not_fetchable", json=question)
    assert "/v1/audiences" in problem["detail"]
    assert caller.get("/v1/vettings").json()["data"] == []
