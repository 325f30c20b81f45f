"""Made-up follower lists of research accounts: honest ones, viral ones, and ones with a delivery in them.

The accounts are those of the collections; when they followed is ours. Needs the folder that TRUEREACH_DATA names.
"""

import dataclasses
import hashlib
from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from app.domain.account import Account
from app.scoring.columns import SECONDS_PER_DAY, AccountColumns, Floats
from app.scoring.group.follow_list import Indices
from bench.account_model import DRAWN_AT, data_folder, read_rows

Pools = Mapping[str, AccountColumns]

GENUINE = ("genuine", "E13 and varol", "honeypot")
"""Pools that honest lists are drawn from; each list is of one of them."""
VENDORS = ("vendor_FSF", "vendor_INT", "vendor_TWT")
SPAMBOTS = ("social_spambots_2", "traditional_1", "social_spambots_1", "social_spambots_3", "traditional_4")
"""The first two are hollow like the vendors' accounts, the other three look alive."""
DELIVERIES = ("block 2 %", "three of 1 %", "newest 2 %", "block 5 %", "drip 10 %")
TODAY = DRAWN_AT.timestamp() / SECONDS_PER_DAY
_CREATOR_DAYS = 2_200.0
_SOON_SHARE = 0.15
_SOON_DAYS = 30.0


def read_pools() -> dict[str, AccountColumns]:
    """Columns of each genuine pool and of each seller; ages are at the observation, moved to one calendar."""
    accounts = defaultdict[str, list[Account]](list)
    for path in sorted((data_folder() / "accounts").glob("*.ndjson.gz")):
        print(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()[:16]}")
        for group, account in read_rows(path):
            accounts[_pool(group, account.label)].append(account)
    read = {name: AccountColumns.from_accounts(rows, drawn_at=DRAWN_AT) for name, rows in accounts.items()}
    return {name: dataclasses.replace(pool, created_day=TODAY - pool.age_days) for name, pool in read.items()}


def _pool(group: str, label: str | None) -> str:
    if label != "genuine":
        return group
    collection = group.partition("_")[0]
    return GENUINE[1] if collection in {"E13", "varol"} else collection


@dataclasses.dataclass(frozen=True)
class Parts:
    """Accounts with the day on which each followed, in any order."""

    columns: AccountColumns
    days: Floats

    def joined(self, other: "Parts") -> "Parts":
        """Both together."""
        columns = AccountColumns.concat([self.columns, other.columns])
        return Parts(columns, np.concatenate((self.days, other.days)))

    def ordered(self) -> AccountColumns:
        """Give the columns with their follow ranks, 0 = newest."""
        rank = np.empty(self.days.size)
        rank[np.argsort(-self.days, kind="stable")] = np.arange(self.days.size)
        return dataclasses.replace(self.columns, follow_order=rank)


def honest(pool: AccountColumns, size: int, random: np.random.Generator) -> Parts:
    """Draw accounts that follow at any time since they could, every seventh soon after its creation."""
    columns = pool.take(_draw(pool, size, random))
    created = np.where(np.isnan(columns.created_day), TODAY - _CREATOR_DAYS, columns.created_day)
    first = np.maximum(created, TODAY - _CREATOR_DAYS)
    days = first + (TODAY - first) * random.random(size)
    is_soon = (random.random(size) < _SOON_SHARE) & (created > TODAY - _CREATOR_DAYS)
    soon = np.minimum(TODAY, created + random.exponential(_SOON_DAYS, size))
    return Parts(columns, np.where(is_soon, soon, days))


def viral(pool: AccountColumns, people: Parts, share: float, random: np.random.Generator) -> Parts:
    """Let real people of another collection follow within three days of a much-seen post."""
    burst = honest(pool, round(share * people.days.size), random)
    day = np.quantile(people.days, random.uniform(0.05, 0.95))
    seen = burst.columns.created_day < day
    chosen = np.flatnonzero(seen | np.isnan(burst.columns.created_day))
    return people.joined(Parts(burst.columns.take(chosen), day + 3 * random.random(chosen.size)))


def delivered(seller: AccountColumns, people: Parts, delivery: str, random: np.random.Generator) -> Parts:
    """Replace part of the list by a seller's accounts, in the way that `delivery` names."""
    size = people.days.size
    share = {"three of 1 %": 0.03, "block 5 %": 0.05, "drip 10 %": 0.1}.get(delivery, 0.02)
    count = round(share * size)
    kept = np.sort(random.permutation(size)[count:])
    people = Parts(people.columns.take(kept), people.days[kept])
    columns = seller.take(_draw(seller, count, random))
    place = random.uniform(0.05, 0.9, 3 if delivery.startswith("three") else 1)
    if delivery.startswith("newest"):
        place = np.array([1.0])
    ranks = np.repeat(place, -(-count // place.size))[:count]
    if delivery.startswith("drip"):
        width = random.uniform(0.25, 0.5)
        ranks = random.uniform(0.0, 1.0 - width) + width * random.random(count)
    days = np.quantile(people.days, ranks) + 1e-3 * random.random(count)
    # A batch keeps its own creation dates, moved so that its newest account is there before the first delivery.
    lag = np.nanmax(columns.created_day) - (days.min() - random.uniform(1, 60)) if columns.age_days.size else 0.0
    columns = dataclasses.replace(
        columns, created_day=columns.created_day - lag, age_days=columns.age_days + max(lag, 0.0)
    )
    return people.joined(Parts(columns, days))


def _draw(pool: AccountColumns, size: int, random: np.random.Generator) -> Indices:
    """Draw without repeats while the pool lasts."""
    rounds = [random.permutation(len(pool)) for _ in range(-(-size // len(pool)))]
    return np.concatenate(rounds)[:size]
