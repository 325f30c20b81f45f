"""An audience that was scanned for deliveries: its whole list where that tells, else the accounts drawn from it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.audience import AudienceSample, FrameNote
from app.scoring.columns import AccountColumns, Floats
from app.scoring.group.deliveries import Deliveries, find_deliveries


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scanned:
    """The accounts that were scanned, what was found, and `excess` float64[n] of the n accounts that are assessed.

    `region_of` intp[n] is the region that each of them stands in, -1 in none; `excess_by_region` float64[regions]
    counts those that each region has in excess.
    """

    columns: AccountColumns
    deliveries: Deliveries
    excess: Floats
    region_of: NDArray[np.intp]
    excess_by_region: Floats


def scan_audience(columns: AccountColumns, note: FrameNote, listing: AudienceSample | None) -> Scanned:
    """Scan the whole list if it is longer than what was drawn from it; where it shows nothing, scan what was drawn.

    The list has more accounts, the draw more facts about each of them.
    """
    if listing is not None and len(listing.accounts) > len(columns):
        listed = AccountColumns.from_accounts(listing.accounts, drawn_at=listing.note.drawn_at)
        found = find_deliveries(listed, listing.note.order)
        if found.regions:
            return _scanned(columns, listed, found)
    return _scanned(columns, columns, find_deliveries(columns, note.order))


def _scanned(columns: AccountColumns, listed: AccountColumns, found: Deliveries) -> Scanned:
    """Bring what was found in the list to the rows of the accounts that are assessed."""
    excess, region_of = found.excess, found.region_of
    if listed is not columns:
        rows = {account_id: row for row, account_id in enumerate(listed.account_ids.tolist())}
        at = np.array([rows.get(account_id, -1) for account_id in columns.account_ids.tolist()], dtype=np.intp)
        excess = np.where(at >= 0, excess[at], 0.0)
        region_of = np.where(at >= 0, region_of[at], -1)
    is_inside = region_of >= 0
    by_region = np.zeros(len(found.regions), dtype=np.float64)
    np.add.at(by_region, region_of[is_inside], excess[is_inside])
    return Scanned(columns=listed, deliveries=found, excess=excess, region_of=region_of, excess_by_region=by_region)
