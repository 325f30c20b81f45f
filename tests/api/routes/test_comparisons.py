from typing import Any

import pytest
import sqlalchemy as sa
from service import ServiceThread

from api.checked import CheckedCaller
from api.conftest import NewCaller
from api.routes.uploads import NDJSON, accounts, ndjson
from app.storage.base import make_engine
from app.storage.ids import new_id
from app.storage.samples import samples

URL = "/v1/comparisons"
EUROS = {"amount_minor": 50_000, "currency": "EUR"}


def vet(caller: CheckedCaller, content: bytes, *, platform: str = "x") -> dict[str, Any]:
    """A vetting of an upload that succeeded."""
    upload = caller.post(f"/v1/audiences?platform={platform}", content=content, headers=NDJSON).json()
    vetted = caller.vet(platform=platform, audience_id=upload["id"])
    assert vetted["status"] == "succeeded"
    return vetted


@pytest.fixture
def pair(caller: CheckedCaller) -> list[dict[str, Any]]:
    """Two finished vettings: the smaller audience is all in the larger one."""
    return [vet(caller, accounts(80)), vet(caller, accounts(320))]


def body(*vettings: dict[str, Any] | str, **fees: dict[str, Any]) -> dict[str, Any]:
    ids = [one if isinstance(one, str) else one["id"] for one in vettings]
    return {"candidates": [{"vetting_id": one, "fee": fees.get(f"fee_{n}")} for n, one in enumerate(ids)]}


def test_candidates_come_in_order_with_their_overlap(caller: CheckedCaller, pair: list[dict[str, Any]]) -> None:
    found = caller.post(URL, json=body(*pair)).json()
    small, large = pair
    assert found["ranked_by"] == "effective_audience"
    assert [one["vetting_id"] for one in found["candidates"]] == [large["id"], small["id"]]
    for one, vetting in zip(found["candidates"], reversed(pair), strict=True):
        assert one["decision"] == vetting["verdict"]["decision"]
        assert one["effective_audience"] == vetting["assessment"]["effective_audience"]
        assert one["frame"] == vetting["assessment"]["frame"]
    (one,) = found["pairs"]
    assert (one["overlap"]["share_of_second"]["estimate"], one["overlap"]["share_of_first"]["estimate"]) == (1.0, 0.25)
    assert one["outcome"] == "first_better"


def test_with_fees_the_price_decides_and_is_told(caller: CheckedCaller, pair: list[dict[str, Any]]) -> None:
    dear = {"amount_minor": 50_000_000, "currency": "EUR"}
    found = caller.post(URL, json=body(*pair, fee_0=EUROS, fee_1=dear)).json()
    assert found["ranked_by"] == "effective_audience_per_fee"
    first = found["candidates"][0]
    assert (first["vetting_id"], first["fee"]) == (pair[0]["id"], EUROS)
    expected = 50_000 / first["effective_audience"]["estimate"]
    assert first["price"]["per_effective_follower"]["estimate"] == pytest.approx(expected, rel=1e-5)


def test_fees_of_two_currencies_do_not_count_and_that_is_said(
    caller: CheckedCaller, pair: list[dict[str, Any]]
) -> None:
    found = caller.post(URL, json=body(*pair, fee_0=EUROS, fee_1={**EUROS, "currency": "JPY"})).json()
    assert found["ranked_by"] == "effective_audience"
    assert "EUR, JPY" in found["limits"][0]


def test_the_same_question_gives_the_same_bytes_and_changes_nothing(
    caller: CheckedCaller, pair: list[dict[str, Any]]
) -> None:
    first, second = (caller.post(URL, json=body(*pair)).content for _ in range(2))
    assert first == second
    assert caller.get(f"/v1/vettings/{pair[0]['id']}").json() == pair[0]


def test_a_vetting_whose_sample_is_gone_still_ranks(
    caller: CheckedCaller, pair: list[dict[str, Any]], service: ServiceThread
) -> None:
    engine = make_engine(service.settings.url)
    with engine.begin() as connection:
        connection.execute(sa.delete(samples).where(samples.c.vetting_id == pair[0]["id"]))
    engine.dispose()
    found = caller.post(URL, json=body(*pair)).json()
    assert [one["rank"] for one in found["candidates"]] == [1, 2]
    assert found["pairs"][0]["overlap"] is None
    assert found["pairs"][0]["no_overlap"]["code"] == "sample_deleted"


def test_audiences_of_two_platforms_have_no_overlap(caller: CheckedCaller, pair: list[dict[str, Any]]) -> None:
    found = caller.post(URL, json=body(pair[0], vet(caller, accounts(80), platform="tiktok"))).json()
    assert found["pairs"][0]["no_overlap"]["code"] == "platforms_differ"


def test_a_candidate_of_whom_too_little_was_seen_stands_last_with_the_reason(
    caller: CheckedCaller, pair: list[dict[str, Any]]
) -> None:
    upload = caller.post(
        "/v1/audiences?platform=x&population=90000", content=ndjson({"account_id": "a"}), headers=NDJSON
    ).json()
    thin = caller.vet(platform="x", audience_id=upload["id"])
    found = caller.post(URL, json=body(thin, pair[0])).json()
    last = found["candidates"][1]
    assert (last["vetting_id"], last["rank"], last["not_ranked"]["code"]) == (
        thin["id"],
        None,
        "insufficient_evidence",
    )


def test_an_unknown_vetting_and_another_tenants_are_pointed_at_alike(
    caller: CheckedCaller, new_caller: NewCaller, pair: list[dict[str, Any]]
) -> None:
    others, nobodys = vet(new_caller(), accounts(9))["id"], new_id("vet")
    refused, unknown = (
        caller.problem("POST", URL, "vetting_not_found", json=body(pair[0], one)) for one in (others, nobodys)
    )
    assert [error["pointer"] for error in refused["errors"]] == ["/candidates/1/vetting_id"]
    assert str({**refused, "request_id": ""}).replace(others, "") == str({**unknown, "request_id": ""}).replace(
        nobodys, ""
    )


def test_a_vetting_that_did_not_succeed_is_a_conflict(
    caller: CheckedCaller, pair: list[dict[str, Any]], stub: object
) -> None:
    del stub
    failed = caller.vet(platform="bluesky", handle="nobody.test")
    problem = caller.problem("POST", URL, "vetting_unfinished", json=body(failed, *pair))
    assert [error["pointer"] for error in problem["errors"]] == ["/candidates/0/vetting_id"]


def test_a_vetting_that_is_named_twice_is_refused(caller: CheckedCaller, pair: list[dict[str, Any]]) -> None:
    problem = caller.problem("POST", URL, "candidate_repeated", json=body(pair[0], pair[1], pair[0]))
    assert problem["status"] == 422
    assert [error["pointer"] for error in problem["errors"]] == ["/candidates/2/vetting_id"]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"candidates": []}, "/candidates"),
        ({"candidates": [{"vetting_id": f"vet_{0:032x}"}]}, "/candidates"),
        ({"candidates": [{"vetting_id": f"vet_{n:032x}"} for n in range(21)]}, "/candidates"),
        ({"mood": "fine"}, "/mood"),
        (body("x", f"vet_{0:032x}"), "/candidates/0/vetting_id"),
        (body(f"vet_{0:032x}", "vet_\x00"), "/candidates/1/vetting_id"),
        (
            body(*(f"vet_{n:032x}" for n in range(2)), fee_1={**EUROS, "amount_minor": 0}),
            "/candidates/1/fee/amount_minor",
        ),
        (
            body(*(f"vet_{n:032x}" for n in range(2)), fee_1={**EUROS, "amount_minor": True}),
            "/candidates/1/fee/amount_minor",
        ),
        (body(*(f"vet_{n:032x}" for n in range(2)), fee_0={**EUROS, "currency": "euro"}), "/candidates/0/fee/currency"),
    ],
)
def test_a_field_that_does_not_fit_is_pointed_at(caller: CheckedCaller, change: dict[str, Any], pointer: str) -> None:
    asked = {**body(*(f"vet_{n:032x}" for n in range(2))), **change}
    problem = caller.problem("POST", URL, "validation_failed", json=asked)
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
