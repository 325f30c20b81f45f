"""The operating system lets a service process write nothing any more; then it dies, and starts on a mended disk."""

import resource
from pathlib import Path

import pytest
from databases import settings_for
from engine.scene import HANDLE, ask, assert_whole
from engine.until import until
from platform_stub.audience import AudienceOptions
from platform_stub.faults import Fault, FaultKind
from platform_stub.server import PlatformStub
from service import Caller, ServiceProcess, make_key

from app.vetting.parallel import CONCURRENT_CALLS


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_process_that_could_write_nothing_and_then_died_loses_no_vetting(
    database_url: str, stub: PlatformStub, tmp_path: Path
) -> None:
    stub.set_audiences(AudienceOptions(handle=HANDLE, population=1500))
    stub.misbehave(Fault(kind=FaultKind.LATENCY, seconds=0.15))
    stub.reset_counts()
    settings = settings_for(
        database_url,
        tmp_path,
        platform_urls={"bluesky": stub.url},
        platform_calls_per_second={"bluesky": 10_000},
    )
    service = ServiceProcess(settings)
    with service, Caller(service.url, make_key(settings)) as caller:
        vetting_id = ask(caller)
        until(lambda: stub.counts().of("getFollowers") >= 5, what="the middle of the list")
        forbid_writing(service.process_id)
        refused = caller.post("/v1/vettings", json={"platform": "bluesky", "handle": "new.test"})
        assert (refused.status_code, refused.json()["code"]) == (503, "storage_unavailable")
        calls = stub.counts().total
        until(lambda: stub.counts().in_flight == 0, what="nothing is asked any more")
        assert stub.counts().total <= calls + CONCURRENT_CALLS
        service.kill()
        service.start()
        assert_whole(caller.await_end(vetting_id, within_seconds=120))
    again = sum(calls - 1 for calls in stub.counts().by_request.values())
    assert again <= CONCURRENT_CALLS


def forbid_writing(process_id: int) -> None:
    """No file may grow or be written beyond its first byte: write() answers "file too large"."""
    _, most = resource.prlimit(process_id, resource.RLIMIT_FSIZE)
    resource.prlimit(process_id, resource.RLIMIT_FSIZE, (1, most))
