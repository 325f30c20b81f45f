import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

import pytest
import sqlalchemy as sa
from postgres_cluster import free_ports
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from app.storage.errors import StorageUnavailableError
from app.storage.store import Store

from .rows import NOW, add_tenant

if TYPE_CHECKING:
    import psycopg

PRIVATE = "a tenant that nobody may read of"


def on_new_connections(store: Store, change: Callable[[DBAPIConnection], object]) -> None:
    def listener(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        change(connection)

    store.engine.dispose()
    sa.event.listen(store.engine, "connect", listener)


def make_read_only(connection: DBAPIConnection) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA query_only = ON")
    else:
        cast("psycopg.Connection", connection).read_only = True


def assert_says_nothing(error: BaseException) -> None:
    """Neither it nor what a log prints below it holds a value; and its own text holds no SQL."""
    assert "INSERT" not in str(error)
    cause: BaseException | None = error
    while cause is not None:
        assert PRIVATE not in str(cause)
        cause = cause.__cause__


def test_a_database_that_cannot_be_written_is_unavailable_and_nothing_of_the_statement_is_told(store: Store) -> None:
    on_new_connections(store, make_read_only)
    with pytest.raises(StorageUnavailableError) as raised:
        add_tenant(store, PRIVATE)
    assert_says_nothing(raised.value)


def test_a_full_sqlite_file_is_unavailable(sqlite_store: Store) -> None:
    def fill(connection: DBAPIConnection) -> None:
        cast("sqlite3.Connection", connection).execute("PRAGMA max_page_count = 1")

    def write_much() -> None:
        with sqlite_store.system() as system:
            for number in range(1_000):
                system.tenants.add(f"{PRIVATE} {number}", now=NOW)

    on_new_connections(sqlite_store, fill)
    with pytest.raises(StorageUnavailableError) as raised:
        write_much()
    assert_says_nothing(raised.value)


def test_a_sqlite_file_that_stays_locked_is_unavailable(sqlite_store: Store) -> None:
    def hurry(connection: DBAPIConnection) -> None:
        cast("sqlite3.Connection", connection).execute("PRAGMA busy_timeout = 1")

    on_new_connections(sqlite_store, hurry)
    with sqlite_store.system() as first:
        first.tenants.add("first", now=NOW)
        with pytest.raises(StorageUnavailableError) as raised:
            add_tenant(sqlite_store, PRIVATE)
    assert_says_nothing(raised.value)


def test_a_database_that_was_never_migrated_is_unavailable_on_sqlite(tmp_path: object) -> None:
    store = Store(f"sqlite:///{tmp_path}/empty.db")
    with pytest.raises(StorageUnavailableError):
        add_tenant(store, PRIVATE)
    store.close()


def test_a_server_that_nobody_runs_is_unavailable() -> None:
    store = Store(f"postgresql+psycopg://nobody@127.0.0.1:{free_ports(1)[0]}/none")
    with pytest.raises(StorageUnavailableError) as raised:
        add_tenant(store, PRIVATE)
    assert_says_nothing(raised.value)
    store.close()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_connection_that_breaks_in_a_transaction_is_unavailable_and_the_next_one_works(store: Store) -> None:
    def lose_the_connection() -> None:
        with store.system() as system:
            backend = system.connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
            with store.system() as other:
                other.connection.exec_driver_sql(f"SELECT pg_terminate_backend({backend}, 5000)")
            system.tenants.add(PRIVATE, now=NOW)

    with pytest.raises(StorageUnavailableError) as raised:
        lose_the_connection()
    assert_says_nothing(raised.value)
    assert add_tenant(store, "after")


def test_what_a_failed_transaction_wrote_is_gone(store: Store) -> None:
    def fail_in_a_transaction() -> None:
        with store.system() as system:
            system.tenants.add("acme", now=NOW)
            raise KeyError

    with pytest.raises(KeyError):
        fail_in_a_transaction()
    with store.system() as system:
        assert system.tenants.get_by_name("acme") is None


def test_an_error_of_the_caller_is_not_taken_for_a_broken_database(store: Store, tenant: str) -> None:
    del tenant
    with pytest.raises(sa.exc.IntegrityError) as raised:
        add_tenant(store, "acme")
    assert "parameters hidden" in str(raised.value)
