import asyncio

import pytest

from app.vetting.parallel import in_parallel


def test_results_stand_in_the_order_of_the_jobs_and_only_a_few_run_at_once() -> None:
    running = most = 0

    async def job(number: int) -> int:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.001 * (10 - number))
        running -= 1
        return number

    jobs = [lambda number=number: job(number) for number in range(10)]
    assert asyncio.run(in_parallel(jobs, at_once=3)).values == list(range(10))
    assert most == 3


def test_the_first_error_ends_the_others() -> None:
    ended: list[str] = []

    async def fail() -> None:
        await asyncio.sleep(0)
        raise KeyError

    async def wait() -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            ended.append("cancelled")
            raise

    with pytest.raises(KeyError):
        asyncio.run(in_parallel([wait, fail], at_once=2))
    assert ended == ["cancelled"]
