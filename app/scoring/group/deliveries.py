"""Stretches of a follower list that look delivered: what the list says against itself, without labels."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from app.domain.audience import Order
from app.scoring.columns import AccountColumns, Floats
from app.scoring.group.cells import Cells, count_cells
from app.scoring.group.density_ratio import Standing
from app.scoring.group.excess import measure_excess
from app.scoring.group.follow_list import BIN_ACCOUNTS_AT_LEAST, Flags, FollowList, Indices, order_accounts
from app.scoring.group.null import bootstrap_maxima, gumbel_tail
from app.scoring.group.region import Region, RegionKind
from app.scoring.group.windows import dyadic_windows, refine, window_scores

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
    cells = count_cells(accounts) if accounts is not None else None
    if accounts is None or cells is None:
        return Deliveries(p_value=None, regions=(), excess=excess, region_of=region_of)
    windows = dyadic_windows(len(cells.sizes))
    maxima = bootstrap_maxima(cells, windows)
    standing = Standing.of(accounts)
    regions: list[Region] = []
    p_values: list[float] = []
    tried = np.zeros(len(cells.sizes), dtype=np.bool_)
    while len(p_values) < _TRIED_AT_MOST:
        scores = window_scores(cells, windows)
        window, cell = divmod(int(np.argmax(scores)), scores.shape[1])
        p_values.append(gumbel_tail(float(scores[window, cell]), maxima))
        if p_values[-1] >= ALARM_P_BELOW:
            break
        first, last = refine(cells, windows, window, cell)
        stretch, inside, outside = _sides(accounts, tried, first, last, int(cells.strata[cell]))
        # Whatever becomes of the stretch, the next search is without it.
        tried[first:last] = True
        cells = _without(cells, first, last)
        if inside.size < BIN_ACCOUNTS_AT_LEAST or outside.size < _OUTSIDE_AT_LEAST:
            continue
        found = measure_excess(accounts, standing, inside, outside)
        if found.is_confirmed:
            excess[accounts.rows[inside]] = found.accounts
            region_of[accounts.rows[stretch]] = len(regions)
            regions.append(_region(accounts, stretch, excess[accounts.rows[stretch]], p_values[-1]))
    p_value = min(region.p_value for region in regions) if regions else max(p_values[0], ALARM_P_BELOW)
    return Deliveries(p_value=p_value, regions=tuple(regions), excess=excess, region_of=region_of)


def _sides(accounts: FollowList, tried: Flags, first: int, last: int, stratum: int) -> tuple[Indices, Indices, Indices]:
    """Accounts of a stretch of bins; those of the stratum in it; and in its flanks, or the rest when these are few."""
    is_left = ~tried[accounts.bins]
    is_stretch = is_left & (accounts.bins >= first) & (accounts.bins < last)
    reach = _FLANK * max(last - first, _FLANK_BINS_AT_LEAST)
    is_rest = is_left & ~is_stretch & accounts.is_of(stratum)
    is_near = is_rest & (accounts.bins >= first - reach) & (accounts.bins < last + reach)
    is_outside = is_near if np.count_nonzero(is_near) >= _OUTSIDE_AT_LEAST else is_rest
    is_inside = is_stretch & accounts.is_of(stratum)
    return np.flatnonzero(is_stretch), np.flatnonzero(is_inside), np.flatnonzero(is_outside)


def _without(cells: Cells, first: int, last: int) -> Cells:
    counts, sizes = cells.counts.copy(), cells.sizes.copy()
    counts[first:last] = sizes[first:last] = 0.0
    return replace(cells, counts=counts, sizes=sizes)


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
