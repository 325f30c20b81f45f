"""Several calls at once where their order does not matter."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

Value = TypeVar("Value")


async def in_parallel(jobs: Sequence[Callable[[], Awaitable[Value]]], *, at_once: int) -> list[Value]:
    """Run the jobs, at most `at_once` at a time; results in the order of the jobs.

    The first error ends the others and is raised.
    """
    slots = asyncio.Semaphore(at_once)

    async def run(job: Callable[[], Awaitable[Value]]) -> Value:
        async with slots:
            return await job()

    tasks = [asyncio.create_task(run(job)) for job in jobs]
    try:
        return await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
