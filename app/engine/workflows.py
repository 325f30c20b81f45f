"""The durable workflow of a vetting. Its pages are its checkpoints, so one step is enough: run it to the end."""

import asyncio
from typing import TYPE_CHECKING, Final

from dbos import DBOS

from app.storage.store import StorageUnavailableError

if TYPE_CHECKING:
    from app.vetting.run import Runner

VET: Final = "vet"
"""Name under which vettings are queued; stored in the database, so it never changes."""

STORAGE_ATTEMPTS: Final = 10
STORAGE_PAUSE_SECONDS: Final = 2.0
RECOVERIES_AT_MOST: Final = 50
"""A vetting that kills its worker this often is not tried again."""


class RunnerSlot:
    """The runner of this process: workflows are registered when the module is read, before there is one."""

    def __init__(self) -> None:
        self.runner: Runner | None = None
        self.tasks: set[asyncio.Task[None]] = set()

    async def run(self, tenant_id: str, vetting_id: str) -> None:
        """Run a vetting as a task that `stop` can end."""
        if self.runner is None:
            message = "no runner: the engine has not been started"
            raise RuntimeError(message)
        task = asyncio.create_task(self.runner.run(tenant_id, vetting_id))
        self.tasks.add(task)
        try:
            await task
        finally:
            self.tasks.discard(task)

    async def stop(self) -> None:
        """End what runs; the engine starts it again after the next start."""
        tasks = list(self.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.runner = None


slot: Final = RunnerSlot()


@DBOS.workflow(name=VET, max_recovery_attempts=RECOVERIES_AT_MOST)
async def vet(tenant_id: str, vetting_id: str) -> None:
    """Run one vetting. Deterministic: no clock, no randomness, no reads outside the step."""
    await DBOS.run_step_async(
        {
            "name": "run",
            "retries_allowed": True,
            "max_attempts": STORAGE_ATTEMPTS,
            "interval_seconds": STORAGE_PAUSE_SECONDS,
            "should_retry": lambda error: isinstance(error, StorageUnavailableError),
        },
        slot.run,
        tenant_id,
        vetting_id,
    )
