import time
from typing import Any

import pytest
from platform_stub.audience import AudienceOptions
from platform_stub.faults import Fault, FaultKind
from platform_stub.server import PlatformStub

from api.checked import CheckedCaller


@pytest.fixture(scope="module")
def service_options() -> dict[str, Any]:
    return {"concurrent_vettings_per_tenant": 1}


@pytest.fixture
def slow(quick_stub: PlatformStub) -> dict[str, Any]:
    """What to ask so that the answer takes seconds."""
    quick_stub.set_audiences(AudienceOptions(handle="star.test", population=2_000))
    quick_stub.misbehave(Fault(kind=FaultKind.LATENCY, seconds=0.1))
    return {"platform": "bluesky", "handle": "star.test", "sample_size": 2_000}


def await_running(caller: CheckedCaller, vetting_id: str) -> None:
    for _ in range(500):
        if caller.get(f"/v1/vettings/{vetting_id}").json()["progress"]["calls"]:
            return
        time.sleep(0.02)
    pytest.fail("it never ran")


def test_a_running_vetting_stops_at_its_next_page(
    caller: CheckedCaller, slow: dict[str, Any], stub: PlatformStub
) -> None:
    vetting_id = caller.post("/v1/vettings", json=slow).json()["id"]
    await_running(caller, vetting_id)
    cancelled = caller.post(f"/v1/vettings/{vetting_id}/cancel")
    assert cancelled.status_code == 200
    assert cancelled.json()["status"] == "cancelled"
    assert cancelled.json()["finished_at"] is not None
    time.sleep(0.3)
    calls = stub.counts().total
    time.sleep(0.5)
    assert stub.counts().total == calls
    read = caller.get(f"/v1/vettings/{vetting_id}").json()
    assert read == {**cancelled.json(), "progress": read["progress"]}
    assert (read["verdict"], read["failure"]) == (None, None)


def test_a_queued_vetting_never_asks_the_platform(
    caller: CheckedCaller, slow: dict[str, Any], stub: PlatformStub
) -> None:
    first = caller.post("/v1/vettings", json=slow).json()["id"]
    await_running(caller, first)
    queued = caller.post("/v1/vettings", json={**slow, "handle": "other.test"}).json()
    assert queued["status"] == "queued"
    cancelled = caller.post(f"/v1/vettings/{queued['id']}/cancel").json()
    assert (cancelled["status"], cancelled["started_at"]) == ("cancelled", None)
    caller.post(f"/v1/vettings/{first}/cancel")
    last = caller.vet(**{**slow, "handle": "nobody.test"})
    assert last["status"] == "failed"
    assert not [request for request in stub.counts().by_request if "other.test" in request]
    assert caller.get(f"/v1/vettings/{queued['id']}").json()["status"] == "cancelled"


def test_cancelling_twice_is_no_error(caller: CheckedCaller, slow: dict[str, Any]) -> None:
    vetting_id = caller.post("/v1/vettings", json=slow).json()["id"]
    answers = [caller.post(f"/v1/vettings/{vetting_id}/cancel") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json()["finished_at"] == answers[1].json()["finished_at"]


def test_what_was_cancelled_can_be_asked_again(caller: CheckedCaller, slow: dict[str, Any], stub: PlatformStub) -> None:
    first = caller.post("/v1/vettings", json=slow).json()["id"]
    caller.post(f"/v1/vettings/{first}/cancel")
    stub.behave()
    again = caller.vet(**slow)
    assert again["id"] != first
    assert again["status"] == "succeeded"


@pytest.mark.parametrize(("handle", "status"), [("star.test", "succeeded"), ("nobody.test", "failed")])
def test_a_finished_vetting_cannot_be_cancelled(
    caller: CheckedCaller, slow: dict[str, Any], stub: PlatformStub, handle: str, status: str
) -> None:
    stub.behave()
    vetting = caller.vet(**{**slow, "handle": handle, "sample_size": 50})
    assert vetting["status"] == status
    url = f"/v1/vettings/{vetting['id']}"
    before = caller.get(url).content
    problem = caller.problem("POST", f"{url}/cancel", "vetting_final")
    assert status in problem["detail"]
    assert caller.get(url).content == before


def test_a_cancelled_vetting_ends_the_wait_of_whoever_asked(caller: CheckedCaller, slow: dict[str, Any]) -> None:
    vetting_id = caller.post("/v1/vettings", json=slow).json()["id"]
    caller.post(f"/v1/vettings/{vetting_id}/cancel")
    assert caller.await_end(vetting_id, within_seconds=1)["status"] == "cancelled"


def test_what_never_was_cannot_be_cancelled(caller: CheckedCaller) -> None:
    caller.problem("POST", f"/v1/vettings/vet_{'0' * 32}/cancel", "vetting_not_found")
