"""Several calls at once where their order does not matter, as far as budget and rate limits allow."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from app.platforms.errors import BudgetReachedError, PlatformError, RateLimitedError

Value = TypeVar("Value")

CONCURRENT_CALLS: Final = 4
"""Calls that one vetting has under way at once where their order does not matter."""

OUT_OF_REACH: Final = (BudgetReachedError, RateLimitedError)
"""What ends reading without making what was read useless."""


@dataclass(frozen=True, slots=True)
class Got(Generic[Value]):
    """What the jobs gave, in their order and without those that gave nothing; `end` is why some did not."""

    values: Sequence[Value]
    end: PlatformError | None = None


async def in_parallel(jobs: Sequence[Callable[[], Awaitable[Value]]], *, at_once: int) -> Got[Value]:
    """Run the jobs, at most `at_once` at a time.

    After one that found budget or patience at their end no other begins; those under way may finish. Any other error
    ends them all and is raised.
    """
    slots = asyncio.Semaphore(at_once)
    ends: list[PlatformError] = []

    async def run(job: Callable[[], Awaitable[Value]]) -> Sequence[Value]:
        async with slots:
            if ends:
                return ()
            try:
                return (await job(),)
            except OUT_OF_REACH as error:
                ends.append(error)
                return ()

    tasks = [asyncio.create_task(run(job)) for job in jobs]
    try:
        found = await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
    return Got([value for values in found for value in values], next(iter(ends), None))
