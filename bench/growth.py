"""Judge the scan of follow times: `python bench/growth.py null|power|list`.

`null` and `power` are simulated with fixed seeds; `list` reads the follower list in the folder of TRUEREACH_DATA.
"""

import argparse
import gzip
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.domain.account import Account
from app.domain.audience import AudienceSample, Availability, Frame, FrameNote, Order, Role
from app.scoring.growth import measure_growth
from app.scoring.growth.scan import scan_days

LIST = "follower-list-1632532027.ndjson.gz"
DRAWN_AT = datetime(2023, 6, 1, tzinfo=UTC)
RUNS = 400
_FIELDS = {field.name for field in fields(Account)}


def ordinary(random: np.random.Generator, mean: float, dispersion: float, days: int = 365) -> NDArray[np.float64]:
    """Daily counts with this mean, and a variance so many times as large."""
    if dispersion <= 1:
        return random.poisson(mean, days).astype(np.float64)
    return random.negative_binomial(mean / (dispersion - 1), 1 / dispersion, days).astype(np.float64)


def settings() -> list[tuple[float, float]]:
    return [(mean, dispersion) for mean in (1.0, 5.0, 30.0) for dispersion in (1.0, 3.0, 10.0)]


def null() -> None:
    """Print in how many years without a burst one is found."""
    random = np.random.default_rng(1)
    for mean, dispersion in settings():
        found = [bool(scan_days(ordinary(random, mean, dispersion)).bursts) for _ in range(RUNS)]
        print(f"mean {mean:g} a day, dispersion {dispersion:g}: a burst is found in {np.mean(found):.1%} of years")


def power() -> None:
    """Print how often a block of so many days' followers is found, on one day and spread over a week."""
    random = np.random.default_rng(2)
    for mean, dispersion in settings():
        line = []
        for size, days in ((10, 1), (30, 1), (30, 8)):
            hits = 0
            for _ in range(RUNS):
                counts = ordinary(random, mean, dispersion)
                counts[200 : 200 + days] += random.multinomial(round(size * mean), np.full(days, 1 / days))
                hits += any(burst.first < 200 + days and burst.end > 200 for burst in scan_days(counts).bursts)
            line.append(f"{size} days' followers in {days}: {hits / RUNS:.1%}")
        print(f"mean {mean:g} a day, dispersion {dispersion:g}:", "; ".join(line))


def real() -> None:
    """Print the bursts of the complete follower list; no account leaves it."""
    if "TRUEREACH_DATA" not in os.environ:
        sys.exit("set TRUEREACH_DATA to the folder with the research collections (docs/method.md)")
    accounts = []
    with gzip.open(Path(os.environ["TRUEREACH_DATA"]) / "audiences" / LIST, "rt", encoding="utf-8") as lines:
        for line in lines:
            row: dict[str, Any] = json.loads(line)
            known = {name: value for name, value in row.items() if name in _FIELDS and value is not None}
            times = {name: datetime.fromisoformat(known[name]) for name in {"created_at", "observed_at"} & known.keys()}
            accounts.append(Account(**{**known, **times}))
    note = FrameNote(
        role=Role.FOLLOWERS,
        frame=Frame.COMPLETE,
        order=Order.NEWEST_FIRST,
        availability=Availability.OK,
        population=len(accounts),
        listed=len(accounts),
        drawn_at=DRAWN_AT,
    )
    start = time.perf_counter()
    growth = measure_growth(AudienceSample(note=note, accounts=accounts), level=0.95)
    print(f"{growth.accounts:,} accounts, {growth.resolution_days:.1f} days wide, {time.perf_counter() - start:.2f} s")
    for anomaly in growth.anomalies:
        print(f"{anomaly.first_day} to {anomaly.last_day}: {anomaly.accounts:,}, {anomaly.times_baseline:.1f} times")


if __name__ == "__main__":
    commands: dict[str, Callable[[], None]] = {"null": null, "power": power, "list": real}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=commands)
    commands[parser.parse_args().command]()
