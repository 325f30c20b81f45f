"""Whether the scan finds deliveries in follower lists, and in nothing else.

False alarms over honest lists, plain and with a burst of real people after a much-seen post; power by seller and
delivery; the same for the sliding histogram of creation dates (Zouzou and Varol, 2024), at its own 1 %. Lists are of
2,000 accounts with made-up follow times (follower_lists.py); seeds are fixed and were not used for tuning.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from app.scoring.columns import AccountColumns
from app.scoring.group.deliveries import find_deliveries
from bench.authenticity.follower_lists import (
    DELIVERIES,
    GENUINE,
    SPAMBOTS,
    VENDORS,
    Pools,
    delivered,
    honest,
    read_pools,
    viral,
)
from bench.authenticity.research import follower_list, read_research

SIZE = 2_000
NULL_SEED: Final = 8_100
POWER_SEED: Final = 8_200
SPEED_SIZE = 50_000
_WINDOW = 100
_HISTOGRAM_BINS = 20


@dataclass(frozen=True)
class Judged:
    """What scan and baseline say about one list: found or not, p, share in excess; the histogram's largest score."""

    is_found: bool
    p_value: float
    excess: float
    histogram: float


def judge(columns: AccountColumns) -> Judged:
    found = find_deliveries(columns)
    return Judged(
        is_found=bool(found.regions),
        p_value=1.0 if found.p_value is None else found.p_value,
        excess=float(found.excess.mean()),
        histogram=sliding_histogram(columns),
    )


def sliding_histogram(columns: AccountColumns) -> float:
    """Score the 100 neighbours whose creation dates stand out most from the whole list's: (O - E) / sqrt E."""
    created = columns.created_day[np.argsort(-columns.follow_order)]
    created = created[~np.isnan(created)]
    edges = np.quantile(created, np.arange(1, _HISTOGRAM_BINS) / _HISTOGRAM_BINS)
    cells = np.searchsorted(edges, created)[:, None] == np.arange(_HISTOGRAM_BINS)
    sums = np.vstack((np.zeros(_HISTOGRAM_BINS), np.cumsum(cells, axis=0)))
    windows = sums[_WINDOW:] - sums[:-_WINDOW]
    expected = np.maximum(_WINDOW * sums[-1] / created.size, 1.0)
    return float(((windows - expected) / np.sqrt(expected)).max())


def null_lists(pools: Pools, runs: int) -> Iterator[tuple[str, str, AccountColumns]]:
    for base in GENUINE:
        for run in range(runs):
            random = np.random.default_rng([NULL_SEED, GENUINE.index(base), run])
            people = honest(pools[base], SIZE, random)
            yield base, "plain", people.ordered()
            other = GENUINE[1] if base == GENUINE[0] else GENUINE[0]
            # Where a collection tells less than another, only what both tell is kept.
            burst = viral(pools[other], people, float(random.uniform(0.03, 0.25)), random)
            yield base, "viral", _alike(burst.ordered(), people.columns)


def _alike(columns: AccountColumns, told: AccountColumns) -> AccountColumns:
    names = ("bio_length", "has_location", "has_avatar", "has_url", "has_display_name", "handle_digit_share")
    unknown = np.full(len(columns), np.nan)
    silent: dict[str, Any] = {name: unknown for name in names if np.isnan(getattr(told, name)).all()}
    return replace(columns, **silent)


def false_alarms(pools: Pools, runs: int) -> float:
    """Print how many honest lists raise an alarm; the histogram's threshold at 1 %."""
    judged: dict[tuple[str, str], list[Judged]] = {}
    for base, kind, columns in null_lists(pools, runs):
        judged.setdefault((base, kind), []).append(judge(columns))
    print(f"\n{'false alarms':16}{'plain':>10}{'viral':>10}")
    for base in GENUINE:
        cells = [judged[base, kind] for kind in ("plain", "viral")]
        print(f"{base:16}" + "".join(f"{sum(j.is_found for j in cell):6}/{len(cell):<3}" for cell in cells))
    every = [one for cell in judged.values() for one in cell]
    print(f"all {np.mean([one.is_found for one in every]):.1%} of {len(every)}, "
          f"share in excess on average {np.mean([one.excess for one in every]):.4f}")  # fmt: skip
    return float(np.quantile([one.histogram for one in every], 0.99))


def power(pools: Pools, runs: int, threshold: float) -> None:
    """Print by seller and delivery how often the scan finds it, and the histogram at its own 1 %."""
    print(f"\n{'found / histogram':20}" + "".join(f"{delivery:>16}" for delivery in DELIVERIES))
    errors: dict[str, list[float]] = {delivery: [] for delivery in DELIVERIES}
    for seller in (*VENDORS, *SPAMBOTS):
        line = f"{seller:20}"
        for delivery in DELIVERIES:
            cell = []
            for run in range(runs):
                seed = [POWER_SEED, (*VENDORS, *SPAMBOTS).index(seller), list(DELIVERIES).index(delivery), run]
                random = np.random.default_rng(seed)
                people = honest(pools[GENUINE[run % 2]], SIZE, random)
                rest, sold = delivered(pools[seller], people, *DELIVERIES[delivery], random)
                cell.append(judge(rest.joined(sold).ordered()))
            share = DELIVERIES[delivery][1]
            errors[delivery] += [one.excess - share for one in cell if one.is_found]
            found = np.mean([one.is_found for one in cell])
            line += f"{found:>9.2f} / {np.mean([one.histogram > threshold for one in cell]):.2f}"
        print(line, flush=True)
    means = "".join(f"{np.mean(np.abs(error)):>10.3f}{np.mean(error):>+6.3f}" for error in errors.values())
    print(f"{'mean error of share':20}{means}")


def real_list() -> None:
    """Print the regions of the complete follower list, and what a list of 50,000 costs; no account leaves it."""
    columns = follower_list()
    found = find_deliveries(columns)
    print(f"\nfollower list of {len(columns):,}: p {found.p_value:.1e}, share in excess {found.excess.mean():.2f}")
    for region in found.regions:
        first, last = len(columns) - 1 - region.last, len(columns) - 1 - region.first
        print(f"{region.kind:6} ranks {first:,}-{last:,}, {region.excess_share:.2f} in excess, p {region.p_value:.1e}, "
              f"followed {region.followed_from} to {region.followed_to}")  # fmt: skip
    copies = -(-SPEED_SIZE // len(columns))
    many = AccountColumns.concat([columns] * copies).take(np.arange(SPEED_SIZE))
    start = time.process_time()
    find_deliveries(replace(many, follow_order=many.follow_order + np.arange(SPEED_SIZE) / SPEED_SIZE))
    print(f"{SPEED_SIZE:,} accounts: {time.process_time() - start:.2f} s of CPU")


def main(*, quick: bool) -> None:
    pools = read_pools(read_research())
    cut = false_alarms(pools, 8 if quick else 50)
    power(pools, 2 if quick else 10, cut)
    real_list()
