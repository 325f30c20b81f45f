"""The ground of every table: metadata with named constraints, UTC times, and an engine with the right pragmas."""

import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection, Dialect
from sqlalchemy.pool import ConnectionPoolEntry

SQLITE_BUSY_MILLISECONDS = 30_000
POOL_SIZE = 20
SUBSECONDS_SINCE = (3, 42)
"""SQLite version that knows milliseconds; the engine asks for them under Python 3.12 and later."""

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

INSERT: Final[dict[str, Callable[[sa.Table], sqlite.Insert | postgresql.Insert]]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}
"""INSERT that knows ON CONFLICT, by dialect."""


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """A moment in UTC: aware in Python, `timestamptz` on PostgreSQL, naive UTC text on SQLite (which has no zones)."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times: a time without a zone is a bug of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"a naive time cannot be stored: {value!r}"
            raise ValueError(message)
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back that SQLite dropped."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _set_pragmas(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    """WAL lets readers go on beside the one writer; SQLite leaves foreign keys off unless told for each connection.

    IMMEDIATE takes the write lock at the first statement of a transaction: a deferred one that turns into a writer
    fails at once with "database is locked" whatever the busy timeout. What is deleted is overwritten with zeros, which
    is the default of some builds of SQLite only.
    """
    del record
    driver = cast("sqlite3.Connection", connection)
    driver.isolation_level = "IMMEDIATE"
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={SQLITE_BUSY_MILLISECONDS}",
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "journal_size_limit=67108864",
        "secure_delete=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
    if sqlite3.sqlite_version_info < SUBSECONDS_SINCE:
        driver.create_function("unixepoch", 1, _unixepoch)


def _unixepoch(moment: str) -> float:
    """Stand in for SQLite's `unixepoch('subsec')` where the library is older than Python's engine expects."""
    if moment != "subsec":
        message = "only unixepoch('subsec') is stood in for"
        raise ValueError(message)
    return round(time.time(), 3)


def sqlite_path(url: str) -> Path | None:
    """File of a SQLite URL; None for any other database."""
    parsed = sa.make_url(url)
    return Path(parsed.database) if parsed.get_backend_name() == "sqlite" and parsed.database else None


def make_engine(url: str) -> sa.Engine:
    """Make an engine for `sqlite:///file` or `postgresql+psycopg://...`; the folder of a SQLite file is created."""
    # An error's text reaches logs, so it must not hold the values of its statement.
    options: dict[str, Any] = {"pool_size": POOL_SIZE, "max_overflow": 0, "hide_parameters": True}
    path = sqlite_path(url)
    if path is None:
        return sa.create_engine(url, pool_pre_ping=True, **options)
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(url, connect_args={"timeout": SQLITE_BUSY_MILLISECONDS / 1000}, **options)
    sa.event.listen(engine, "connect", _set_pragmas)
    return engine
