"""Delete what has expired: third parties' data does not outlive its use."""

from datetime import datetime, timedelta
from typing import Final

from app.storage.store import Store

ABANDONED_AFTER: Final = timedelta(hours=24)
"""An upload that was begun this long ago and never finished belongs to a process that died."""


def purge_expired(store: Store, *, now: datetime) -> int:
    """Delete expired samples and uploads, and uploads that were never finished; return how many."""
    with store.system() as system:
        return system.purge(now=now, begun_before=now - ABANDONED_AFTER)
