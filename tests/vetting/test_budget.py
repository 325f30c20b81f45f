"""What a vetting does when a budget or the platform's limits let it read no more."""

import asyncio
import json
from typing import Any

import pytest

from app.domain.audience import Availability
from app.domain.budget import Cap
from app.domain.reading import Stopped
from app.domain.vetting import VettingStatus
from app.platforms.errors import RateLimitedError
from app.storage.store import Store
from app.vetting.collect import Collection
from app.vetting.collected import Collected
from app.vetting.ledger import Ledger
from app.vetting.listing import KEPT
from app.vetting.parallel import CONCURRENT_CALLS
from app.vetting.purses import Caps

from .fake_connector import FakeConnector, people
from .running import EXTENT, PATIENCE, begin_vetting, make_meter, make_runner, read_vetting

FOLLOWERS = people(200)


def collect_within(store: Store, tenant: str, connector: FakeConnector, cap: Cap) -> Collected:
    vetting_id = begin_vetting(store, tenant, handle=f"creator-{cap.calls}")
    meter = make_meter(store, tenant, vetting_id, caps=Caps(vetting=cap))
    ledger = Ledger(store, tenant, vetting_id, meter=meter, patience=PATIENCE)
    return asyncio.run(Collection(ledger, connector, EXTENT, vetting_id=vetting_id).collect("creator.test"))


def run(store: Store, tenant: str, connector: FakeConnector, **question: Any) -> dict[str, Any]:  # noqa: ANN401
    vetting_id = begin_vetting(store, tenant, **question)
    asyncio.run(make_runner(store, connector).run(tenant, vetting_id))
    with store.books(tenant) as books:
        document = books.documents.get(vetting_id)
    assert document is not None, read_vetting(store, tenant, vetting_id).failure
    body: dict[str, Any] = json.loads(document.body)
    return body


def audience() -> FakeConnector:
    return FakeConnector(FOLLOWERS, likers=[people(30)], commenters=[people(9, 195)], page_size=25)


@pytest.mark.parametrize("calls", range(4, 20))
def test_whatever_the_budget_no_call_passes_it_and_what_was_read_is_used(store: Store, tenant: str, calls: int) -> None:
    unlimited, limited = audience(), audience()
    collect_within(store, tenant, unlimited, Cap())
    collected = collect_within(store, tenant, limited, Cap(calls=calls))
    assert limited.calls.total() <= calls
    assert collected.samples[0].accounts, "a list of which nobody is read is worth nothing"
    assert bool(collected.notes) == (calls < unlimited.calls.total())


def test_a_list_that_a_budget_cut_is_the_newest_part_and_says_that_it_could_not_be_read_in_full(
    store: Store, tenant: str
) -> None:
    connector = FakeConnector(FOLLOWERS, hydrates=False)
    collected = collect_within(store, tenant, connector, Cap(calls=4))
    note = collected.samples[0].note
    assert (note.frame, note.availability, note.listed) == ("newest", Availability.RATE_LIMITED, 100)
    assert collected.reading is not None
    assert collected.reading.stopped is Stopped.SAMPLE_READ, "all that was drawn of the part could be read"


def test_a_verdict_on_what_a_budget_allowed_says_so_and_what_it_cost(store: Store, tenant: str) -> None:
    connector = FakeConnector(FOLLOWERS)
    body = run(store, tenant, connector, sample_size=200, budget=Cap(calls=10))
    assert body["status"] == "succeeded"
    assert connector.calls == {"subject": 1, "posts": 1, "followers": 2, "accounts": 4}
    assert body["progress"]["calls"] == 8, "a third page and its six calls for counts would pass the budget"
    assert body["budget"]["calls"] == 10
    assert (body["assessment"]["sampled"], body["assessment"]["frame"]["availability"]) == (100, "rate_limited")
    assert KEPT in body["assessment"]["limits"]


def test_accounts_that_could_not_be_read_any_more_are_no_part_of_the_sample(store: Store, tenant: str) -> None:
    def refuse(method: str, call: int) -> None:
        if method == "accounts" and call > CONCURRENT_CALLS:
            raise RateLimitedError("Come back tomorrow.", wait_seconds=80_000)

    body = run(store, tenant, FakeConnector(FOLLOWERS, on_call=refuse), sample_size=200, read_all=True)
    reading = body["assessment"]["reading"]
    assert (reading["stopped"], reading["accounts_read"]) == ("out_of_reach", 100)
    assert "a budget or the platform's limits allowed no more" in reading["text"]
    assert body["assessment"]["sampled"] == 100


def test_a_budget_that_does_not_reach_to_anybody_fails_with_its_code(store: Store, tenant: str) -> None:
    vetting_id = begin_vetting(store, tenant, budget=Cap(calls=2))
    asyncio.run(make_runner(store, FakeConnector(FOLLOWERS)).run(tenant, vetting_id))
    vetting = read_vetting(store, tenant, vetting_id)
    assert vetting.status is VettingStatus.FAILED
    assert vetting.failure is not None
    assert vetting.failure.code == "budget_reached"
    assert vetting.progress.cost.calls == 2


def test_limits_that_outlast_our_patience_in_the_middle_end_the_reading_and_not_the_vetting(
    store: Store, tenant: str
) -> None:
    def refuse(method: str, call: int) -> None:
        if (method, call) == ("likers", 1):
            raise RateLimitedError("Come back tomorrow.", wait_seconds=80_000)

    connector = FakeConnector(FOLLOWERS, likers=[people(30)], commenters=[people(9, 195)], on_call=refuse)
    body = run(store, tenant, connector)
    by_role = {one["role"]: one for one in body["assessment"]["audiences"]}
    assert by_role["likers"]["frame"]["availability"] == "rate_limited"
    assert by_role["commenters"]["frame"]["availability"] == "ok"
    assert (by_role["likers"]["inauthentic_share"]["n"], by_role["commenters"]["inauthentic_share"]["n"]) == (0, 0)
    assert "commenters" not in connector.calls, "whoever is sent away does not ask for the next thing"
    assert any("Come back tomorrow." in limit for limit in body["assessment"]["limits"])


def test_limits_that_let_nothing_be_read_fail_and_may_be_tried_again(store: Store, tenant: str) -> None:
    def refuse(method: str, _call: int) -> None:
        if method == "followers":
            raise RateLimitedError("Come back tomorrow.", wait_seconds=80_000)

    vetting_id = begin_vetting(store, tenant)
    asyncio.run(make_runner(store, FakeConnector(FOLLOWERS, on_call=refuse)).run(tenant, vetting_id))
    failure = read_vetting(store, tenant, vetting_id).failure
    assert failure is not None
    assert (failure.code, failure.retryable) == ("rate_limited", True)
