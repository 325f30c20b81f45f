import threading
from datetime import timedelta
from pathlib import Path

import pytest
from factories import make_account

from app.domain.account import Account, Label
from app.domain.document import Document
from app.domain.handle import Platform
from app.domain.readings import SampleReadings
from app.domain.vetting import VettingStatus
from app.storage.codec import unpack
from app.storage.errors import StorageUnavailableError
from app.storage.store import Store
from app.storage.sweep import DOCUMENTS, FETCHED, SAMPLES, UPLOADED, Place, Row

from .rows import NOW, add_vetting, begin_audience, finish_audience, make_readings

LATER = NOW + timedelta(days=30)
BEFORE, AFTER = Document("before", b"{}"), Document("after", b"[]")


def add_document(store: Store, tenant: str, handle: str = "creator.test") -> str:
    vetting_id = add_vetting(store, tenant, handle=handle)
    with store.books(tenant) as books:
        books.documents.add(vetting_id, BEFORE, now=NOW, redact_at=LATER)
    return vetting_id


def test_rows_of_all_tenants_come_in_order_a_few_at_a_time(store: Store, tenant: str, stranger: str) -> None:
    ids = []
    for one, name in ((tenant, "a"), (stranger, "b"), (tenant, "c")):
        vetting_id = add_vetting(store, one, handle=name)
        ids.append((vetting_id, one))
        with store.books(one) as books:
            for stage, page in (("posts", 0), ("followers", 0), ("followers", 1)):
                books.pages(vetting_id).add(stage, page, [make_account()], now=NOW)
    read: list[Row] = []
    after: Place | None = None
    while True:
        with store.sweep() as sweep:
            rows = sweep.read(FETCHED, Platform.BLUESKY, after=after, limit=2)
        if not rows:
            break
        read += rows
        after = rows[-1].place
    assert [(row.owner_id, row.tenant_id) for row in read] == [one for one in sorted(ids) for _ in range(3)]
    assert [row.place[1:] for row in read] == [("followers", 0), ("followers", 1), ("posts", 0)] * 3
    with store.sweep() as sweep:
        assert sweep.read(FETCHED, Platform.X, after=None, limit=9) == []


def test_a_row_gets_another_body_and_the_others_keep_theirs(store: Store, tenant: str) -> None:
    with store.books(tenant) as books:
        audience_id = begin_audience(books)
        for page in range(2):
            books.audiences.add_page(audience_id, page, [make_account(page), make_account(9)])
        finish_audience(books, audience_id, accounts_count=4)
    vetting_id = add_vetting(store, tenant)
    with store.books(tenant) as books:
        books.samples.add(vetting_id, [make_readings("a", "b")], now=NOW, expires_at=LATER)
    with store.sweep() as sweep:
        [first, _] = sweep.read(UPLOADED, Platform.BLUESKY, after=None, limit=9)
        assert unpack(first.body, list[Account]) == [make_account(0), make_account(9)]
        sweep.rewrite(UPLOADED, first.place, [make_account(9)])
        sweep.shorten_upload(audience_id, 1)
        [sample] = sweep.read(SAMPLES, Platform.BLUESKY, after=None, limit=9)
        sweep.rewrite(SAMPLES, sample.place, [make_readings("b")])
    with store.books(tenant) as books:
        pages = list(books.audiences.read_pages(audience_id))
        audience = books.audiences.get(audience_id)
        assert books.samples.get(vetting_id, now=NOW) == [make_readings("b")]
    assert pages == [[make_account(9)], [make_account(1), make_account(9)]]
    assert audience is not None
    assert audience.accounts_count == 3
    assert unpack(sample.body, list[SampleReadings]) == [make_readings("a", "b")]


def test_a_document_is_redacted_once_its_time_has_come_and_its_vetting_says_when(store: Store, tenant: str) -> None:
    due, other = add_document(store, tenant), add_document(store, tenant, handle="other.test")
    with store.sweep() as sweep:
        sweep.settle([other])
        assert sweep.list_due(now=LATER - timedelta(seconds=1), limit=9) == {}
        assert sweep.list_due(now=LATER, limit=9) == {due: BEFORE}
        sweep.redact(due, AFTER, now=LATER)
        assert sweep.list_due(now=LATER, limit=9) == {due: AFTER}
        sweep.settle([due])
        assert sweep.list_due(now=LATER, limit=9) == {}
    with store.books(tenant) as books:
        assert (books.documents.get(due), books.documents.get(other)) == (AFTER, BEFORE)
        redacted = [books.vettings.get(one) for one in (due, other)]
    assert [None if one is None else one.redacted_at for one in redacted] == [LATER, None]


def test_reviews_of_an_account_are_deleted_on_its_own_platform_only(store: Store, tenant: str) -> None:
    ids = {platform: add_vetting(store, tenant, platform=platform) for platform in (Platform.X, Platform.BLUESKY)}
    with store.books(tenant) as books:
        for vetting_id in ids.values():
            books.samples.add(vetting_id, [], now=NOW, expires_at=LATER)
            books.reviews.put(vetting_id, {"a": Label.BOT, "b": Label.BOT}, reviewed_by="key", now=NOW)
    with store.sweep() as sweep:
        assert sorted(sweep.list_reviewed(Platform.X)) == ["a", "b"]
        assert sweep.delete_reviews(Platform.X, ["a", "c"]) == 1
        assert sweep.delete_reviews(Platform.X, []) == 0
    with store.books(tenant) as books:
        assert books.reviews.get_labels(ids[Platform.X]) == {"b": Label.BOT}
        assert len(books.reviews.get_labels(ids[Platform.BLUESKY])) == 2


def test_an_erased_vetting_keeps_its_row_and_frees_its_question(store: Store, tenant: str) -> None:
    running, ended = add_document(store, tenant), add_document(store, tenant, handle="other.test")
    with store.books(tenant) as books:
        books.vettings.begin(running, now=NOW)
        books.pages(running).add("followers", 0, [make_account()], now=NOW)
        books.vettings.end(ended, VettingStatus.SUCCEEDED, None, now=NOW)
    with store.sweep() as sweep:
        found = sweep.list_handles(DOCUMENTS, Platform.BLUESKY, after=None, limit=9)
        assert found == [(running, "creator.test"), (ended, "other.test")]
        assert sweep.count_running(Platform.BLUESKY) == 1
        for vetting_id, _ in found:
            sweep.erase_vetting(vetting_id, now=LATER)
        assert sweep.list_handles(DOCUMENTS, Platform.BLUESKY, after=None, limit=9) == []
        assert sweep.count_running(Platform.BLUESKY) == 0
    with store.books(tenant) as books:
        rows = [books.vettings.get(one) for one in (running, ended)]
        assert [books.documents.get(one) for one in (running, ended)] == [None, None]
        assert books.pages(running).count() == 0
    told = [
        None if row is None else (row.status, row.finished_at, row.redacted_at, row.question.handle) for row in rows
    ]
    assert told == [(VettingStatus.CANCELLED, LATER, LATER, None), (VettingStatus.SUCCEEDED, NOW, LATER, None)]
    assert add_vetting(store, tenant)


def test_two_sweeps_at_once_lose_no_change(store: Store, tenant: str) -> None:
    vetting_id = add_vetting(store, tenant)
    names = tuple("abcdefgh")
    with store.books(tenant) as books:
        books.samples.add(vetting_id, [make_readings(*names)], now=NOW, expires_at=LATER)
    together = threading.Barrier(len(names))

    def take_out(name: str) -> None:
        together.wait()
        with store.sweep() as sweep:
            [row] = sweep.read(SAMPLES, Platform.BLUESKY, after=None, limit=1)
            [sample] = unpack(row.body, list[SampleReadings])
            left = [one for one in sample.account_ids if one != name]
            sweep.rewrite(SAMPLES, row.place, [make_readings(*left)])

    threads = [threading.Thread(target=take_out, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.books(tenant) as books:
        assert books.samples.get(vetting_id, now=NOW) == [make_readings()]


def test_what_was_deleted_is_not_left_in_a_sqlite_file(sqlite_store: Store) -> None:
    with sqlite_store.system() as system:
        tenant = system.tenants.add("acme", now=NOW).tenant_id
    vetting_id, path = add_vetting(sqlite_store, tenant), Path(sqlite_store.engine.url.database or "")
    with sqlite_store.books(tenant) as books:
        books.documents.add(vetting_id, Document("tag", b"a secret of somebody" * 1_000), now=NOW)
    sqlite_store.compact()
    assert b"a secret of somebody" in path.read_bytes()
    with sqlite_store.sweep() as sweep:
        sweep.redact(vetting_id, AFTER, now=NOW)
    with sqlite_store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"a secret of somebody" not in path.read_bytes()


def test_a_file_that_somebody_reads_all_the_time_is_not_called_compact(sqlite_store: Store) -> None:
    with sqlite_store.engine.connect() as reader:
        reader.exec_driver_sql("BEGIN")
        reader.exec_driver_sql("SELECT * FROM tenants").all()
        with sqlite_store.engine.connect() as writer:
            writer.exec_driver_sql("PRAGMA busy_timeout=100")  # the next to use this connection waits no longer
        with pytest.raises(StorageUnavailableError):
            sqlite_store.compact()
    sqlite_store.compact()
