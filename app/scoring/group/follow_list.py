"""Accounts in the order in which they followed, with what a scan looks at."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.audience import Order
from app.scoring.columns import AccountColumns, Floats
from app.scoring.group.hollow import HOLLOW_FROM, hollowness, lacking_points
from app.scoring.growth.times import earliest_follows

Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]

ACCOUNTS_AT_LEAST = 500
"""Below it a block of 5 % is under 25 accounts, and its flanks say little (ours)."""
BIN_ACCOUNTS_AT_LEAST = 4
_POINTS_AT_LEAST = 2
"""One point alone makes half of any audience hollow (ours)."""
EVERYBODY = -1
"""Stands for all strata together."""
_BINS_AT_MOST = 512
_SEED = 20_261_130
_YOUNG_DAYS = (2.0, 4.0, 8.0, 15.0, 30.0, 60.0, 120.0)
"""Whoever was created so late had no time to fill a profile: in any list the newest are hollow (docs/research)."""
YOUNG_STRATA = len(_YOUNG_DAYS)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FollowList:
    """n accounts, oldest follow first: `rows` into the columns they come from, `positions` among all who followed.

    `hollow` is the share of points that each lacks, `age_at_follow` and `follow_day` (days, NaN = unknown) are told or
    bounded from below, `bins` groups neighbours. `strata` is 0, or for accounts that are too young to have a profile
    1 to 7 by age: accounts are only compared with others of their stratum. `half` draws every second account: what is
    chosen on one half is measured on the other. Odd and even positions would do that too, but for drips that keep time.
    """

    columns: AccountColumns
    rows: Indices
    positions: Indices
    hollow: Floats
    age_at_follow: Floats
    follow_day: Floats
    bins: Indices
    strata: Indices
    half: Flags

    def __len__(self) -> int:
        """Count the accounts."""
        return self.rows.size

    @property
    def is_hollow(self) -> Flags:
        """Who lacks half of the points or more."""
        return np.asarray(self.hollow >= HOLLOW_FROM)

    def is_of(self, stratum: int) -> Flags:
        """Who is of a stratum."""
        return np.asarray((self.strata == stratum) | (stratum == EVERYBODY))


def order_accounts(columns: AccountColumns, order: Order) -> FollowList | None:
    """Put accounts of known hollowness into follow order; None under 500 of them, or when nothing tells."""
    if order is Order.UNORDERED or len(columns) < ACCOUNTS_AT_LEAST:
        return None
    points = lacking_points(columns)
    if len(points) < _POINTS_AT_LEAST:
        return None
    hollow = hollowness(points)
    direction = -1.0 if order is Order.NEWEST_FIRST else 1.0
    rows = np.argsort(direction * columns.follow_order, kind="stable")
    positions = np.flatnonzero(~np.isnan(hollow[rows]))
    if positions.size < ACCOUNTS_AT_LEAST:
        return None
    rows = rows[positions]
    taken = columns.take(rows)
    age = _ages_at_follow(taken)
    width = max(BIN_ACCOUNTS_AT_LEAST, -(-rows.size // _BINS_AT_MOST))
    return FollowList(
        columns=taken,
        rows=rows,
        positions=positions,
        hollow=hollow[rows],
        age_at_follow=age,
        follow_day=taken.created_day + age,
        bins=np.arange(rows.size) // width,
        strata=_strata(taken.age_days),
        half=np.random.default_rng(_SEED).random(rows.size) < 0.5,  # noqa: PLR2004 - a half
    )


def _ages_at_follow(columns: AccountColumns) -> Floats:
    """Take the told age at the follow, else the least that it can have been, from 0."""
    earliest = earliest_follows(columns.created_day)
    bound = np.where(np.isfinite(earliest), np.maximum(earliest - columns.created_day, 0.0), np.nan)
    return np.where(np.isnan(columns.age_at_follow_days), bound, columns.age_at_follow_days)


def _strata(age_days: Floats) -> Indices:
    """Count ages from the youngest, 0 for all that are old enough or of unknown age."""
    stratum = np.searchsorted(_YOUNG_DAYS, age_days) + 1
    return np.where(stratum <= YOUNG_STRATA, stratum, 0)
