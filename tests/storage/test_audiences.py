from datetime import timedelta

import sqlalchemy as sa
from factories import make_account

from app.domain.audience import Frame, Order
from app.storage.audiences import audience_pages, audiences
from app.storage.store import Store

from .rows import NOW, add_vetting, begin_audience, finish_audience

ACCOUNTS = [make_account(number) for number in range(5)]
MONTH = timedelta(days=30)


def rows_in(store: Store, table: sa.Table) -> int:
    with store.engine.connect() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def test_an_upload_does_not_exist_for_readers_until_it_is_finished(store: Store, tenant: str) -> None:
    with store.books(tenant) as books:
        audience_id = begin_audience(books)
        books.audiences.add_page(audience_id, 0, ACCOUNTS)
        assert books.audiences.get(audience_id) is None
        assert list(books.audiences.read_pages(audience_id)) == []
    with store.books(tenant) as books:
        finish_audience(books, audience_id, accounts_count=5)
        audience = books.audiences.get(audience_id)
    assert audience is not None
    assert audience.accounts_count == 5
    assert (audience.frame, audience.order) == (Frame.COMPLETE, Order.NEWEST_FIRST)


def test_the_accounts_come_back_page_by_page_in_their_order(store: Store, tenant: str) -> None:
    with store.books(tenant) as books:
        audience_id = begin_audience(books)
        for number in (2, 0, 11, 1):
            books.audiences.add_page(audience_id, number, [make_account(number)])
        finish_audience(books, audience_id)
    with store.books(tenant) as books:
        pages = list(books.audiences.read_pages(audience_id))
    assert pages == [[make_account(number)] for number in (0, 1, 2, 11)]


def test_deleting_an_upload_removes_its_accounts_and_leaves_its_vettings(store: Store, tenant: str) -> None:
    with store.books(tenant) as books:
        audience_id = begin_audience(books)
        books.audiences.add_page(audience_id, 0, ACCOUNTS)
        finish_audience(books, audience_id)
    vetting_id = add_vetting(store, tenant, audience_id=audience_id)
    assert rows_in(store, audience_pages) == 1
    with store.books(tenant) as books:
        assert books.audiences.delete(audience_id)
    assert rows_in(store, audience_pages) == 0
    with store.books(tenant) as books:
        vetting = books.vettings.get(vetting_id)
    assert vetting is not None
    assert vetting.question.audience_id == audience_id


def test_a_purge_removes_expired_and_abandoned_uploads_with_their_accounts(store: Store, tenant: str) -> None:
    day = timedelta(days=1)
    with store.books(tenant) as books:
        kept = begin_audience(books, now=NOW - 2 * day, expires_at=NOW + MONTH)
        finish_audience(books, kept)
        expired = begin_audience(books, now=NOW - MONTH, expires_at=NOW)
        finish_audience(books, expired)
        abandoned = begin_audience(books, now=NOW - day - timedelta(seconds=1), expires_at=NOW + MONTH)
        arriving = begin_audience(books, now=NOW - day + timedelta(seconds=1), expires_at=NOW + MONTH)
        for audience_id in (kept, expired, abandoned, arriving):
            books.audiences.add_page(audience_id, 0, ACCOUNTS)
    with store.system() as system:
        assert system.purge(now=NOW, begun_before=NOW - day) == 2
    with store.engine.connect() as connection:
        assert set(connection.execute(sa.select(audiences.c.audience_id)).scalars()) == {kept, arriving}
    assert rows_in(store, audience_pages) == 2


def test_a_tenant_takes_everything_along_when_it_goes(store: Store, tenant: str) -> None:
    with store.books(tenant) as books:
        audience_id = begin_audience(books)
        books.audiences.add_page(audience_id, 0, ACCOUNTS)
    add_vetting(store, tenant)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM tenants")
    assert rows_in(store, audience_pages) == 0
