import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from platform_stub.audience import AudienceOptions
from platform_stub.faults import Fault, FaultKind
from platform_stub.server import PlatformStub

from api.checked import CheckedCaller
from api.conftest import NewCaller

AT_ONCE = 16


@pytest.fixture
def star(quick_stub: PlatformStub) -> dict[str, Any]:
    quick_stub.set_audiences(AudienceOptions(handle="star.test", population=150, posts=2))
    quick_stub.misbehave(Fault(kind=FaultKind.LATENCY, seconds=0.1))
    return {"platform": "bluesky", "handle": "star.test", "sample_size": 100}


def ask_at_once(caller: CheckedCaller, questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Send all questions in the same moment and wait for the answers."""
    together = threading.Barrier(len(questions))

    def ask(question: dict[str, Any]) -> dict[str, Any]:
        together.wait(10)
        return caller.vet(wait=30, **question)

    with ThreadPoolExecutor(len(questions)) as pool:
        return list(pool.map(ask, questions))


def test_identical_requests_at_once_are_one_vetting_and_each_page_is_fetched_once(
    caller: CheckedCaller, star: dict[str, Any], stub: PlatformStub
) -> None:
    answers = ask_at_once(caller, [star] * AT_ONCE)
    assert {answer["status"] for answer in answers} == {"succeeded"}
    assert len({answer["id"] for answer in answers}) == 1
    assert all(answer == answers[0] for answer in answers)
    assert stub.counts().total > 0
    assert stub.counts().repeated() == []
    assert len(caller.get("/v1/vettings").json()["data"]) == 1


def test_the_same_handle_in_other_words_joins(caller: CheckedCaller, star: dict[str, Any]) -> None:
    answers = ask_at_once(caller, [star, {**star, "handle": " @star.test "}, {**star, "brief": None, "policy": None}])
    assert len({answer["id"] for answer in answers}) == 1


@pytest.mark.parametrize(
    "difference",
    [{"brief": "Running shoes."}, {"policy": {"approve_below": 0.01}}, {"sample_size": 99}],
    ids=["brief", "policy", "sample size"],
)
def test_a_different_question_about_the_same_creator_is_a_vetting_of_its_own(
    caller: CheckedCaller, star: dict[str, Any], difference: dict[str, Any]
) -> None:
    answers = ask_at_once(caller, [star, {**star, **difference}])
    assert len({answer["id"] for answer in answers}) == 2
    assert {answer["status"] for answer in answers} == {"succeeded"}


def test_another_tenant_never_joins(new_caller: NewCaller, star: dict[str, Any]) -> None:
    ids = {new_caller().post("/v1/vettings", json=star).json()["id"] for _ in range(2)}
    assert len(ids) == 2


def test_a_finished_vetting_is_not_joined(caller: CheckedCaller, star: dict[str, Any], stub: PlatformStub) -> None:
    stub.behave()
    assert caller.vet(**star)["id"] != caller.vet(**star)["id"]
