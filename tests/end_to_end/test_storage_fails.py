"""The database fails under the service: callers are told, running vettings wait and go on, nothing is half stored."""

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa
from databases import settings_for
from engine.until import until
from platform_stub.audience import AudienceOptions
from platform_stub.faults import Fault, FaultKind
from platform_stub.server import PlatformStub
from service import Caller, ServiceThread, make_key

from app.settings import Settings
from app.vetting.parallel import CONCURRENT_CALLS

from .disk import Disk, Mode

HANDLE = "star.test"


@pytest.fixture
def disk() -> Iterator[Disk]:
    disk = Disk()
    disk.install()
    yield disk
    disk.remove()


@pytest.fixture
def platform(stub: PlatformStub) -> PlatformStub:
    others = [AudienceOptions(handle=f"other{number}.test", population=100, posts=1) for number in range(200)]
    stub.set_audiences(AudienceOptions(handle=HANDLE, population=600, posts=3), *others)
    stub.behave()
    stub.reset_counts()
    return stub


@pytest.fixture
def settings(sqlite_template: Path, platform: PlatformStub, tmp_path: Path) -> Settings:
    path = tmp_path / "truereach.db"
    shutil.copy(sqlite_template, path)
    return settings_for(
        f"sqlite:///{path}",
        tmp_path,
        platform_urls={"bluesky": platform.url},
        platform_calls_per_second={"bluesky": 10_000},
    )


@pytest.fixture
def caller(disk: Disk, settings: Settings) -> Iterator[Caller]:
    del disk  # installed before the service opens its connections
    with ServiceThread(settings) as service, Caller(service.url, make_key(settings)) as client:
        yield client


def ask(caller: Caller, handle: str) -> httpx.Response:
    question = {"platform": "bluesky", "handle": handle, "sample_size": 500, "read_all": True}
    return caller.post("/v1/vettings", json=question)


def begin_slowly(caller: Caller, platform: PlatformStub) -> str:
    """Ask, and return in the middle of the work."""
    platform.misbehave(Fault(kind=FaultKind.LATENCY, seconds=0.2))
    vetting_id = str(ask(caller, HANDLE).json()["id"])
    until(lambda: platform.counts().of("getProfiles") >= 3, what="the middle of the vetting")
    return vetting_id


def assert_refused(answer: httpx.Response) -> None:
    assert answer.status_code == 503, answer.text
    assert answer.json()["code"] == "storage_unavailable"
    assert int(answer.headers["retry-after"]) > 0
    assert "INSERT" not in answer.text


def count(settings: Settings, table: str) -> int:
    engine = sa.create_engine(settings.url)
    with engine.connect() as connection:
        rows: int = connection.execute(sa.text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608
    engine.dispose()
    return rows


def test_while_the_file_is_read_only_requests_are_refused_and_verdicts_are_still_read(
    caller: Caller, disk: Disk, settings: Settings
) -> None:
    known = caller.vet(platform="bluesky", handle="other0.test", sample_size=100)
    disk.mode = Mode.READ_ONLY
    assert_refused(ask(caller, HANDLE))
    stored = caller.get(f"/v1/vettings/{known['id']}")
    assert stored.status_code == 200
    assert stored.json()["verdict"] == known["verdict"]
    disk.mode = Mode.FINE
    assert (count(settings, "vettings"), count(settings, "workflow_status")) == (1, 1)
    assert caller.vet(platform="bluesky", handle=HANDLE, sample_size=500)["status"] == "succeeded"


def test_on_a_full_disk_a_request_is_refused_whole_and_all_that_were_accepted_end(
    caller: Caller, disk: Disk, settings: Settings
) -> None:
    caller.vet(platform="bluesky", handle="other0.test", sample_size=100)
    disk.mode = Mode.FULL
    answers = (ask(caller, f"other{number}.test") for number in range(1, 200))
    fitting = itertools.takewhile(lambda answer: answer.status_code == httpx.codes.ACCEPTED, answers)
    accepted = [answer.json()["id"] for answer in fitting]
    assert_refused(ask(caller, HANDLE))
    disk.mode = Mode.FINE
    assert count(settings, "vettings") == count(settings, "workflow_status") == 1 + len(accepted)
    for vetting_id in accepted:
        assert caller.await_end(vetting_id, within_seconds=120)["status"] == "succeeded"
    assert count(settings, "vetting_pages") == 0


@pytest.mark.parametrize("mode", [Mode.FULL, Mode.READ_ONLY])
def test_a_running_vetting_waits_for_the_disk_without_calling_the_platform_and_goes_on(
    caller: Caller, disk: Disk, platform: PlatformStub, mode: Mode, caplog: pytest.LogCaptureFixture
) -> None:
    vetting_id = begin_slowly(caller, platform)
    disk.mode = mode
    until(lambda: caplog.text.count("waits for the database") > CONCURRENT_CALLS, what="pages are waiting")
    calls = platform.counts().total
    until(lambda: caplog.text.count("waits for the database") > 3 * CONCURRENT_CALLS, what="they go on waiting")
    assert caller.get(f"/v1/vettings/{vetting_id}").json()["status"] == "running"
    assert platform.counts().total <= calls + CONCURRENT_CALLS
    disk.mode = Mode.FINE
    vetting = caller.await_end(vetting_id, within_seconds=120)
    assert vetting["status"] == "succeeded", vetting
    assert vetting["assessment"]["sampled"] == 500
    assert platform.counts().repeated() == []


def test_a_vetting_whose_end_the_engine_could_not_write_down_does_not_hold_its_place_for_ever(
    caller: Caller, disk: Disk, settings: Settings, platform: PlatformStub
) -> None:
    vetting_id = begin_slowly(caller, platform)
    disk.mode = Mode.ENGINE_CANNOT_WRITE
    assert caller.await_end(vetting_id)["status"] == "succeeded"
    until(lambda: disk.refused >= 3, what="three writes about its end have failed")
    assert unfinished(settings) == [vetting_id]
    disk.mode = Mode.FINE
    until(lambda: unfinished(settings) == [], what="the engine has it down as ended", within_seconds=60)
    assert platform.counts().repeated() == []


def unfinished(settings: Settings) -> list[str]:
    engine = sa.create_engine(settings.url)
    with engine.connect() as connection:
        query = sa.text("SELECT workflow_uuid FROM workflow_status WHERE status IN ('PENDING', 'ENQUEUED')")
        found = list(connection.execute(query).scalars())
    engine.dispose()
    return found
