"""Days on which the platform misbehaves: each ends with a verdict or with a reason, and the next creator is vetted."""

import itertools
import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from engine.until import until
from platform_stub.audience import AudienceOptions
from platform_stub.faults import Fault, FaultKind
from platform_stub.server import PlatformStub
from service import Caller

POPULATION = 400
ATTEMPTS = 3
NUMBERS = itertools.count()

on_sqlite = pytest.mark.parametrize("module_database_url", ["sqlite"], indirect=True, scope="module")
"""For what the database has no part in; the other tests run on PostgreSQL too."""


@pytest.fixture
def handle() -> str:
    """A creator whom no other test has vetted."""
    return f"star{next(NUMBERS)}.test"


@pytest.fixture(autouse=True)
def _next_creator_is_vetted(caller: Caller, stub: PlatformStub, handle: str) -> Iterator[None]:
    stub.set_audiences(
        AudienceOptions(handle=handle, population=POPULATION, posts=3, likers=20),
        AudienceOptions(handle=f"next-{handle}", population=150, posts=2, likers=10),
    )
    stub.behave()
    stub.reset_counts()
    yield
    stub.behave()
    following = vet(caller, f"next-{handle}")
    assert following["status"] == "succeeded", following
    assert following["assessment"]["sampled"] == 150


def vet(caller: Caller, handle: str) -> dict[str, Any]:
    return caller.vet(platform="bluesky", handle=handle, sample_size=200, read_all=True)


def assert_unavailable(vetting: dict[str, Any]) -> None:
    assert vetting["status"] == "failed", vetting
    assert vetting["failure"]["code"] == "platform_unavailable"
    assert vetting["failure"]["retryable"] is True
    assert vetting["verdict"] is None


def assert_whole(vetting: dict[str, Any]) -> None:
    assert vetting["status"] == "succeeded", vetting
    assert vetting["assessment"]["sampled"] == 200
    assert vetting["assessment"]["frame"]["listed"] == POPULATION
    assert vetting["assessment"]["frame"]["frame"] == "complete"


def test_a_429_is_waited_out_as_told_and_shown_meanwhile(caller: Caller, stub: PlatformStub, handle: str) -> None:
    stub.misbehave(Fault(kind=FaultKind.RATE_LIMITED, route="getFollowers", calls=(2,), retry_after="3"))
    vetting_id = caller.post(
        "/v1/vettings", json={"platform": "bluesky", "handle": handle, "sample_size": 200, "read_all": True}
    ).json()["id"]

    def waiting() -> str | None:
        resumes_at: str | None = caller.get(f"/v1/vettings/{vetting_id}").json()["progress"]["resumes_at"]
        return resumes_at

    resumes_at = until(waiting, what="the wait is shown")
    assert resumes_at is not None
    assert datetime.fromisoformat(resumes_at).utcoffset() is not None
    vetting = caller.await_end(vetting_id)
    assert_whole(vetting)
    assert vetting["progress"]["resumes_at"] is None
    arrivals = [at for at, method in stub.counts().arrivals if method.endswith("getFollowers")]
    assert arrivals[2] - arrivals[1] >= 2.95


@on_sqlite
def test_a_429_for_ever_ends_once_patience_does(caller: Caller, stub: PlatformStub, handle: str) -> None:
    stub.misbehave(Fault(kind=FaultKind.RATE_LIMITED, route="getFollowers", retry_after="2"))
    vetting = vet(caller, handle)
    assert (vetting["status"], vetting["failure"]["code"]) == ("failed", "rate_limited")
    assert vetting["failure"]["retryable"] is True
    assert stub.counts().of("getFollowers") == 3  # two waits of 2 seconds fit into five, a third does not


@on_sqlite
def test_a_wait_that_is_longer_than_our_patience_is_not_even_begun(
    caller: Caller, stub: PlatformStub, handle: str
) -> None:
    stub.misbehave(Fault(kind=FaultKind.RATE_LIMITED, route="getProfile", retry_after="3600"))
    began = time.monotonic()
    vetting = vet(caller, handle)
    assert vetting["failure"]["code"] == "rate_limited"
    assert time.monotonic() - began < 15
    assert stub.counts().of("getProfile") == 1


@on_sqlite
@pytest.mark.parametrize("route", ["getProfile", "getFollowers", "getProfiles", "getAuthorFeed", "getLikes"])
def test_errors_of_a_moment_are_got_over(caller: Caller, stub: PlatformStub, handle: str, route: str) -> None:
    stub.misbehave(Fault(kind=FaultKind.ERROR, status=500, route=route, calls=(1, 2)))
    assert_whole(vet(caller, handle))


MISBEHAVIOURS = [
    Fault(kind=FaultKind.ERROR, status=500, route="getFollowers"),
    Fault(kind=FaultKind.ERROR, status=503, route="getProfile"),
    Fault(kind=FaultKind.HTML, status=502, route="getProfiles"),
    Fault(kind=FaultKind.HTML, status=200, route="getFollowers"),
    Fault(kind=FaultKind.NOT_JSON, route="getLikes"),
    Fault(kind=FaultKind.ENDLESS, route="getFollowers"),
    Fault(kind=FaultKind.GZIP_BOMB, route="getFollowers", mebibytes=50),
    Fault(kind=FaultKind.SILENCE, route="getFollowers"),
    Fault(kind=FaultKind.TRICKLE, route="getFollowers", seconds=0.05),
]


@on_sqlite
@pytest.mark.parametrize("fault", MISBEHAVIOURS, ids=lambda fault: f"{fault.kind} {fault.status} {fault.route}")
def test_a_platform_that_stays_broken_is_named_unavailable_and_worth_a_retry(
    caller: Caller, stub: PlatformStub, handle: str, fault: Fault
) -> None:
    stub.misbehave(fault)
    assert_unavailable(vet(caller, handle))
    calls = stub.counts().of(fault.route)
    assert ATTEMPTS <= calls <= ATTEMPTS * 4  # at most four calls at once, three tries each


def test_a_cursor_that_runs_in_a_circle_ends_and_the_verdict_says_so(
    caller: Caller, stub: PlatformStub, handle: str
) -> None:
    stub.misbehave(Fault(kind=FaultKind.CURSOR_LOOP, route="getFollowers"))
    vetting = vet(caller, handle)
    assert vetting["status"] == "succeeded", vetting
    assert vetting["assessment"]["frame"]["frame"] == "newest"
    assert vetting["assessment"]["frame"]["listed"] < POPULATION
    assert any("circle" in limit for limit in vetting["assessment"]["limits"])
    assert stub.counts().of("getFollowers") <= 6


@on_sqlite
def test_an_empty_list_beside_a_positive_count_is_hidden_and_not_nobody(
    caller: Caller, stub: PlatformStub, handle: str
) -> None:
    stub.misbehave(Fault(kind=FaultKind.EMPTY_LIST, route="getFollowers"))
    vetting = vet(caller, handle)
    assert vetting["status"] == "succeeded", vetting
    assert vetting["assessment"]["frame"]["availability"] == "hidden"
    assert vetting["verdict"]["decision"] == "insufficient_evidence"
    assert vetting["assessment"]["inauthentic_share"]["estimate"] is None


@on_sqlite
def test_short_pages_are_followed_to_the_end_of_the_list(caller: Caller, stub: PlatformStub, handle: str) -> None:
    stub.misbehave(Fault(kind=FaultKind.SHORT_PAGE, route="getFollowers", keep=60))
    vetting = vet(caller, handle)
    assert vetting["status"] == "succeeded", vetting
    frame = vetting["assessment"]["frame"]
    assert (frame["listed"], frame["population"], frame["coverage"]) == (240, POPULATION, 0.6)


@on_sqlite
def test_an_account_on_two_pages_is_counted_once(caller: Caller, stub: PlatformStub, handle: str) -> None:
    stub.misbehave(Fault(kind=FaultKind.REPEATED_ACCOUNTS, route="getFollowers", keep=10))
    assert_whole(vet(caller, handle))


def test_cancelling_in_the_middle_stops_the_calls(caller: Caller, stub: PlatformStub, handle: str) -> None:
    stub.misbehave(Fault(kind=FaultKind.LATENCY, seconds=0.3))
    asked = {"platform": "bluesky", "handle": handle, "sample_size": 200, "read_all": True}
    vetting_id = caller.post("/v1/vettings", json=asked).json()["id"]
    until(lambda: stub.counts().of("getFollowers") >= 2, what="the middle of the list")
    cancelled = caller.post(f"/v1/vettings/{vetting_id}/cancel").json()
    assert cancelled["status"] == "cancelled"
    calls = stub.counts().total
    stub.misbehave()
    assert vet(caller, f"next-{handle}")["status"] == "succeeded"  # time enough for a few more
    later = [request for request in stub.counts().by_request if handle in request and f"next-{handle}" not in request]
    assert caller.get(f"/v1/vettings/{vetting_id}").json()["status"] == "cancelled"
    assert stub.counts().of("getLikes") <= 10, "only the next one came as far as its likers"
    assert stub.counts().of("getFollowers") <= calls + 2, later
