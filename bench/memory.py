"""Peak memory of the service while it takes an upload of 1,000,000 accounts, and while it vets them.

Run: `make bench`, or `PYTHONPATH=tests .venv/bin/python bench/memory.py`. Linux only: reads /proc.
"""

import gzip
import json
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from databases import settings_for
from service import Caller, ServiceProcess, make_key

from app.main import migrate_databases

ACCOUNTS = 1_000_000
TARGET_MEGABYTES = 300


def write_upload(path: Path) -> None:
    with gzip.open(path, "wt", compresslevel=1) as file:
        for number in range(ACCOUNTS):
            account = {
                "account_id": f"account-{number}",
                "handle": f"person_{number * 7919 % ACCOUNTS}",
                "bio": f"Made-up person number {number}, fond of {number % 97} things",
                "followers_count": number % 3_000,
                "following_count": number % 900,
                "posts_count": number % 400,
                "created_at": f"20{10 + number % 16}-0{1 + number % 9}-11T08:00:00Z",
            }
            file.write(json.dumps(account) + "\n")


class PeakMemory:
    """Resident memory of a process, looked at every few milliseconds."""

    def __init__(self, process_id: int) -> None:
        self._status = Path(f"/proc/{process_id}/status")
        self._stop = threading.Event()
        self.peak = 0.0
        threading.Thread(target=self._watch, daemon=True).start()

    def now(self) -> float:
        """Megabytes resident."""
        line = next(line for line in self._status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def _watch(self) -> None:
        while not self._stop.wait(0.02):
            try:
                self.peak = max(self.peak, self.now())
            except (OSError, StopIteration):
                return


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(1 << 16):
            yield chunk


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        settings = settings_for(f"sqlite:///{path / 'bench.db'}", path)
        migrate_databases(settings)
        write_upload(path / "audience.ndjson.gz")
        with ServiceProcess(settings) as service, Caller(service.url, make_key(settings)) as caller:
            memory = PeakMemory(service.process_id)
            time.sleep(1)
            idle = memory.now()
            begin = time.perf_counter()
            answer = caller.post(
                "/v1/audiences",
                params={"platform": "x", "population": ACCOUNTS},
                headers={"Content-Type": "application/gzip"},
                content=_chunks(path / "audience.ndjson.gz"),
            )
            assert answer.status_code == 201, answer.text
            _report("upload", time.perf_counter() - begin, idle, memory.peak)
            begin = time.perf_counter()
            vetting = caller.vet(platform="x", audience_id=answer.json()["id"])
            assert vetting["status"] == "succeeded", vetting
            _report("upload and vetting", time.perf_counter() - begin, idle, memory.peak)


def _report(what: str, seconds: float, idle: float, peak: float) -> None:
    print(
        f"{what} of {ACCOUNTS:,} accounts: {seconds:.1f} s, idle {idle:.0f} MB, peak {peak:.0f} MB, "
        f"{peak - idle:.0f} MB above idle (target {TARGET_MEGABYTES})"
    )


if __name__ == "__main__":
    main()
