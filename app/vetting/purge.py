"""Delete what has expired, and redact what may not be kept: third parties' data does not outlive its use."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from app.platforms.capabilities import Capabilities
from app.reports.redact import redact, without_platform_data
from app.storage.errors import StorageUnavailableError
from app.storage.store import Store

log = logging.getLogger(__name__)

ABANDONED_AFTER: Final = timedelta(hours=24)
"""An upload that was begun this long ago and never finished belongs to a process that died."""

EVERY_SECONDS: Final = 3_600.0

MARGIN: Final = timedelta(hours=2)
"""How much earlier than the platform asks data goes: a purge comes once an hour, and answers are remembered."""

REDACTED_AT_ONCE: Final = 50


def must_go_at(capabilities: Capabilities, read_from: datetime) -> datetime | None:
    """Tell by when data that was read from that moment on has to be gone; None where the platform sets no limit."""
    days = capabilities.keep_days_at_most
    return None if days is None else read_from + timedelta(days=days) - MARGIN


def purge_expired(store: Store, *, now: datetime) -> int:
    """Delete expired samples and uploads, and uploads that were never finished; return how many."""
    with store.system() as system:
        return system.purge(now=now, begun_before=now - ABANDONED_AFTER)


def redact_due(store: Store, *, now: datetime, at_once: int = REDACTED_AT_ONCE) -> int:
    """Take the platform's data out of documents whose time has come, a few at once; return of how many."""
    redacted = 0
    while True:
        with store.sweep() as sweep:
            due = sweep.list_due(now=now, limit=at_once)
            for vetting_id, document in due.items():
                sweep.redact(vetting_id, redact(document, without_platform_data, now=now), now=now)
            sweep.settle(due)
        if not due:
            return redacted
        redacted += len(due)


def _purge(store: Store, now: datetime) -> dict[str, int]:
    return {"deleted": purge_expired(store, now=now), "redacted": redact_due(store, now=now)}


async def keep_purging(store: Store, *, clock: Callable[[], datetime], every_seconds: float = EVERY_SECONDS) -> None:
    """Purge now and then again and again, until cancelled; a database that is away is asked next time."""
    while True:
        try:
            done = await asyncio.to_thread(_purge, store, clock())
        except StorageUnavailableError as error:
            log.warning("nothing was purged: %s", error)
        else:
            log.info("purged", extra=done)
        await asyncio.sleep(every_seconds)
