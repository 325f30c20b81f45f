"""The durable workflow of a vetting. Its pages are its checkpoints, so one step is enough: run it to the end."""

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from dbos import DBOS

from app.storage.errors import StorageUnavailableError
from app.vetting.ledger import STORAGE_PAUSE_SECONDS, STORAGE_PAUSE_SECONDS_AT_MOST

if TYPE_CHECKING:
    from app.vetting.run import Runner

VET: Final = "vet"
"""Name under which vettings are queued; stored in the database, so it never changes."""

log = logging.getLogger(__name__)

RECOVERIES_AT_MOST: Final = 50
"""A vetting that kills its worker this often is not tried again."""


class RunnerSlot:
    """The runner of this process: workflows are registered when the module is read, before there is one."""

    def __init__(self) -> None:
        self.runner: Runner | None = None
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def run(self, tenant_id: str, vetting_id: str) -> None:
        """Run a vetting as a task that `stop` can end."""
        if self.runner is None:
            message = "no runner: the engine has not been started"
            raise RuntimeError(message)
        task = asyncio.create_task(_outlast_storage(self.runner, tenant_id, vetting_id))
        self._tasks[vetting_id] = task
        try:
            await task
        finally:
            if self._tasks.get(vetting_id) is task:
                del self._tasks[vetting_id]

    def list_running(self) -> frozenset[str]:
        """Name the vettings that run here."""
        return frozenset(self._tasks.copy())

    async def stop(self) -> None:
        """End what runs; the engine starts it again after the next start."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.runner = None


async def _outlast_storage(runner: "Runner", tenant_id: str, vetting_id: str) -> None:
    """Run the vetting to its end, however long the database is full, read-only or away."""
    pause = STORAGE_PAUSE_SECONDS
    while True:
        try:
            await runner.run(tenant_id, vetting_id)
        except StorageUnavailableError as error:
            log.warning("a vetting waits for the database: %s", error, extra={"vetting_id": vetting_id})
        else:
            return
        await asyncio.sleep(pause)
        pause = min(2 * pause, STORAGE_PAUSE_SECONDS_AT_MOST)


slot: Final = RunnerSlot()


@DBOS.workflow(name=VET, max_recovery_attempts=RECOVERIES_AT_MOST)
async def vet(tenant_id: str, vetting_id: str) -> None:
    """Run one vetting. Deterministic: no clock, no randomness, no reads outside the step."""
    await DBOS.run_step_async({"name": "run"}, slot.run, tenant_id, vetting_id)
