"""PostgreSQL: two whole services on one database, one of which dies or freezes."""

import os
import signal
import time
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from databases import settings_for
from platform_stub.audience import AudienceOptions
from platform_stub.faults import Fault, FaultKind
from platform_stub.server import PlatformStubProcess
from service import Caller, ServiceProcess, make_key

from app.settings import Settings

from .scene import ask, assert_no_page_was_fetched_again
from .until import until

DEAD_AFTER_SECONDS = 2.0
TAKEN_OVER_WITHIN_SECONDS = DEAD_AFTER_SECONDS + 10
HANDLES = [f"star{number}.test" for number in range(8)]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.xdist_group("two_workers"),
    pytest.mark.parametrize("module_database_url", ["postgresql"], indirect=True, scope="module"),
]


class Workers:
    """Two services that share the vettings; `owners` tells how many unfinished ones each has."""

    def __init__(self, settings: Settings, platform: PlatformStubProcess) -> None:
        self.platform = platform
        self.services = (ServiceProcess(settings), ServiceProcess(settings))
        self._key = make_key(settings)
        self._engine = sa.create_engine(settings.url, isolation_level="AUTOCOMMIT")

    def caller(self, number: int) -> Caller:
        return Caller(self.services[number].url, self._key)

    def close(self) -> None:
        self._engine.dispose()

    def owners(self) -> dict[str, int]:
        query = "SELECT executor_id, count(*) FROM dbos.workflow_status WHERE status = 'PENDING' GROUP BY executor_id"
        with self._engine.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(sa.text(query))}

    def share_the_work(self, caller: Caller) -> list[str]:
        """Ask for several vettings and return once both workers are in the middle of some."""
        self.platform.set_audiences(*(AudienceOptions(handle=handle, population=400) for handle in HANDLES))
        self.platform.misbehave(Fault(kind=FaultKind.LATENCY, seconds=0.4))
        self.platform.reset_counts()
        asked = [ask(caller, handle, sample_size=300) for handle in HANDLES]
        until(lambda: len(self.owners()) == 2, what="both work")
        until(lambda: self.platform.counts().of("getFollowers") >= 2 * len(HANDLES) - 4, what="their middle")
        return asked


@pytest.fixture(scope="module")
def workers(
    module_database_url: str, platform: PlatformStubProcess, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workers]:
    settings = settings_for(
        module_database_url,
        tmp_path_factory.mktemp("workers"),
        platform_urls={"bluesky": platform.url},
        platform_calls_per_second={"bluesky": 10_000},
        worker_dead_after_seconds=DEAD_AFTER_SECONDS,
        concurrent_vettings=5,
        queue_poll_seconds=0.2,
    )
    both = Workers(settings, platform)
    first, second = both.services
    with first, second:
        yield both
    both.close()


def test_the_work_of_a_frozen_worker_is_taken_over_and_its_awakening_does_no_harm(workers: Workers) -> None:
    frozen = workers.services[0].process_id
    with workers.caller(1) as caller:
        asked = workers.share_the_work(caller)
        os.kill(frozen, signal.SIGSTOP)
        try:
            until(lambda: len(workers.owners()) < 2, what="the other has it all", within_seconds=60)
        finally:
            os.kill(frozen, signal.SIGCONT)
        ends = [caller.await_end(vetting_id, within_seconds=120) for vetting_id in asked]
    assert [end["status"] for end in ends] == ["succeeded"] * len(asked), [end["failure"] for end in ends]
    assert {end["assessment"]["sampled"] for end in ends} == {300}


def test_the_work_of_a_killed_worker_is_taken_over_within_seconds(workers: Workers) -> None:
    with workers.caller(1) as caller:
        asked = workers.share_the_work(caller)
        owned = max(workers.owners().values())
        workers.services[0].kill()
        died = time.monotonic()
        until(lambda: len(workers.owners()) < 2, what="the other has it all", within_seconds=60)
        took = time.monotonic() - died
        ends = [caller.await_end(vetting_id, within_seconds=120) for vetting_id in asked]
    print(f"taken over after {took:.1f} s, ended after {time.monotonic() - died:.1f} s")  # noqa: T201 - a measurement
    assert [end["status"] for end in ends] == ["succeeded"] * len(asked)
    assert took < TAKEN_OVER_WITHIN_SECONDS
    assert_no_page_was_fetched_again(workers.platform, interrupted=owned)
