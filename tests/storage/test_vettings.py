from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest

from app.domain.brief import Brief
from app.domain.budget import Cost
from app.domain.policy import Policy
from app.domain.vetting import Failure, Progress, VettingStatus
from app.storage.ids import new_id
from app.storage.store import Store

from .rows import NOW, add_vetting, make_question

LATER = NOW + timedelta(minutes=1)
FAILURE = Failure(code="handle_not_found", detail="Nobody has this handle.", retryable=False)
PROGRESS = Progress(stage="followers", done=3, total=9, resumes_at=LATER, cost=Cost(calls=4))


def test_a_vetting_is_queued_as_it_was_asked(store: Store, tenant: str) -> None:
    question = make_question(brief=Brief(text="hiking boots \u2603"), policy=Policy(name="strict", approve_below=0.05))
    vetting_id = new_id("vet")
    with store.books(tenant) as books:
        assert books.vettings.add(vetting_id, question, now=NOW)
        vetting = books.vettings.get(vetting_id)
    assert vetting is not None
    assert vetting.question == question
    assert vetting.status is VettingStatus.QUEUED
    assert vetting.created_at == NOW
    assert vetting.failure is None


def test_an_identical_question_joins_the_one_in_flight(store: Store, tenant: str) -> None:
    first = add_vetting(store, tenant)
    with store.books(tenant) as books:
        assert not books.vettings.add(new_id("vet"), make_question(), now=LATER)
        joined = books.vettings.get_in_flight(make_question())
    assert joined is not None
    assert joined.vetting_id == first


@pytest.mark.parametrize(
    "change",
    [{"handle": "other.test"}, {"sample_size": 201}, {"brief": Brief(text="tea")}, {"policy": Policy(version=2)}],
)
def test_a_question_that_differs_in_anything_is_another_one(store: Store, tenant: str, change: dict[str, Any]) -> None:
    add_vetting(store, tenant)
    assert add_vetting(store, tenant, **change)


@pytest.mark.parametrize("status", [VettingStatus.SUCCEEDED, VettingStatus.FAILED, VettingStatus.CANCELLED])
def test_a_question_is_free_again_after_its_vetting_ended(store: Store, tenant: str, status: VettingStatus) -> None:
    first = add_vetting(store, tenant)
    with store.books(tenant) as books:
        assert books.vettings.end(first, status, None, now=LATER)
        assert books.vettings.get_in_flight(make_question()) is None
    assert add_vetting(store, tenant) != first


def test_eight_threads_that_ask_the_same_make_one_vetting(store: Store, tenant: str) -> None:
    together = Barrier(8)

    def ask(_: int) -> bool:
        together.wait()
        with store.books(tenant) as books:
            return books.vettings.add(new_id("vet"), make_question(), now=NOW)

    with ThreadPoolExecutor(8) as threads:
        added = list(threads.map(ask, range(8)))
    assert sorted(added) == [False] * 7 + [True]
    with store.books(tenant) as books:
        assert len(books.vettings.list_page(limit=10, after=None, status=None)) == 1


def test_a_vetting_begins_once_also_when_a_restarted_worker_goes_on(store: Store, tenant: str) -> None:
    vetting_id = add_vetting(store, tenant)
    with store.books(tenant) as books:
        assert books.vettings.begin(vetting_id, now=NOW)
        assert books.vettings.begin(vetting_id, now=LATER)
        vetting = books.vettings.get(vetting_id)
    assert vetting is not None
    assert vetting.status is VettingStatus.RUNNING
    assert vetting.started_at == NOW


def test_progress_is_stored_as_it_was_reported(store: Store, tenant: str) -> None:
    vetting_id = add_vetting(store, tenant)
    with store.books(tenant) as books:
        assert books.vettings.report(vetting_id, PROGRESS)
        vetting = books.vettings.get(vetting_id)
    assert vetting is not None
    assert vetting.progress == PROGRESS


def test_a_failure_is_stored_with_its_reason_and_ends_the_wait(store: Store, tenant: str) -> None:
    vetting_id = add_vetting(store, tenant)
    with store.books(tenant) as books:
        books.vettings.report(vetting_id, PROGRESS)
        assert books.vettings.end(vetting_id, VettingStatus.FAILED, FAILURE, now=LATER)
        vetting = books.vettings.get(vetting_id)
    assert vetting is not None
    assert vetting.failure == FAILURE
    assert vetting.finished_at == LATER
    assert vetting.progress.resumes_at is None
    assert vetting.progress.stage == "followers"


def test_a_long_reason_is_cut_to_its_column(store: Store, tenant: str) -> None:
    vetting_id = add_vetting(store, tenant)
    failure = Failure(code="x", detail="é" * 1_500, retryable=True)
    with store.books(tenant) as books:
        assert books.vettings.end(vetting_id, VettingStatus.FAILED, failure, now=LATER)
        vetting = books.vettings.get(vetting_id)
    assert vetting is not None
    assert vetting.failure == Failure(code="x", detail="é" * 1_000, retryable=True)


@pytest.mark.parametrize("status", [VettingStatus.SUCCEEDED, VettingStatus.FAILED, VettingStatus.CANCELLED])
def test_nothing_changes_after_a_final_status(store: Store, tenant: str, status: VettingStatus) -> None:
    vetting_id = add_vetting(store, tenant)
    with store.books(tenant) as books:
        books.vettings.begin(vetting_id, now=NOW)
        books.vettings.end(vetting_id, status, None, now=NOW)
        ended = books.vettings.get(vetting_id)
        assert not books.vettings.begin(vetting_id, now=LATER)
        assert not books.vettings.report(vetting_id, PROGRESS)
        for other in (VettingStatus.SUCCEEDED, VettingStatus.FAILED, VettingStatus.CANCELLED):
            assert not books.vettings.end(vetting_id, other, FAILURE, now=LATER)
        assert books.vettings.get(vetting_id) == ended


def test_a_page_lists_the_newest_first(store: Store, tenant: str) -> None:
    ids = [add_vetting(store, tenant, handle=f"c{n}", now=NOW + timedelta(seconds=n)) for n in (2, 0, 1)]
    with store.books(tenant) as books:
        page = books.vettings.list_page(limit=10, after=None, status=None)
    assert [vetting.vetting_id for vetting in page] == [ids[0], ids[2], ids[1]]


def test_pages_hold_each_vetting_once_even_when_all_were_asked_at_the_same_moment(store: Store, tenant: str) -> None:
    ids = {add_vetting(store, tenant, handle=f"creator{number}") for number in range(7)}
    found: list[str] = []
    after: tuple[datetime, str] | None = None
    with store.books(tenant) as books:
        while page := books.vettings.list_page(limit=3, after=after, status=None):
            found += [vetting.vetting_id for vetting in page]
            after = (page[-1].created_at, page[-1].vetting_id)
    assert found == sorted(ids, reverse=True)


def test_a_page_can_be_of_one_status(store: Store, tenant: str) -> None:
    cancelled = add_vetting(store, tenant, handle="first")
    add_vetting(store, tenant, handle="second")
    with store.books(tenant) as books:
        books.vettings.end(cancelled, VettingStatus.CANCELLED, None, now=NOW)
        page = books.vettings.list_page(limit=10, after=None, status=VettingStatus.CANCELLED)
    assert [vetting.vetting_id for vetting in page] == [cancelled]


def test_running_vettings_are_listed_with_their_tenants(store: Store, tenant: str, stranger: str) -> None:
    running = {add_vetting(store, owner): owner for owner in (tenant, stranger)}
    add_vetting(store, tenant, handle="still.queued")
    for vetting_id, owner in running.items():
        with store.books(owner) as books:
            books.vettings.begin(vetting_id, now=NOW)
    with store.system() as system:
        assert system.list_running() == running
