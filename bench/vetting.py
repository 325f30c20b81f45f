"""The time of a vetting, against a bare httpx loop that fetches the same pages one after the other.

Run: `make bench`, or `PYTHONPATH=tests .venv/bin/python bench/vetting.py`. Each platform call takes LATENCY seconds.
"""

import tempfile
import time
from pathlib import Path

import httpx
from databases import settings_for
from platform_stub.audience import AudienceOptions
from platform_stub.faults import Fault, FaultKind
from platform_stub.server import PlatformStubProcess
from service import Caller, ServiceProcess, make_key

from app.main import migrate_databases

LATENCY = 0.04
FOLLOWERS = 4_000
SAMPLE = 2_000
ROUNDS = 3


def fetch_again(url: str, requests: list[str]) -> float:
    """Seconds that a bare loop takes for these requests."""
    begin = time.perf_counter()
    with httpx.Client(base_url=url, trust_env=False) as client:
        for request in requests:
            client.get(request).raise_for_status()
    return time.perf_counter() - begin


def main() -> None:
    audiences = [AudienceOptions(handle=f"star{i}.test", population=FOLLOWERS, seed=i) for i in range(ROUNDS)]
    with tempfile.TemporaryDirectory() as folder, PlatformStubProcess(*audiences) as stub:
        stub.misbehave(Fault(kind=FaultKind.LATENCY, seconds=LATENCY))
        path = Path(folder)
        settings = settings_for(
            f"sqlite:///{path / 'bench.db'}",
            path,
            platform_urls={"bluesky": stub.url},
            platform_calls_per_second={"bluesky": 10_000},
        )
        migrate_databases(settings)
        with ServiceProcess(settings) as service, Caller(service.url, make_key(settings)) as caller:
            for round_number in range(ROUNDS):
                stub.reset_counts()
                begin = time.perf_counter()
                vetting = caller.vet(
                    platform="bluesky", handle=f"star{round_number}.test", sample_size=SAMPLE, read_all=True
                )
                ours = time.perf_counter() - begin
                assert vetting["status"] == "succeeded", vetting
                counts = stub.counts()
                assert not counts.repeated()
                bare = fetch_again(stub.url, list(counts.by_request))
                print(
                    f"{counts.total} calls of {LATENCY * 1000:.0f} ms: vetting {ours:.2f} s, "
                    f"bare loop {bare:.2f} s, ratio {ours / bare:.2f}"
                )


if __name__ == "__main__":
    main()
