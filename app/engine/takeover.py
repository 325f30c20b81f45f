"""Take over the vettings of dead workers, on PostgreSQL: after a restart the engine recovers only its own."""

import logging
import time
from collections.abc import Callable

from app.engine.repeating import Repeating
from app.storage.store import Store

log = logging.getLogger(__name__)


class Takeover:
    """A sign of life every so often, and a sweep for the work of those who give none.

    Beats and sweeps have a thread each: a sweep can hang on a row that a frozen worker has locked, and must not make
    this worker look dead meanwhile. `recover` is the engine's way to adopt the work of the named workers;
    `list_owners` names the workers that have unfinished work.
    """

    def __init__(
        self,
        store: Store,
        worker_id: str,
        *,
        dead_after: float,
        list_owners: Callable[[], frozenset[str]],
        recover: Callable[[list[str]], int],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._worker_id = worker_id
        self._dead_after = dead_after
        self._list_owners = list_owners
        self._recover = recover
        self._monotonic = monotonic
        self._last_beat = self._sure_since = monotonic()
        self._rounds = [Repeating(task, every_seconds=dead_after / 5) for task in (self.beat, self.sweep_when_sure)]

    def start(self) -> None:
        """Give the first sign of life, then go on in the background."""
        self.beat()
        self._sure_since = self._monotonic()
        for rounds in self._rounds:
            rounds.start()

    def stop(self) -> None:
        """Stop both threads."""
        for rounds in self._rounds:
            rounds.stop(within_seconds=self._dead_after / 2)

    def beat(self) -> None:
        """Say that this worker lives."""
        with self._store.system() as system:
            system.heartbeats.beat(self._worker_id)
        self._last_beat = self._monotonic()

    def sweep(self) -> int:
        """Adopt the work of every dead worker; return how many vettings that was."""
        owners = self._list_owners() - {self._worker_id}
        if not owners:
            return 0
        with self._store.system() as system:
            live = system.heartbeats.list_live(dead_after=self._dead_after)
        dead = sorted(owners - live)
        adopted = self._recover(dead) if dead else 0
        if adopted:
            log.warning("took over vettings of dead workers", extra={"adopted": adopted, "workers": len(dead)})
        return adopted

    def sweep_when_sure(self) -> None:
        """Sweep only after a whole dead period with beats: whoever was cut off lets its peers beat first."""
        now = self._monotonic()
        if now - self._last_beat > self._dead_after / 2:
            self._sure_since = now
        elif now - self._sure_since >= self._dead_after:
            self.sweep()
