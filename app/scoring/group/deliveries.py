"""Stretches of a follower list that look delivered: what the list says against itself, without labels."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from app.domain.audience import Order
from app.scoring.columns import AccountColumns, Floats
from app.scoring.group.density_ratio import Standing
from app.scoring.group.excess import measure_excess
from app.scoring.group.follow_list import BIN_ACCOUNTS_AT_LEAST, EVERYBODY, Flags, FollowList, Indices, order_accounts
from app.scoring.group.newcomers import newcomers_explain
from app.scoring.group.region import Region, RegionKind
from app.scoring.group.search import Stretch, start_searches

ALARM_P_BELOW = 0.001
"""At p < .01 a viral burst of alive accounts raised an alarm in 4 % of made-up lists (docs/research)."""
_TRIED_AT_MOST = 12
_BLOCK_FROM = 0.5
_FLANK = 2
_FLANK_BINS_AT_LEAST = 8
_OUTSIDE_AT_LEAST = 100
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Deliveries:
    """Regions of p < .001, strongest first, with two arrays in the row order of the columns that were scanned.

    `excess` float64[n] is the share of each account that a region explains, in [0, 1]; `region_of` intp[n] is the index
    of its region, -1 = none. `p_value` is the list's, None when it was not scanned: under 500 accounts in follow order,
    or nothing that tells a person from an empty profile.
    """

    p_value: float | None
    regions: tuple[Region, ...]
    excess: Floats
    region_of: Indices


def find_deliveries(columns: AccountColumns, order: Order = Order.NEWEST_FIRST) -> Deliveries:
    """Scan accounts, in whatever row order, along `follow_order`; `order` says which end of it is the newest follow.

    Windows of neighbours are compared with their own flanks in cells of hollow accounts, the largest score with that
    of chance, and the excess is confirmed on accounts that did not find it (idea: New York Times, 2018, "The Follower
    Factory"; Zouzou and Varol, 2024, EPJ Data Science 13:62, for the sliding histogram that this replaces).
    """
    excess, region_of = np.zeros(len(columns), dtype=np.float64), np.full(len(columns), -1, dtype=np.intp)
    accounts = order_accounts(columns, order)
    searches = start_searches(accounts) if accounts is not None else []
    if accounts is None or not searches:
        return Deliveries(p_value=None, regions=(), excess=excess, region_of=region_of)
    standing = Standing.of(accounts)
    regions: list[Region] = []
    first_p: list[float] = []
    taken = np.zeros(int(accounts.bins[-1]) + 1, dtype=np.bool_)
    for search in searches:
        tried = taken.copy()
        for number in range(_TRIED_AT_MOST):
            best = search.without(tried).best()
            p_value = min(1.0, best.p_value * len(searches))
            if number == 0:
                first_p.append(p_value)
            if p_value >= ALARM_P_BELOW:
                break
            sides = _sides(accounts, tried, best)
            # Whatever becomes of the stretch, this search goes on without it, and the next one if it is a region.
            tried[best.first : best.last] = True
            parts = _confirmed(accounts, standing, sides, best)
            if parts is not None:
                taken[best.first : best.last] = True
                excess[accounts.rows[sides.inside]] = parts
                region_of[accounts.rows[sides.stretch]] = len(regions)
                regions.append(_region(accounts, sides.stretch, excess[accounts.rows[sides.stretch]], p_value))
    p_value = min(region.p_value for region in regions) if regions else max(min(first_p), ALARM_P_BELOW)
    return Deliveries(p_value=p_value, regions=tuple(regions), excess=excess, region_of=region_of)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Sides:
    """Accounts of a stretch; of the stratum in it; in its flanks, or the rest when these are few; all others."""

    stretch: Indices
    inside: Indices
    outside: Indices
    others: Indices


def _sides(accounts: FollowList, tried: Flags, best: Stretch) -> _Sides:
    is_left = ~tried[accounts.bins]
    is_stretch = is_left & (accounts.bins >= best.first) & (accounts.bins < best.last)
    reach = _FLANK * max(best.last - best.first, _FLANK_BINS_AT_LEAST)
    is_rest = is_left & ~is_stretch & accounts.is_of(best.stratum)
    is_near = is_rest & (accounts.bins >= best.first - reach) & (accounts.bins < best.last + reach)
    is_newer = is_near & (accounts.bins >= best.last)
    if best.is_before_newer and np.count_nonzero(is_newer) >= _OUTSIDE_AT_LEAST:
        is_near = is_newer
    return _Sides(
        stretch=np.flatnonzero(is_stretch),
        inside=np.flatnonzero(is_stretch & accounts.is_of(best.stratum)),
        outside=np.flatnonzero(is_near if np.count_nonzero(is_near) >= _OUTSIDE_AT_LEAST else is_rest),
        others=np.flatnonzero(is_left & ~is_stretch),
    )


def _confirmed(accounts: FollowList, standing: Standing, sides: _Sides, best: Stretch) -> Floats | None:
    """Give the part of each account inside that is in excess, None where an innocent explanation holds."""
    if sides.inside.size < BIN_ACCOUNTS_AT_LEAST or sides.outside.size < _OUTSIDE_AT_LEAST:
        return None
    if best.stratum == EVERYBODY and newcomers_explain(accounts, sides.stretch, sides.others):
        return None
    found = measure_excess(accounts, standing, sides.inside, sides.outside)
    # Newcomers come thinly, and before a burst of alive accounts they look dense.
    is_thin = best.is_before_newer and found.share < _BLOCK_FROM
    return found.accounts if found.is_confirmed and not is_thin else None


def _region(accounts: FollowList, stretch: Indices, excess: Floats, p_value: float) -> Region:
    share = float(excess.mean())
    created_from, created_to = _dates(accounts.columns.created_day[stretch[excess >= share]], 0.1, 0.9)
    followed_from, followed_to = _dates(accounts.follow_day[stretch], 0.0, 1.0)
    return Region(
        kind=RegionKind.BLOCK if share >= _BLOCK_FROM else RegionKind.DRIP,
        first=int(accounts.positions[stretch[0]]),
        last=int(accounts.positions[stretch[-1]]),
        accounts=stretch.size,
        p_value=p_value,
        excess_share=share,
        followed_from=followed_from,
        followed_to=followed_to,
        created_from=created_from,
        created_to=created_to,
    )


def _dates(days: Floats, low: float, high: float) -> tuple[date | None, date | None]:
    known = days[~np.isnan(days)]
    if known.size == 0:
        return None, None
    first, last = np.quantile(known, (low, high), method="nearest").tolist()
    return _EPOCH + timedelta(days=int(first)), _EPOCH + timedelta(days=int(last))
