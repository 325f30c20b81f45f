"""Find vettings that nobody runs any more although their worker lives, and have them run or ended.

The engine writes down that a workflow has ended. When exactly that write fails (disk full, read-only, I/O error), or a
workflow ends without its vetting, nobody would look at it again before the next start.
"""

import logging
from collections.abc import Callable, Iterable
from typing import Final

from app.engine.repeating import Repeating
from app.storage.store import Store

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS: Final = 5.0
WAIT_SECONDS: Final = 5.0


class Strays:
    """Looks every so often for what belongs to this worker and is not at work.

    `list_pending` names the unfinished workflows of this worker, `list_running` those that it is running,
    `resume` queues one again. `list_ended` tells which of the given vettings have a workflow that has ended without
    success; `give_up` ends such a vetting.
    """

    def __init__(
        self,
        store: Store,
        *,
        list_pending: Callable[[], frozenset[str]],
        list_running: Callable[[], frozenset[str]],
        resume: Callable[[str], None],
        list_ended: Callable[[Iterable[str]], frozenset[str]],
        give_up: Callable[[str, str], None],
    ) -> None:
        self._store = store
        self._list_pending = list_pending
        self._list_running = list_running
        self._resume = resume
        self._list_ended = list_ended
        self._give_up = give_up
        self._idle: frozenset[str] = frozenset()
        self._looks = Repeating(self.look, every_seconds=LOOK_EVERY_SECONDS)

    def start(self) -> None:
        """Look in the background from now on."""
        self._looks.start()

    def stop(self) -> None:
        """Look no more."""
        self._looks.stop(within_seconds=WAIT_SECONDS)

    def look(self) -> None:
        """Resume what was idle at this look and at the one before; end vettings whose workflow is over."""
        idle = self._list_pending() - self._list_running()
        strays, self._idle = idle & self._idle, idle
        for vetting_id in sorted(strays):
            log.warning("resuming a vetting that nobody ran", extra={"vetting_id": vetting_id})
            self._resume(vetting_id)
        with self._store.system() as system:
            tenants = system.list_running()
        for vetting_id in sorted(self._list_ended(tenants)) if tenants else ():
            log.error("ending a vetting whose workflow is over", extra={"vetting_id": vetting_id})
            self._give_up(tenants[vetting_id], vetting_id)
