"""One worker on a SQLite file."""

import subprocess
import sys
from pathlib import Path

import pytest
from databases import settings_for
from platform_stub.server import PlatformStub
from service import ROOT, Caller, ServiceProcess, ServiceThread, make_key

from app.engine.lock import WorkerLock

HOLD = """
import sys
from pathlib import Path
from app.engine.lock import WorkerLock
assert WorkerLock.take(Path(sys.argv[1])) is not None
print("held", flush=True)
sys.stdin.read()
"""


def test_the_second_one_gets_no_lock_until_the_first_gives_it_back(tmp_path: Path) -> None:
    first = WorkerLock.take(tmp_path / "truereach.db")
    assert first is not None
    assert WorkerLock.take(tmp_path / "truereach.db") is None
    other = WorkerLock.take(tmp_path / "another.db")
    assert other is not None
    first.release()
    second = WorkerLock.take(tmp_path / "truereach.db")
    assert second is not None
    second.release()
    other.release()


@pytest.mark.slow
def test_the_lock_goes_with_a_killed_process(tmp_path: Path) -> None:
    database = tmp_path / "truereach.db"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(database)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        assert WorkerLock.take(database) is None
        holder.kill()
    lock = WorkerLock.take(database)
    assert lock is not None
    lock.release()


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_second_service_on_the_same_file_refuses_to_start_and_says_why(
    database_url: str, stub: PlatformStub, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    settings = settings_for(
        database_url,
        tmp_path,
        platform_urls={"bluesky": stub.url},
        platform_calls_per_second={"bluesky": 10_000},
    )
    with ServiceThread(settings) as service, Caller(service.url, make_key(settings)) as caller:
        second = ServiceProcess(settings)
        with pytest.raises(AssertionError, match="the service ended"):
            second.start()
        assert second.stop() != 0
        assert "SQLite allows one process only" in capfd.readouterr().err
        assert caller.vet(platform="bluesky", handle="creator.test", sample_size=100)["status"] == "succeeded"
