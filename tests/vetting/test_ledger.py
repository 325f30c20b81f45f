import asyncio
import time
from datetime import UTC, datetime

import pytest
from storage.rows import NOW

from app.domain.vetting import VettingStatus
from app.platforms.errors import AccountPrivateError, RateLimitedError, UpstreamError
from app.platforms.tariff import Operation, Pace
from app.storage.store import Store
from app.vetting.errors import VettingEndedError
from app.vetting.ledger import Call, Ledger, Patience

from .running import begin_vetting, count_pages, make_ledger, read_vetting


class Source:
    """Gives 42, after raising what it was told to."""

    def __init__(self, *errors: Exception) -> None:
        self._errors = list(errors)
        self.calls = 0

    async def fetch(self) -> int:
        self.calls += 1
        if self._errors:
            raise self._errors.pop(0)
        return 42

    def call(self) -> Call[int]:
        return Call(Operation.FOLLOWERS, self.fetch)


def fetch(ledger: Ledger, source: Source, number: int = 0) -> int:
    return asyncio.run(ledger.page("followers", number, int, source.call()))


def rate_limited(seconds: float) -> RateLimitedError:
    return RateLimitedError("Too many calls.", wait_seconds=seconds)


def test_a_page_is_fetched_once(store: Store, tenant: str) -> None:
    ledger, source = make_ledger(store, tenant, begin_vetting(store, tenant)), Source()
    assert [fetch(ledger, source) for _ in range(3)] == [42, 42, 42]
    assert source.calls == 1
    assert asyncio.run(ledger.total()).calls == 1


def test_a_restarted_worker_reads_what_the_first_one_fetched(store: Store, tenant: str) -> None:
    vetting_id, source = begin_vetting(store, tenant), Source()
    fetch(make_ledger(store, tenant, vetting_id), source)
    second = make_ledger(store, tenant, vetting_id)
    asyncio.run(second.open())
    assert fetch(second, source) == 42
    assert source.calls == 1
    assert asyncio.run(second.total()).calls == 1


def test_progress_is_stored_with_each_page(store: Store, tenant: str) -> None:
    vetting_id = begin_vetting(store, tenant)
    ledger = make_ledger(store, tenant, vetting_id)
    asyncio.run(ledger.enter("followers", 5))
    for number in range(3):
        fetch(ledger, Source(), number)
    progress = read_vetting(store, tenant, vetting_id).progress
    assert (progress.stage, progress.done, progress.total, progress.cost.calls) == ("followers", 3, 5, 3)


def test_a_rate_limit_is_waited_out_as_the_platform_said(store: Store, tenant: str) -> None:
    ledger, source = make_ledger(store, tenant, begin_vetting(store, tenant)), Source(rate_limited(0.3))
    began = time.monotonic()
    assert fetch(ledger, source) == 42
    assert 0.29 <= time.monotonic() - began < 2
    assert source.calls == 2


def test_a_long_wait_is_shown_while_it_lasts(store: Store, tenant: str) -> None:
    vetting_id = begin_vetting(store, tenant)
    ledger = make_ledger(store, tenant, vetting_id)

    async def look_while_it_waits() -> datetime | None:
        waiting = asyncio.create_task(ledger.page("followers", 0, int, Source(rate_limited(60)).call()))
        resumes_at = None
        for _ in range(200):
            await asyncio.sleep(0.01)
            resumes_at = (await asyncio.to_thread(read_vetting, store, tenant, vetting_id)).progress.resumes_at
            if resumes_at is not None:
                break
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        return resumes_at

    resumes_at = asyncio.run(look_while_it_waits())
    assert resumes_at is not None
    assert 50 < (resumes_at - datetime.now(UTC)).total_seconds() <= 60


def test_a_wait_is_over_for_the_reader_once_the_page_is_there(store: Store, tenant: str) -> None:
    vetting_id = begin_vetting(store, tenant)
    fetch(make_ledger(store, tenant, vetting_id), Source(rate_limited(2.05)))
    assert read_vetting(store, tenant, vetting_id).progress.resumes_at is None


def test_a_wait_longer_than_allowed_ends_patience_at_once(store: Store, tenant: str) -> None:
    patience = Patience(attempts=3, backoff_seconds=0, wait_at_most_seconds=30)
    ledger = make_ledger(store, tenant, begin_vetting(store, tenant), patience=patience)
    source = Source(rate_limited(31))
    with pytest.raises(RateLimitedError):
        fetch(ledger, source)
    assert source.calls == 1


def test_waits_add_up_until_patience_ends(store: Store, tenant: str) -> None:
    patience = Patience(attempts=3, backoff_seconds=0, wait_at_most_seconds=0.25)
    ledger = make_ledger(store, tenant, begin_vetting(store, tenant), patience=patience)
    source = Source(*(rate_limited(0.1) for _ in range(9)))
    with pytest.raises(RateLimitedError):
        fetch(ledger, source)
    assert source.calls == 3


def test_a_platform_that_answers_nonsense_is_asked_again_a_few_times(store: Store, tenant: str) -> None:
    ledger = make_ledger(store, tenant, begin_vetting(store, tenant))
    source = Source(UpstreamError("500"), UpstreamError("500"))
    assert fetch(ledger, source) == 42
    assert source.calls == 3


def test_patience_with_nonsense_ends(store: Store, tenant: str) -> None:
    vetting_id = begin_vetting(store, tenant)
    source = Source(*(UpstreamError("500") for _ in range(9)))
    with pytest.raises(UpstreamError):
        fetch(make_ledger(store, tenant, vetting_id), source)
    assert source.calls == 3
    assert count_pages(store, tenant, vetting_id) == 0


def test_a_final_answer_is_not_asked_for_again(store: Store, tenant: str) -> None:
    source = Source(AccountPrivateError("Private."))
    with pytest.raises(AccountPrivateError):
        fetch(make_ledger(store, tenant, begin_vetting(store, tenant)), source)
    assert source.calls == 1


def test_calls_keep_the_rate_of_the_platform(store: Store, tenant: str) -> None:
    pace = Pace(interval=0.05)
    ledger = make_ledger(store, tenant, begin_vetting(store, tenant), pace=pace)
    began = time.monotonic()
    for number in range(9):
        fetch(ledger, Source(), number)
    assert time.monotonic() - began >= 4 * 0.05 - 0.02  # nine calls, five of them in a burst


def test_a_cancelled_vetting_stops_its_worker_at_the_next_page_and_leaves_none(store: Store, tenant: str) -> None:
    vetting_id = begin_vetting(store, tenant)
    ledger = make_ledger(store, tenant, vetting_id)
    with store.books(tenant) as books:
        books.vettings.end(vetting_id, VettingStatus.CANCELLED, None, now=NOW)
    with pytest.raises(VettingEndedError):
        fetch(ledger, Source())
    with pytest.raises(VettingEndedError):
        asyncio.run(ledger.enter("posts", 1))
    assert count_pages(store, tenant, vetting_id) == 0


def test_a_slower_run_of_the_same_vetting_takes_the_page_that_was_first(store: Store, tenant: str) -> None:
    vetting_id = begin_vetting(store, tenant)
    faster = make_ledger(store, tenant, vetting_id)

    async def overtaken() -> int:
        async def fetch_slowly() -> int:
            await faster.page("followers", 0, int, Source().call())
            return 7

        return await make_ledger(store, tenant, vetting_id).page(
            "followers", 0, int, Call(Operation.FOLLOWERS, fetch_slowly)
        )

    assert asyncio.run(overtaken()) == 42
