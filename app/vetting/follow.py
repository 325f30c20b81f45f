"""Follow a vetting until it ends, whichever process runs it."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Final

from app.domain.vetting import Vetting
from app.storage.store import Store
from app.vetting.request import get_vetting

PAUSES_SECONDS: Final = (0.02, 0.05, 0.1, 0.2, 0.5)
"""Pauses between looks; the last one repeats."""


async def follow_vetting(
    store: Store, tenant_id: str, vetting: Vetting, *, within_seconds: float | None = None
) -> AsyncIterator[Vetting]:
    """Yield the vetting, then again whenever it was looked at, until it ends or the time is over."""
    deadline = None if within_seconds is None else time.monotonic() + within_seconds
    looks = 0
    yield vetting
    while not vetting.status.is_final:
        pause = PAUSES_SECONDS[min(looks, len(PAUSES_SECONDS) - 1)]
        if deadline is not None:
            pause = min(pause, deadline - time.monotonic())
            if pause <= 0:
                return
        await asyncio.sleep(pause)
        looks += 1
        vetting = await asyncio.to_thread(get_vetting, store, tenant_id, vetting.vetting_id)
        yield vetting
