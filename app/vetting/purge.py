"""Delete what has expired: third parties' data does not outlive its use."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from app.storage.errors import StorageUnavailableError
from app.storage.store import Store

log = logging.getLogger(__name__)

ABANDONED_AFTER: Final = timedelta(hours=24)
"""An upload that was begun this long ago and never finished belongs to a process that died."""

EVERY_SECONDS: Final = 3_600.0


def purge_expired(store: Store, *, now: datetime) -> int:
    """Delete expired samples and uploads, and uploads that were never finished; return how many."""
    with store.system() as system:
        return system.purge(now=now, begun_before=now - ABANDONED_AFTER)


async def keep_purging(store: Store, *, clock: Callable[[], datetime], every_seconds: float = EVERY_SECONDS) -> None:
    """Purge now and then again and again, until cancelled; a database that is away is asked next time."""
    while True:
        try:
            deleted = await asyncio.to_thread(purge_expired, store, now=clock())
        except StorageUnavailableError as error:
            log.warning("nothing was purged: %s", error)
        else:
            log.info("purged", extra={"deleted": deleted})
        await asyncio.sleep(every_seconds)
