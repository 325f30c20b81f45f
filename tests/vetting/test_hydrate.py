import asyncio
import json
from collections.abc import Sequence
from typing import Any

import pytest
from factories import make_bought_account, make_mixed_accounts
from storage.rows import NOW, add_tenant, make_question

from app.domain.account import Account
from app.domain.brief import Brief
from app.domain.reading import Stopped
from app.storage.errors import StorageUnavailableError
from app.storage.store import Store
from app.vetting.hydrate import Hydrated, Hydration
from app.vetting.parallel import CONCURRENT_CALLS

from .fake_connector import HYDRATION_BATCH, FakeConnector, people
from .running import begin_vetting, count_pages, make_ledger, make_runner

GROUP = CONCURRENT_CALLS * HYDRATION_BATCH
BOUGHT = [make_bought_account(number) for number in range(900)]
HALF_BOUGHT = make_mixed_accounts(440, 460)
VETTING_ID = "vet_" + 32 * "7"


def read(
    store: Store, tenant: str, vetting_id: str, connector: FakeConnector, *, stop_after: int | None
) -> tuple[Hydrated, list[int]]:
    """Read 450 accounts and stop after so many; give also how many were there at each look."""
    seen: list[int] = []

    async def look(read: Sequence[Account]) -> Stopped | None:
        seen.append(len(read))
        return Stopped.DECIDED if stop_after is not None and len(read) >= stop_after else None

    hydration = Hydration(make_ledger(store, tenant, vetting_id), connector)
    return asyncio.run(hydration.read("accounts", people(450), look)), seen


def test_it_is_asked_after_each_group_of_calls_and_not_at_the_end(store: Store, tenant: str) -> None:
    hydrated, seen = read(store, tenant, begin_vetting(store, tenant), FakeConnector(people(450)), stop_after=None)
    assert seen == [100, 200, 300, 400]
    assert (len(hydrated.accounts), hydrated.asked, hydrated.looks) == (450, 450, 4)
    assert hydrated.stopped is Stopped.SAMPLE_READ


def test_reading_stops_where_the_look_says_enough(store: Store, tenant: str) -> None:
    connector = FakeConnector(people(450))
    hydrated, seen = read(store, tenant, begin_vetting(store, tenant), connector, stop_after=200)
    assert (seen, hydrated.asked, hydrated.looks, hydrated.stopped) == ([100, 200], 200, 2, Stopped.DECIDED)
    assert [one.account_id for one in hydrated.accounts] == [one.account_id for one in people(200)]
    assert connector.calls["accounts"] == 8


def test_accounts_that_are_gone_were_asked_for_all_the_same(store: Store, tenant: str) -> None:
    connector = FakeConnector(people(450))
    connector.forget("account-7")
    hydrated, _ = read(store, tenant, begin_vetting(store, tenant), connector, stop_after=99)
    assert (len(hydrated.accounts), hydrated.asked) == (99, 100)


def test_without_a_look_everything_is_read(store: Store, tenant: str) -> None:
    hydration = Hydration(make_ledger(store, tenant, begin_vetting(store, tenant)), FakeConnector(people(450)))
    hydrated = asyncio.run(hydration.read("accounts", people(450)))
    assert (len(hydrated.accounts), hydrated.looks, hydrated.stopped) == (450, 0, Stopped.SAMPLE_READ)


def vet(store: Store, tenant: str, vetting_id: str, connector: FakeConnector) -> dict[str, Any]:
    asyncio.run(make_runner(store, connector).run(tenant, vetting_id))
    with store.books(tenant) as books:
        document = books.documents.get(vetting_id)
    assert document is not None
    body: dict[str, Any] = json.loads(document.body)
    return body


def ask(store: Store, tenant: str, **question: int | bool) -> str:
    """Ask under one id, and so with one draw, on whichever installation."""
    with store.books(tenant) as books:
        books.vettings.add(VETTING_ID, make_question(**question), now=NOW)
    return VETTING_ID


def vet_elsewhere(other_store: Store, connector: FakeConnector, **question: int | bool) -> dict[str, Any]:
    tenant = add_tenant(other_store)
    return vet(other_store, tenant, ask(other_store, tenant, **question), connector)


def test_a_clear_audience_costs_few_calls_and_the_answer_says_how_many(store: Store, tenant: str) -> None:
    connector = FakeConnector(BOUGHT)
    body = vet(store, tenant, begin_vetting(store, tenant, sample_size=800), connector)
    reading = body["assessment"]["reading"]
    assert body["verdict"]["decision"] == "reject"
    assert connector.calls["accounts"] == CONCURRENT_CALLS
    assert reading == {
        "accounts_listed": 900,
        "accounts_planned": 800,
        "accounts_read": GROUP,
        "platform_calls": connector.calls.total(),
        "looks": 1,
        "stopped": "decided",
        "text": reading["text"],
    }
    assert body["progress"]["calls"] == reading["platform_calls"]
    assert body["assessment"]["sampled"] == body["assessment"]["inauthentic_share"]["n"] == GROUP


def test_who_wants_the_whole_draw_gets_it_with_the_intervals_of_a_fixed_number(store: Store, tenant: str) -> None:
    body = vet(store, tenant, begin_vetting(store, tenant, sample_size=800, read_all=True), FakeConnector(BOUGHT))
    reading = body["assessment"]["reading"]
    assert body["read_all"] is True
    assert (reading["accounts_read"], reading["looks"], reading["stopped"]) == (800, 0, "sample_read")


def test_a_draw_that_never_was_clear_is_read_to_its_end_and_pays_for_the_looks(
    store: Store, other_store: Store, tenant: str
) -> None:
    """Nothing is wrong with these, but an approval asks for more accounts than are drawn."""
    watched = vet(store, tenant, ask(store, tenant, sample_size=280), FakeConnector(people(900)))["assessment"]
    whole = vet_elsewhere(other_store, FakeConnector(people(900)), sample_size=280, read_all=True)
    reading, share = watched["reading"], watched["inauthentic_share"]
    assert (reading["accounts_read"], reading["looks"], reading["stopped"]) == (280, 2, "sample_read")
    assert share["estimate"] == pytest.approx(whole["assessment"]["inauthentic_share"]["estimate"], abs=0.01)
    assert share["high"] >= whole["assessment"]["inauthentic_share"]["high"]
    assert watched["reachable_share"]["low"] < whole["assessment"]["reachable_share"]["low"]


def test_with_a_brief_that_is_not_clear_a_clear_audience_is_read_further(store: Store, tenant: str) -> None:
    question = {"sample_size": 800, "brief": Brief(text="jazz")}
    reading = vet(store, tenant, begin_vetting(store, tenant, **question), FakeConnector(BOUGHT))["assessment"][
        "reading"
    ]
    assert reading["accounts_read"] > GROUP


def test_the_engagers_are_drawn_as_before_and_those_read_already_are_not_asked_for_again(
    store: Store, tenant: str
) -> None:
    connector = FakeConnector(BOUGHT, likers=[BOUGHT[:150]])
    body = vet(store, tenant, begin_vetting(store, tenant, sample_size=800), connector)
    assert [one["inauthentic_share"]["n"] for one in body["assessment"]["audiences"]] == [GROUP, 150]
    assert len(connector.hydrated) == len(set(connector.hydrated))


@pytest.mark.parametrize("broken", [1, 4, 6, 9])
def test_a_killed_vetting_stops_again_at_the_same_account_with_the_same_answer_and_no_page_twice(
    store: Store, other_store: Store, tenant: str, broken: int
) -> None:
    def fail(method: str, call: int) -> None:
        if (method, call) == ("accounts", broken):
            raise StorageUnavailableError("The machine is gone.")

    vetting_id = ask(store, tenant, sample_size=800)
    connector = FakeConnector(HALF_BOUGHT, on_call=fail)
    with pytest.raises(StorageUnavailableError):
        asyncio.run(make_runner(store, connector).run(tenant, vetting_id))
    calls, pages = connector.calls.total(), count_pages(store, tenant, vetting_id)
    interrupted = vet(store, tenant, vetting_id, connector)
    reading = interrupted["assessment"]["reading"]
    assert (reading["stopped"], reading["accounts_read"]) == ("decided", 5 * GROUP)
    assert connector.calls.total() - calls == reading["platform_calls"] - pages
    whole = vet_elsewhere(other_store, FakeConnector(HALF_BOUGHT), sample_size=800)
    assert interrupted.pop("progress")["calls"] > whole.pop("progress")["calls"], "calls that failed are counted"
    assert whole == interrupted
