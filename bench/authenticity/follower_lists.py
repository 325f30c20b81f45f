"""Made-up follower lists of research accounts: honest ones, viral ones, and ones with a delivery in them.

The accounts are those of the collections; when they followed is ours. Needs the folder that TRUEREACH_DATA names.
"""

import dataclasses
from collections.abc import Mapping
from typing import Final

import numpy as np

from app.scoring.columns import SECONDS_PER_DAY, AccountColumns, Floats
from bench.authenticity.mixing import draw
from bench.authenticity.research import DRAWN_AT, Research

Pools = Mapping[str, AccountColumns]

GENUINE = ("genuine", "E13 and varol", "honeypot")
"""Pools that honest lists are drawn from; each list is of one of them."""
VENDORS = ("vendor_FSF", "vendor_INT", "vendor_TWT")
SPAMBOTS = ("social_spambots_2", "traditional_1", "social_spambots_1", "social_spambots_3", "traditional_4")
"""The first two are hollow like the vendors' accounts, the other three look alive."""
DELIVERIES: Final[Mapping[str, tuple[str, float]]] = {
    "block 2 %": ("block", 0.02),
    "three of 1 %": ("three blocks", 0.03),
    "newest 2 %": ("newest", 0.02),
    "block 5 %": ("block", 0.05),
    "drip 10 %": ("drip", 0.1),
}
"""Shape and share of what the scan is asked to find."""
SHAPES: Final = ("block", "three blocks", "drip", "newest", "mixed")
"""How sold accounts come: at once, in three lots, thinly over 25-50 % of the list, as the newest follows, or half of
them at once and the other half spread over the whole list."""
TODAY = DRAWN_AT.timestamp() / SECONDS_PER_DAY
_CREATOR_DAYS = 2_200.0
_SOON_SHARE = 0.15
_SOON_DAYS = 30.0


def read_pools(research: Research) -> dict[str, AccountColumns]:
    """Columns of each genuine pool and of each seller; ages are at the observation, moved to one calendar."""
    labelled = research.labelled
    names = np.array(
        [_pool(str(group), bad) for group, bad in zip(labelled.groups, labelled.is_inauthentic.tolist(), strict=True)]
    )
    return {str(name): on_one_calendar(labelled.columns.take(names == name)) for name in np.unique(names)}


def on_one_calendar(pool: AccountColumns) -> AccountColumns:
    """Move accounts to where they are as old today as they were when they were observed."""
    return dataclasses.replace(pool, created_day=TODAY - pool.age_days)


def _pool(group: str, is_inauthentic: bool) -> str:  # noqa: FBT001 - a label, not a switch
    if is_inauthentic:
        return group
    collection = group.partition("_")[0].partition("-")[0]
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
    columns = draw(pool, size, random)
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


def delivered(
    seller: AccountColumns, people: Parts, shape: str, share: float, random: np.random.Generator
) -> tuple[Parts, Parts]:
    """Replace part of the list by a seller's accounts, in the way that SHAPES names; the people left, and the sold."""
    size = people.days.size
    count = round(share * size)
    kept = np.sort(random.permutation(size)[count:])
    rest = Parts(people.columns.take(kept), people.days[kept])
    columns = draw(seller, count, random)
    days = np.quantile(people.days, _ranks(shape, count, random)) + 1e-3 * random.random(count)
    # A batch keeps its own creation dates, moved so that its newest account is there before the first delivery.
    lag = np.nanmax(columns.created_day) - (days.min() - random.uniform(1, 60)) if count else 0.0
    columns = dataclasses.replace(
        columns, created_day=columns.created_day - lag, age_days=columns.age_days + max(lag, 0.0)
    )
    return rest, Parts(columns, days)


def _ranks(shape: str, count: int, random: np.random.Generator) -> Floats:
    """Where in the list each sold account comes, 0 = oldest, 1 = newest."""
    if shape == "drip":
        width = random.uniform(0.25, 0.5)
        return np.asarray(random.uniform(0.0, 1.0 - width) + width * random.random(count))
    place = random.uniform(0.05, 0.9, 3 if shape == "three blocks" else 1)
    if shape == "newest":
        place = np.array([1.0])
    ranks = np.repeat(place, -(-count // place.size))[:count]
    return np.where(np.arange(count) % 2 == 1, random.random(count), ranks) if shape == "mixed" else ranks
