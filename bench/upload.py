"""How fast and how small the upload reader is, against a bare `msgspec.json.decode` of the same lines in the same run.

Times are CPU time, so that a busy machine changes them less.

Run: python bench/upload.py [accounts]. Exits 1 when it needs 300 MB or more above idle.
"""

import json
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from app.platforms.upload import UploadFormat, read_audience, read_lines

MOST_MEGABYTES = 300


def write_audience(path: Path, accounts: int) -> None:
    rng = random.Random(2026)  # noqa: S311 - made-up people need no secrets
    with path.open("w", encoding="utf-8") as file:
        for rank in range(accounts):
            row = {
                "account_id": f"did:plc:{rng.getrandbits(96):024x}",
                "handle": f"reader{rank}.example.org",
                "display_name": f"Reader {rank}",
                "bio": f"Tea, trains and long walks; number {rank} of a made-up audience",
                "followers_count": rng.randrange(5_000),
                "following_count": rng.randrange(3_000),
                "posts_count": rng.randrange(900),
                "created_at": "2023-05-10T02:22:27.871Z",
                "observed_at": "2026-11-01T00:00:00Z",
                "follow_rank": rank,
                "has_avatar": True,
                "avatar_id": f"picture-{rng.getrandbits(96):024x}",
                "platform_labels": [],
                "texts": ["Lovely photo, where was it taken?"],
            }
            file.write(json.dumps(row) + "\n")


def time_floor(path: Path) -> float:
    started = time.process_time()
    with path.open("rb") as file:
        for line in file:
            msgspec.json.decode(line)
    return time.process_time() - started


def time_audience(path: Path) -> float:
    started = time.process_time()
    with path.open("rb") as file:
        for _batch in read_audience(file, form=UploadFormat.NDJSON):
            pass
    return time.process_time() - started


def time_lines(path: Path) -> float:
    started = time.process_time()
    with path.open("rb") as file:
        for _line in read_lines(file, form=UploadFormat.NDJSON):
            pass
    return time.process_time() - started


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024


def main() -> int:
    accounts = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "audience.ndjson"
        write_audience(path, accounts)
        megabytes = path.stat().st_size / 1e6
        idle = peak_megabytes()
        floor = time_floor(path)
        print(f"{accounts:,} accounts, {megabytes:,.0f} MB; bare decode: {accounts / floor:,.0f} lines per CPU second")
        for name, seconds in (("read_audience", time_audience(path)), ("read_lines", time_lines(path))):
            print(f"{name:<14}{accounts / seconds:>10,.0f} lines per CPU second = {floor / seconds:.2f} of the floor")
        above = peak_megabytes() - idle
        print(f"peak memory {above:.0f} MB above idle ({idle:.0f} MB), at most {MOST_MEGABYTES} MB")
    return 0 if above < MOST_MEGABYTES else 1


if __name__ == "__main__":
    raise SystemExit(main())
