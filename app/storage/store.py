"""The database as a whole: one transaction at a time, with the repositories that see it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from app.domain.vetting import VettingStatus
from app.storage.api_keys import ApiKeys
from app.storage.audiences import Audiences, audiences
from app.storage.base import make_engine
from app.storage.briefs import Briefs
from app.storage.credentials import Credentials, SealedCredentials
from app.storage.documents import Documents
from app.storage.erasures import Erasures
from app.storage.errors import StorageUnavailableError
from app.storage.events import Events, events
from app.storage.heartbeats import Heartbeats
from app.storage.insights import InsightsBook
from app.storage.limits import RateLimits
from app.storage.pages import Pages
from app.storage.reviews import Reviews
from app.storage.samples import Samples, samples
from app.storage.spending import Spending, spending
from app.storage.sweep import Sweep
from app.storage.tenants import Tenants
from app.storage.vettings import Vettings, require_vetting, vettings

SPENDING_KEPT: Final = timedelta(days=60)
"""How long sums are kept: longer than any vetting runs."""

EVENTS_KEPT: Final = timedelta(days=30)
"""How long an event can be told again."""

UNAVAILABLE: Final = (
    sa.exc.OperationalError,
    sa.exc.InterfaceError,
    sa.exc.InternalError,  # PostgreSQL after a fail-over: "cannot execute UPDATE in a read-only transaction"
    sa.exc.TimeoutError,
)


class System:
    """One transaction that belongs to no tenant."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self.tenants = Tenants(connection)
        self.api_keys = ApiKeys(connection)
        self.rate_limits = RateLimits(connection)
        self.heartbeats = Heartbeats(connection)
        self.spending = Spending(connection)
        self.sealed_credentials = SealedCredentials(connection)
        self.erasures = Erasures(connection)

    def list_running(self) -> dict[str, str]:
        """Return the running vettings of all tenants, each with its tenant."""
        running = sa.select(vettings.c.vetting_id, vettings.c.tenant_id)
        rows = self.connection.execute(running.where(vettings.c.status == VettingStatus.RUNNING))
        return {row.vetting_id: row.tenant_id for row in rows}

    def purge(self, *, now: datetime, begun_before: datetime) -> int:
        """Delete what has expired, and uploads begun before that moment and never finished; return how many."""
        abandoned = sa.and_(audiences.c.ready_at.is_(None), audiences.c.created_at < begun_before)
        deleted = (
            samples.delete().where(samples.c.expires_at <= now),
            audiences.delete().where(sa.or_(audiences.c.expires_at <= now, abandoned)),
        )
        # Not people's data, so not counted.
        self.connection.execute(events.delete().where(events.c.created_at < now - EVENTS_KEPT))
        self.connection.execute(spending.delete().where(spending.c.day < (now - SPENDING_KEPT).date()))
        return sum(self.connection.execute(statement).rowcount for statement in deleted)


class Books:
    """One transaction on the rows of one tenant; no other tenant's rows can be seen through it."""

    def __init__(self, connection: sa.Connection, tenant_id: str) -> None:
        self.connection = connection
        self._tenant_id = tenant_id
        self.vettings = Vettings(connection, tenant_id)
        self.audiences = Audiences(connection, tenant_id)
        self.briefs = Briefs(connection, tenant_id)
        self.credentials = Credentials(connection, tenant_id)
        self.documents = Documents(connection, tenant_id)
        self.insights = InsightsBook(connection, tenant_id)
        self.samples = Samples(connection, tenant_id)
        self.reviews = Reviews(connection, tenant_id)
        self.events = Events(connection, tenant_id)

    def pages(self, vetting_id: str) -> Pages:
        """Return the fetched pages of a vetting; raise LookupError when it is not this tenant's."""
        require_vetting(self.connection, vetting_id, self._tenant_id)
        return Pages(self.connection, vetting_id)


class Store:
    """Opens transactions. Everything in one commits together when the block ends, or not at all."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)

    @contextmanager
    def books(self, tenant_id: str) -> Iterator[Books]:
        """Open a transaction for one tenant; raise StorageUnavailableError when the database fails."""
        with self._transaction() as connection:
            yield Books(connection, tenant_id)

    @contextmanager
    def system(self) -> Iterator[System]:
        """Open a transaction for tenants, keys and limits; raise StorageUnavailableError when the database fails."""
        with self._transaction() as connection:
            yield System(connection)

    @contextmanager
    def sweep(self) -> Iterator[Sweep]:
        """Open a transaction on rows of all tenants; raise StorageUnavailableError when the database fails."""
        with self._transaction() as connection:
            yield Sweep(connection)

    def compact(self) -> None:
        """Write a SQLite file anew, so that nothing deleted is left in it or beside it; other databases are left alone.

        Raises StorageUnavailableError where somebody reads or writes it all the time.
        """
        if self.engine.dialect.name != "sqlite":
            return
        with self._translating(), self.engine.connect() as connection:
            connection.exec_driver_sql("VACUUM")
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar_one()
        if busy:
            message = "the database did not take part (its log is in use)"
            raise StorageUnavailableError(message)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    @contextmanager
    def _transaction(self) -> Iterator[sa.Connection]:
        with self._translating(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def _translating(self) -> Iterator[None]:
        try:
            yield
        except UNAVAILABLE as error:
            # str(error) holds the statement and its values: never shown, never logged.
            reason = type(error.orig).__name__ if isinstance(error, sa.exc.DBAPIError) else type(error).__name__
            message = f"the database did not take part ({reason})"
            raise StorageUnavailableError(message) from error
