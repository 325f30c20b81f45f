from typing import Any

import pytest
import sqlalchemy as sa
from service import ServiceThread

from api.checked import CheckedCaller
from api.routes.uploads import NDJSON, accounts
from app.scoring.model_files import CURRENT_MODEL
from app.storage.base import make_engine
from app.storage.samples import samples


@pytest.fixture
def vetting(caller: CheckedCaller) -> dict[str, Any]:
    """A vetting of an upload that succeeded."""
    upload = caller.post("/v1/audiences?platform=x&population=80", content=accounts(80), headers=NDJSON).json()
    vetted = caller.vet(platform="x", audience_id=upload["id"], brief="books to read")
    assert vetted["status"] == "succeeded"
    return vetted


def url(vetting: dict[str, Any]) -> str:
    return f"/v1/vettings/{vetting['id']}/rescore"


def test_without_a_body_the_current_model_and_the_vettings_own_policy_hold(
    caller: CheckedCaller, vetting: dict[str, Any]
) -> None:
    rescore = caller.post(url(vetting)).json()
    assert rescore["verdict"] == vetting["verdict"]
    assert (rescore["vetting_id"], rescore["labels"]) == (vetting["id"], 0)
    assert rescore["diff"]["kinds"] == []
    assert {change["exceeds_interval"] for change in rescore["diff"]["shares"]} == {False}


@pytest.mark.parametrize("body", [{}, {"model": CURRENT_MODEL}, {"model": None, "policy": None}])
def test_the_same_question_gives_the_same_bytes(
    caller: CheckedCaller, vetting: dict[str, Any], body: dict[str, Any]
) -> None:
    assert caller.post(url(vetting), json=body).content == caller.post(url(vetting)).content


def test_another_policy_is_applied_and_the_stored_verdict_stays(caller: CheckedCaller, vetting: dict[str, Any]) -> None:
    policy = {"name": "crowds only", "accounts_at_least": 1_000, "coverage_at_least": 0.9, "level": 0.8}
    rescore = caller.post(url(vetting), json={"policy": policy}).json()
    assert rescore["verdict"]["policy"]["name"] == "crowds only"
    assert rescore["assessment"]["inauthentic_share"]["level"] == 0.8
    assert caller.get(f"/v1/vettings/{vetting['id']}").json() == vetting


def test_a_model_that_does_not_exist_is_refused_with_those_that_do(
    caller: CheckedCaller, vetting: dict[str, Any]
) -> None:
    problem = caller.problem("POST", url(vetting), "unknown_model", json={"model": "second-2031-01"})
    assert CURRENT_MODEL in problem["detail"]
    assert [error["pointer"] for error in problem["errors"]] == ["/model"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"model": ""}, "/model"),
        ({"model": 3}, "/model"),
        ({"model": "\x00"}, "/model"),
        ({"policy": {"level": 2}}, "/policy/level"),
        ({"mood": "fine"}, "/mood"),
    ],
)
def test_a_bad_field_is_pointed_at(
    caller: CheckedCaller, vetting: dict[str, Any], body: dict[str, Any], pointer: str
) -> None:
    problem = caller.problem("POST", url(vetting), "validation_failed", json=body)
    assert [error["pointer"] for error in problem["errors"]] == [pointer]


def test_a_vetting_that_did_not_succeed_is_a_conflict(caller: CheckedCaller, stub: object) -> None:
    del stub
    failed = caller.vet(platform="bluesky", handle="nobody.test")
    assert failed["status"] == "failed"
    caller.problem("POST", url(failed), "vetting_unfinished")


def test_a_sample_that_is_gone_is_gone(caller: CheckedCaller, vetting: dict[str, Any], service: ServiceThread) -> None:
    engine = make_engine(service.settings.url)
    with engine.begin() as connection:
        connection.execute(sa.delete(samples).where(samples.c.vetting_id == vetting["id"]))
    engine.dispose()
    problem = caller.problem("POST", url(vetting), "sample_expired")
    assert problem["status"] == 410


def test_with_the_upload_its_sample_is_erased(caller: CheckedCaller, vetting: dict[str, Any]) -> None:
    assert caller.delete(f"/v1/audiences/{vetting['audience_id']}").status_code == 204
    caller.problem("POST", url(vetting), "sample_expired")
    assert caller.get(f"/v1/vettings/{vetting['id']}").json()["verdict"] == vetting["verdict"]
