"""Asking, joining and cancelling; on both databases, because it is their transactions that hold the promises."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from storage.rows import NOW, add_tenant, begin_audience, finish_audience, make_question

from app.domain.audience import Order
from app.domain.handle import Platform
from app.domain.vetting import Question, Vetting, VettingStatus
from app.storage.ids import new_id
from app.storage.store import Books, Store
from app.vetting import errors
from app.vetting.follow import follow_vetting
from app.vetting.request import cancel_vetting, get_vetting, request_vetting

from .fake_connector import FakeConnector
from .running import anything, connections_to, count_pages


class FakeQueue:
    """Remembers what was queued, and whether the transaction that queued it could see the vetting."""

    def __init__(self, error: Exception | None = None) -> None:
        self.queued: list[str] = []
        self._error = error

    def enqueue(self, books: Books, tenant_id: str, vetting_id: str) -> None:
        del tenant_id
        assert books.vettings.get(vetting_id) is not None
        self.queued.append(vetting_id)
        if self._error is not None:
            raise self._error


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store(database_url)
    yield opened
    opened.close()


def ask(
    store: Store,
    tenant: str,
    question: Question,
    queue: FakeQueue | None = None,
    require: Callable[[str, Platform], None] = anything,
) -> Vetting:
    return request_vetting(store, queue or FakeQueue(), tenant, question, require=require, now=NOW)


def test_a_question_becomes_a_queued_vetting(store: Store, tenant: str) -> None:
    queue = FakeQueue()
    vetting = ask(store, tenant, make_question(), queue)
    assert vetting.status is VettingStatus.QUEUED
    assert queue.queued == [vetting.vetting_id]
    assert get_vetting(store, tenant, vetting.vetting_id) == vetting


def test_the_same_question_joins_and_is_not_queued_again(store: Store, tenant: str) -> None:
    queue = FakeQueue()
    first, second = (ask(store, tenant, make_question(), queue) for _ in range(2))
    assert first == second
    assert len(queue.queued) == 1


def test_callers_that_ask_the_same_at_once_all_get_one_vetting(store: Store, tenant: str) -> None:
    queue = FakeQueue()
    with ThreadPoolExecutor(8) as threads:
        vettings = list(threads.map(lambda _: ask(store, tenant, make_question(), queue), range(8)))
    assert len({vetting.vetting_id for vetting in vettings}) == 1
    assert len(queue.queued) == 1


def test_a_queue_that_fails_leaves_no_vetting(store: Store, tenant: str) -> None:
    queue = FakeQueue(OSError("full"))
    with pytest.raises(OSError, match="full"):
        ask(store, tenant, make_question(), queue)
    with store.books(tenant) as books:
        assert books.vettings.get(queue.queued[0]) is None
        assert books.vettings.list_page(limit=1, after=None, status=None) == []


def test_a_platform_that_cannot_be_read_is_refused_before_anything_is_stored(store: Store, tenant: str) -> None:
    require = connections_to(FakeConnector()).require
    with pytest.raises(errors.PlatformNotFetchableError, match="Upload the audience"):
        ask(store, tenant, make_question(platform=Platform.TIKTOK), require=require)
    with store.books(tenant) as books:
        assert books.vettings.list_page(limit=1, after=None, status=None) == []


@pytest.mark.parametrize("audience_id", ["", "nonsense", "vet_" + "0" * 32, "aud_" + "0" * 32, "x" * 5_000])
def test_an_upload_that_is_not_there_is_refused(store: Store, tenant: str, audience_id: str) -> None:
    with pytest.raises(errors.AudienceNotFoundError) as raised:
        ask(store, tenant, make_question(audience_id=audience_id))
    assert len(raised.value.detail) < 200


def test_an_upload_of_another_tenant_or_unfinished_is_not_there(store: Store, tenant: str) -> None:
    with store.books(tenant) as books:
        audience_id = begin_audience(books)
    with pytest.raises(errors.AudienceNotFoundError):
        ask(store, tenant, make_question(audience_id=audience_id))
    with store.books(tenant) as books:
        finish_audience(books, audience_id)
    assert ask(store, tenant, make_question(audience_id=audience_id)).status is VettingStatus.QUEUED
    with pytest.raises(errors.AudienceNotFoundError):
        ask(store, add_tenant(store, "stranger"), make_question(audience_id=audience_id))


def test_an_upload_of_another_platform_is_refused(store: Store, tenant: str) -> None:
    with store.books(tenant) as books:
        audience_id = new_id("aud")
        books.audiences.begin(
            audience_id,
            platform=Platform.X,
            handle=None,
            order=Order.UNORDERED,
            population=None,
            now=NOW,
            expires_at=NOW,
        )
        finish_audience(books, audience_id)
    with pytest.raises(errors.PlatformMismatchError, match="of x"):
        ask(store, tenant, make_question(audience_id=audience_id))


def test_a_vetting_of_another_tenant_is_neither_found_nor_cancelled(store: Store, tenant: str) -> None:
    vetting_id = ask(store, tenant, make_question()).vetting_id
    stranger = add_tenant(store, "stranger")
    for use in (get_vetting, lambda *which: cancel_vetting(*which, now=NOW)):
        with pytest.raises(errors.VettingNotFoundError):
            use(store, stranger, vetting_id)
    assert get_vetting(store, tenant, vetting_id).status is VettingStatus.QUEUED


def test_a_cancelled_vetting_keeps_no_pages_and_frees_its_question(store: Store, tenant: str) -> None:
    vetting_id = ask(store, tenant, make_question()).vetting_id
    with store.books(tenant) as books:
        books.pages(vetting_id).add("followers", 0, [], now=NOW)
    assert cancel_vetting(store, tenant, vetting_id, now=NOW).status is VettingStatus.CANCELLED
    assert count_pages(store, tenant, vetting_id) == 0
    assert ask(store, tenant, make_question()).vetting_id != vetting_id


def test_cancelling_twice_is_no_error_and_changes_nothing(store: Store, tenant: str) -> None:
    vetting_id = ask(store, tenant, make_question()).vetting_id
    first = cancel_vetting(store, tenant, vetting_id, now=NOW)
    assert cancel_vetting(store, tenant, vetting_id, now=NOW + timedelta(hours=1)) == first


@pytest.mark.parametrize("status", [VettingStatus.SUCCEEDED, VettingStatus.FAILED])
def test_what_has_ended_cannot_be_cancelled(store: Store, tenant: str, status: VettingStatus) -> None:
    vetting_id = ask(store, tenant, make_question()).vetting_id
    with store.books(tenant) as books:
        books.vettings.end(vetting_id, status, None, now=NOW)
    with pytest.raises(errors.VettingFinalError, match=status):
        cancel_vetting(store, tenant, vetting_id, now=NOW)
    assert get_vetting(store, tenant, vetting_id).status is status


def test_a_follower_sees_the_beginning_and_the_end(store: Store, tenant: str) -> None:
    vetting = ask(store, tenant, make_question())

    async def follow() -> list[VettingStatus]:
        seen = []
        async for now in follow_vetting(store, tenant, vetting):
            seen.append(now.status)
            if len(seen) == 3:
                cancel_vetting(store, tenant, vetting.vetting_id, now=NOW)
        return seen

    seen = asyncio.run(follow())
    assert seen == [VettingStatus.QUEUED] * 3 + [VettingStatus.CANCELLED]


def test_a_follower_that_has_no_more_time_stops(store: Store, tenant: str) -> None:
    vetting = ask(store, tenant, make_question())

    async def follow(within_seconds: float) -> int:
        return len([now async for now in follow_vetting(store, tenant, vetting, within_seconds=within_seconds)])

    assert asyncio.run(follow(0)) == 1
    assert 2 <= asyncio.run(follow(0.2)) <= 6
