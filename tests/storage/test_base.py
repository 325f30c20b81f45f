import contextlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.storage.store import Store
from app.storage.tenants import tenants

from .rows import NOW, add_vetting

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moment=st.datetimes(datetime(1971, 1, 2), datetime(2100, 1, 1), timezones=ZONES))  # noqa: DTZ001 - zones follow
def test_a_time_of_any_zone_comes_back_as_the_same_moment_in_utc(store: Store, moment: datetime) -> None:
    with store.system() as system:
        system.connection.execute(tenants.delete())
        system.tenants.add("acme", now=moment)
    with store.system() as system:
        tenant = system.tenants.get_by_name("acme")
    assert tenant is not None
    assert tenant.created_at == moment
    assert tenant.created_at.tzinfo is UTC


def test_a_naive_time_is_refused(store: Store) -> None:
    with pytest.raises(sa.exc.StatementError, match="naive"), store.system() as system:
        system.tenants.add("acme", now=NOW.replace(tzinfo=None))


def test_a_time_that_is_not_there_stays_none(store: Store, tenant: str) -> None:
    vetting_id = add_vetting(store, tenant)
    with store.books(tenant) as books:
        vetting = books.vettings.get(vetting_id)
    assert vetting is not None
    assert vetting.started_at is None
    assert vetting.progress.resumes_at is None


def test_every_pooled_connection_of_sqlite_has_its_pragmas(sqlite_store: Store) -> None:
    with contextlib.ExitStack() as open_together:
        for _ in range(20):
            connection = open_together.enter_context(sqlite_store.engine.connect())
            asked = ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
            found = [connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() for pragma in asked]
            assert found == ["wal", 1, 30_000, 1]
