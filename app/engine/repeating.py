"""A task that a thread of its own does again and again; no failure ends it."""

import logging
import threading
from collections.abc import Callable

from app.storage.errors import StorageUnavailableError

log = logging.getLogger(__name__)


class Repeating:
    """Does `task` every so many seconds, first after one such pause."""

    def __init__(self, task: Callable[[], object], *, every_seconds: float) -> None:
        self._task = task
        self._every = every_seconds
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._repeat, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, *, within_seconds: float) -> None:
        """Do it no more; a task under way is waited for that long."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join(within_seconds)

    def _repeat(self) -> None:
        while not self._stopped.wait(self._every):
            try:
                self._task()
            except StorageUnavailableError:
                log.warning("the database is out of reach; trying again")
            except Exception as error:  # noqa: BLE001 - whatever it was, the next time may be better
                # Only its name: a database error's text holds the statement and its values.
                log.warning("a round failed, trying again: %s", type(error).__name__)
