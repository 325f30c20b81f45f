"""The engine: accepts vettings in the caller's transaction, and runs them until they end, across crashes."""

import asyncio
import logging
import socket
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from dbos import DBOS, DBOSClient, DBOSPortableJSONSerializer

from app.engine.lock import WorkerLock
from app.engine.strays import Strays
from app.engine.takeover import Takeover
from app.engine.workflows import VET, slot
from app.storage.base import make_engine, sqlite_path
from app.storage.store import Books, Store
from app.vetting.run import Runner

APPLICATION: Final = "truereach"
WORKFLOW_VERSION: Final = "1"
"""Raised only when the order of workflow steps changes; the default (a hash of the source) would strand old work."""

QUEUE: Final = "vettings"

ENDED: Final = ("ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")
"""Ends of a workflow after which nobody runs it again; a vetting that has not ended by then never would."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineOptions:
    """How the engine of this process works."""

    url: str
    works: bool
    concurrent: int
    concurrent_per_tenant: int
    poll_seconds: float
    dead_after_seconds: float


class AnotherWorkerError(Exception):
    """Another process already works on this SQLite file."""

    def __init__(self) -> None:
        super().__init__(
            "Another Truereach process works on this SQLite file, and SQLite allows one process only: stop it, or use "
            "PostgreSQL."
        )


def migrate_engine(url: str) -> None:
    """Create or update the engine's own tables."""
    plain = sa.make_url(url)
    if plain.get_backend_name() == "postgresql":
        plain = plain.set(drivername="postgresql")
    logging.getLogger("dbos").setLevel(logging.WARNING)
    DBOS.migrate(plain.render_as_string(hide_password=False))


class Engine:
    """Queue of accepted vettings, and, when this process works, the worker that runs them."""

    def __init__(self, store: Store, runner: Runner, options: EngineOptions) -> None:
        self._store = store
        self._runner = runner
        self._options = options
        self._database = sqlite_path(options.url)
        self._lock: WorkerLock | None = None
        self._takeover: Takeover | None = None
        self._strays: Strays | None = None
        self._engine = make_engine(options.url)
        self._client = DBOSClient(
            system_database_engine=self._engine,
            serializer=DBOSPortableJSONSerializer(),
            application_name=APPLICATION,
            lazy=True,
            retry_connection_errors=False,
        )

    def enqueue(self, books: Books, tenant_id: str, vetting_id: str) -> None:
        """Queue a vetting in the transaction that records it."""
        self._client.enqueue_in_transaction(
            books.connection,
            {
                "workflow_name": VET,
                "queue_name": QUEUE,
                "workflow_id": vetting_id,
                "queue_partition_key": tenant_id,
            },
            tenant_id,
            vetting_id,
        )

    async def start(self) -> None:
        """Start working, on the running loop; raises AnotherWorkerError on a SQLite file that has a worker."""
        if not self._options.works:
            return
        if self._database is not None:
            self._lock = WorkerLock.take(self._database)
            if self._lock is None:
                raise AnotherWorkerError
        slot.runner = self._runner
        worker_id = "embedded" if self._database else f"{socket.gethostname()}-{uuid.uuid4().hex[:8]}"
        DBOS(
            config={
                "name": APPLICATION,
                "executor_id": worker_id,
                "application_version": WORKFLOW_VERSION,
                "serializer": DBOSPortableJSONSerializer(),
                "log_level": "WARNING",
                "run_migrations": False,
                "system_database_engine": self._engine,
            }
        )
        DBOS.launch()
        await DBOS.register_queue_async(
            QUEUE,
            worker_concurrency=self._options.concurrent,
            partition_concurrency=self._options.concurrent_per_tenant,
            polling_interval_sec=self._options.poll_seconds,
        )
        self._strays = Strays(
            self._store,
            list_pending=lambda: _list_pending(worker_id),
            list_running=slot.list_running,
            resume=_resume,
            list_ended=_list_ended,
            give_up=self._runner.give_up,
        )
        self._strays.start()
        if self._database is None:
            self._takeover = Takeover(
                self._store,
                worker_id,
                dead_after=self._options.dead_after_seconds,
                list_owners=_list_owners,
                recover=_recover,
            )
            await asyncio.to_thread(self._takeover.start)

    async def stop(self) -> None:
        """Stop taking work, then end what runs: it goes on after the next start, here or elsewhere."""
        for rounds in (self._takeover, self._strays):
            if rounds is not None:
                await asyncio.to_thread(rounds.stop)
        if slot.runner is self._runner:
            await asyncio.to_thread(DBOS.destroy)
            await slot.stop()
        self._client.destroy()
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()


def _list_owners() -> frozenset[str]:
    pending = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
    return frozenset(workflow.executor_id for workflow in pending if workflow.executor_id)


def _list_pending(worker_id: str) -> frozenset[str]:
    pending = DBOS.list_workflows(status="PENDING", executor_id=worker_id, load_input=False, load_output=False)
    return frozenset(workflow.workflow_id for workflow in pending)


def _resume(vetting_id: str) -> None:
    DBOS.resume_workflow(vetting_id, queue_name=QUEUE)


def _list_ended(vetting_ids: Iterable[str]) -> frozenset[str]:
    ended = DBOS.list_workflows(workflow_ids=list(vetting_ids), status=list(ENDED), load_input=False, load_output=False)
    return frozenset(workflow.workflow_id for workflow in ended)


def _recover(workers: list[str]) -> int:
    # The engine has no public call for this; ENGINE notes and tests/engine hold it in place across versions.
    return len(DBOS._recover_pending_workflows(workers))  # noqa: SLF001
