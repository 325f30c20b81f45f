"""PostgreSQL: two workers under load, and how many calls reached the platform in any window of its limit."""

from bisect import bisect_left
from collections.abc import Iterator

import pytest
from databases import settings_for
from platform_stub.audience import AudienceOptions
from platform_stub.server import PlatformStubProcess
from service import Caller, ServiceProcess, make_key

from app.platforms.tariff import RateLimit

from .scene import ask

DECLARED = RateLimit(name="all calls", calls=60, per_seconds=2.0)
HANDLES = [f"loaded{number}.test" for number in range(12)]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.xdist_group("two_workers"),
    pytest.mark.parametrize("module_database_url", ["postgresql"], indirect=True, scope="module"),
]


@pytest.fixture(scope="module")
def workers(
    module_database_url: str, platform: PlatformStubProcess, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str, str]]:
    """The addresses of both, and a key."""
    settings = settings_for(
        module_database_url,
        tmp_path_factory.mktemp("loaded"),
        platform_urls={"bluesky": platform.url},
        platform_calls_per_second={"bluesky": 1 / DECLARED.pace.interval},
        concurrent_vettings=6,
        queue_poll_seconds=0.2,
    )
    first, second = ServiceProcess(settings), ServiceProcess(settings)
    with first, second:
        yield first.url, second.url, make_key(settings)


def busiest_window(arrivals: list[float], seconds: float) -> int:
    """The most arrivals in any window of this length."""
    times = sorted(arrivals)
    return max(bisect_left(times, start + seconds) - number for number, start in enumerate(times))


def test_two_workers_together_never_make_more_calls_than_the_limit_allows(
    workers: tuple[str, str, str], platform: PlatformStubProcess
) -> None:
    platform.set_audiences(*(AudienceOptions(handle=handle, population=300) for handle in HANDLES))
    platform.behave()
    platform.reset_counts()
    url, other_url, key = workers
    with Caller(url, key) as caller, Caller(other_url, key) as other:
        asked = [ask(each, handle, sample_size=200) for each, handle in zip([caller, other] * 6, HANDLES, strict=True)]
        ends = [caller.await_end(vetting_id, within_seconds=180) for vetting_id in asked]
    assert {end["status"] for end in ends} == {"succeeded"}
    arrivals = [at for at, _ in platform.counts().arrivals]
    took = max(arrivals) - min(arrivals)
    busiest = busiest_window(arrivals, DECLARED.per_seconds)
    seen = f"{len(arrivals)} calls in {took:.1f} s; of {DECLARED.calls} allowed in a window at most {busiest}"
    print(seen)  # noqa: T201 - a measurement
    assert busiest <= DECLARED.calls
