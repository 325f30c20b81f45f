"""Vettings with a stored brief and with a fee."""

from typing import Any

import pytest

from api.checked import CheckedCaller
from api.routes.uploads import NDJSON, accounts

FEE = {"amount_minor": 50_000, "currency": "EUR"}


@pytest.fixture
def question(caller: CheckedCaller) -> dict[str, Any]:
    upload = caller.post("/v1/audiences?platform=x", content=accounts(200), headers=NDJSON).json()
    return {"platform": "x", "audience_id": upload["id"]}


def test_a_vetting_names_the_version_that_it_used_and_keeps_its_copy(
    caller: CheckedCaller, question: dict[str, Any]
) -> None:
    brief = {"text": "Books to read.", "languages": ["en"]}
    stored = caller.post("/v1/briefs", json={"name": "Books", "brief": brief}).json()
    vetted = caller.vet(**question, brief_id=stored["id"])
    caller.put(f"/v1/briefs/{stored['id']}", json={"name": "Books", "brief": "Films."})
    caller.delete(f"/v1/briefs/{stored['id']}")
    for shown in (
        vetted,
        caller.get(f"/v1/vettings/{vetted['id']}").json(),
        caller.get("/v1/vettings").json()["data"][0],
    ):
        assert (shown["brief"], shown["brief_id"], shown["brief_version"]) == (stored["brief"], stored["id"], 1)
    assert vetted["assessment"]["niche"] is not None


def test_an_older_version_can_be_asked_for_and_one_that_was_never_made_cannot(
    caller: CheckedCaller, question: dict[str, Any]
) -> None:
    stored = caller.post("/v1/briefs", json={"name": "Books", "brief": "Books."}).json()
    caller.put(f"/v1/briefs/{stored['id']}", json={"name": "Books", "brief": "Films."})
    vetted = caller.vet(**question, brief_id=stored["id"], brief_version=1)
    assert (vetted["brief"]["text"], vetted["brief_version"]) == ("Books.", 1)
    body = {**question, "brief_id": stored["id"], "brief_version": 3}
    problem = caller.problem("POST", "/v1/vettings", "brief_not_found", json=body)
    assert [error["pointer"] for error in problem["errors"]] == ["/brief_id"]


def test_a_fee_gives_the_price_of_an_effective_follower(caller: CheckedCaller, question: dict[str, Any]) -> None:
    vetted = caller.vet(**question, fee=FEE)
    effective, price = vetted["assessment"]["effective_audience"], vetted["price"]
    assert vetted["fee"] == FEE
    assert (vetted["brief"], vetted["brief_id"], vetted["brief_version"]) == (None, None, None)
    assert price["currency"] == "EUR"
    assert price["per_effective_follower"]["estimate"] == pytest.approx(50_000 / effective["estimate"], abs=1e-6)
    assert price["per_effective_follower"]["low"] == pytest.approx(50_000 / effective["high"], abs=1e-6)


def test_without_a_fee_there_is_no_price(caller: CheckedCaller, question: dict[str, Any]) -> None:
    vetted = caller.vet(**question)
    assert (vetted["fee"], vetted["price"]) == (None, None)
    assert vetted["assessment"]["effective_audience"] is not None


def test_the_same_question_with_another_fee_is_another_vetting(caller: CheckedCaller, question: dict[str, Any]) -> None:
    cheap = {**FEE, "amount_minor": 100}
    assert caller.vet(**question, fee=FEE)["id"] != caller.vet(**question, fee=cheap)["id"]
