"""The ledger of one running vetting: each page is fetched once, patiently, and written down with the progress."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Sized
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Generic, ParamSpec, Protocol, TypeVar

from app.domain.budget import Cost
from app.domain.vetting import Progress
from app.platforms.connector import Page
from app.platforms.errors import RateLimitedError, UpstreamError
from app.platforms.tariff import Operation
from app.storage.errors import StorageUnavailableError
from app.storage.store import Store
from app.vetting.errors import VettingEndedError
from app.vetting.meter import Meter

Value = TypeVar("Value")
Arguments = ParamSpec("Arguments")

log = logging.getLogger(__name__)

SHOWN_WAIT_SECONDS = 2.0
"""Waits shorter than this are not worth a line of progress."""

STORAGE_PAUSE_SECONDS = 0.5
STORAGE_PAUSE_SECONDS_AT_MOST = 10.0
"""First and longest pause between two tries to reach the database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a vetting bears with a platform."""

    attempts: int
    backoff_seconds: float
    wait_at_most_seconds: float


class Screen(Protocol):
    """Gives back what may be kept of a page."""

    def __call__(self, value: Value, /) -> Value:
        """Take out what may not be kept."""
        ...


@dataclass(frozen=True, slots=True)
class Call(Generic[Value]):
    """One call that a connector can make: its kind, how to make it, and the most items that it gives."""

    operation: Operation
    fetch: Callable[[], Awaitable[Value]]
    items: int = 1


class Ledger:
    """Pages and progress of one vetting; what stands here is never fetched again, also after a kill -9.

    A page and the progress that it makes are written in one short transaction; no transaction is open while the
    platform is asked.
    """

    def __init__(
        self,
        store: Store,
        tenant_id: str,
        vetting_id: str,
        *,
        meter: Meter,
        patience: Patience,
        screen: Screen | None = None,
    ) -> None:
        """`screen` takes out of each page what may not be kept, before it is written down."""
        self._store = store
        self._tenant_id = tenant_id
        self._vetting_id = vetting_id
        self._meter = meter
        self._patience = patience
        self._screen = screen
        self._progress = Progress(stage="starting", done=0, total=None, resumes_at=None)
        self._pages = 0

    @property
    def pages(self) -> int:
        """Calls that gave a page, over all runs of this vetting; the cost counts those that failed as well."""
        return self._pages

    async def open(self) -> None:
        """Take over what an earlier, killed run left and spent."""
        self._pages = await self._patiently(self._count_pages)
        self._progress = replace(self._progress, cost=await self.total())

    async def total(self) -> Cost:
        """Return what all runs of this vetting spent so far."""
        return await self._patiently(self._meter.spent)

    async def has_room(self, *planned: tuple[Operation, int, int]) -> bool:
        """Whether budgets allow these calls: of each kind how many, and how many items they give together."""
        return await self._patiently(self._meter.has_room, *planned)

    async def affordable(self, operation: Operation, items: int) -> int:
        """Return how many of the items budgets still allow to be paid for; at least one, which may be too many."""
        return max(1, await self._patiently(self._meter.affordable, operation, items))

    async def enter(self, stage: str, total: int | None) -> None:
        """Begin a stage of `total` pages (None: not known yet).

        The cost is read anew: calls that were under way at once may have told it in another order.
        """
        self._progress = replace(self._progress, stage=stage, done=0, total=total, cost=await self.total())
        await self._patiently(self._write_progress)

    async def page(self, stage: str, number: int, kind: type[Value], call: Call[Value]) -> Value:
        """Return a page: the stored one, else fetch and store it.

        Raises PlatformError when patience or a budget ends, VettingEndedError when the vetting was cancelled meanwhile.
        """
        stored = await self._patiently(self._read_page, stage, number, kind)
        if stored is not None:
            self._progress = replace(self._progress, done=self._progress.done + 1)
            return stored
        value = await self._fetch_patiently(call)
        self._pages += 1
        self._progress = replace(self._progress, done=self._progress.done + 1, resumes_at=None)
        return await self._patiently(self._write_page, stage, number, kind, value)

    async def _patiently(
        self, task: Callable[Arguments, Value], *arguments: Arguments.args, **named: Arguments.kwargs
    ) -> Value:
        """Do it in a thread, and again until the database takes part.

        A database that is full or away must neither lose a fetched page nor end the calls beside it.
        """
        pause = STORAGE_PAUSE_SECONDS
        while True:
            try:
                return await asyncio.to_thread(task, *arguments, **named)
            except StorageUnavailableError as error:
                log.warning("a vetting waits for the database: %s", error, extra={"vetting_id": self._vetting_id})
            await asyncio.sleep(pause)
            pause = min(2 * pause, STORAGE_PAUSE_SECONDS_AT_MOST)

    async def _fetch_patiently(self, call: Call[Value]) -> Value:
        attempt = 0
        waited = 0.0
        while True:
            try:
                wait, cost = await self._patiently(self._meter.admit, call.operation, call.items)
                self._progress = replace(self._progress, cost=cost)
                await self._wait(wait)
                value = await self._made(call)
            except RateLimitedError as error:
                waited += error.wait_seconds
                if waited > self._patience.wait_at_most_seconds:
                    raise
                await self._patiently(self._meter.hold, call.operation, error.wait_seconds)
            except UpstreamError:
                attempt += 1
                if attempt >= self._patience.attempts:
                    raise
                pause = self._patience.backoff_seconds * 2 ** (attempt - 1)
                await self._wait(pause * random.uniform(0.5, 1.0))  # noqa: S311 - jitter, not a secret
            else:
                return value

    async def _made(self, call: Call[Value]) -> Value:
        """Make the call; of its price only what it gave is kept."""
        given = 0
        try:
            value = await call.fetch()
            given = count_items(value)
        finally:
            if given < call.items and self._meter.charges_items(call.operation):
                cost = await self._patiently(self._meter.give_back, call.operation, call.items - given)
                self._progress = replace(self._progress, cost=cost)
        return value if self._screen is None else self._screen(value)

    async def _wait(self, seconds: float) -> None:
        if seconds >= SHOWN_WAIT_SECONDS:
            resumes_at = datetime.now(UTC) + timedelta(seconds=seconds)
            self._progress = replace(self._progress, resumes_at=resumes_at)
            await self._patiently(self._write_progress)
        await asyncio.sleep(seconds)

    def _count_pages(self) -> int:
        with self._store.books(self._tenant_id) as books:
            return books.pages(self._vetting_id).count()

    def _read_page(self, stage: str, number: int, kind: type[Value]) -> Value | None:
        with self._store.books(self._tenant_id) as books:
            return books.pages(self._vetting_id).get(stage, number, kind)

    def _write_page(self, stage: str, number: int, kind: type[Value], value: Value) -> Value:
        """Store the page; where another run of this vetting was faster, return its page."""
        with self._store.books(self._tenant_id) as books:
            if not books.vettings.report(self._vetting_id, self._progress):
                raise VettingEndedError
            pages = books.pages(self._vetting_id)
            if pages.add(stage, number, value, now=datetime.now(UTC)):
                return value
            return pages.get(stage, number, kind) or value

    def _write_progress(self) -> None:
        with self._store.books(self._tenant_id) as books:
            if not books.vettings.report(self._vetting_id, self._progress):
                raise VettingEndedError


def count_items(value: object) -> int:
    """Count what a call gave: the items of a page, or the one thing that it is."""
    if isinstance(value, Page):
        return len(value.items)
    return len(value) if isinstance(value, Sized) else 1
