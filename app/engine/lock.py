"""One worker process on a SQLite file: with two, the engine's limits and the platform's would be broken."""

import fcntl
import os
from pathlib import Path
from typing import Self


class WorkerLock:
    """A lock on a file beside the database; the system gives it back when the process dies, however it dies."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, database: Path) -> Self | None:
        """Take the lock of this database; None when another process holds it."""
        path = database.with_name(f"{database.name}.worker")
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        return cls(descriptor)

    def release(self) -> None:
        """Give the lock back."""
        os.close(self._descriptor)
