"""When accounts followed, in days since 1970: as told, or bounded by creation dates in follow order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from app.domain.account import Account
from app.domain.audience import FrameNote, Order
from app.domain.growth import TimeSource
from app.scoring.columns import SECONDS_PER_DAY, Floats

Indices = NDArray[np.intp]

_KNOWN_SHARE_AT_LEAST = 0.8
"""Below this part with told times the told ones are a selection of their own (ours)."""
_SUPPORT_WITHIN = 100
_SUPPORT_DAYS = 7.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FollowTimes:
    """Follow time of n accounts in days, oldest follow first, and how far each may be off; `index` into the sample."""

    source: TimeSource
    index: Indices
    days: Floats
    width_days: Floats


def follow_times(accounts: Sequence[Account], note: FrameNote) -> FollowTimes:
    """Read follow times: told ones where four of five accounts have one, else bounds from creation dates.

    Oldest first, nobody can follow before being created, nor before those who followed earlier, so that the running
    maximum of creation dates is a lower bound (Meeder et al., 2011, WWW). The next record bounds it above; in between,
    times are spread by rank. Without an order or without dates there are no times.
    """
    drawn = note.drawn_at.timestamp() / SECONDS_PER_DAY
    told = _days([account.followed_at for account in accounts], drawn)
    known = ~np.isnan(told)
    if accounts and known.mean() >= _KNOWN_SHARE_AT_LEAST:
        index = np.flatnonzero(known)
        index = index[np.argsort(told[index], kind="stable")]
        return FollowTimes(
            source=TimeSource.KNOWN, index=index, days=told[index], width_days=np.zeros(index.size, dtype=np.float64)
        )
    order = _oldest_first(accounts, note)
    created = _days([account.created_at for account in accounts], drawn)
    if order.size == 0 or np.isnan(created[order]).all():
        return FollowTimes(source=TimeSource.NONE, index=order[:0], days=np.empty(0), width_days=np.empty(0))
    low, high = _bounds(created[order], drawn)
    bounded = np.isfinite(low)
    order, low, high = order[bounded], low[bounded], high[bounded]
    return FollowTimes(source=TimeSource.CREATION_BOUNDS, index=order, days=_spread(low, high), width_days=high - low)


def _days(moments: Sequence[datetime | None], drawn: float) -> Floats:
    """Days since 1970; what lies after the draw is unknown."""
    values = [None if moment is None else moment.timestamp() / SECONDS_PER_DAY for moment in moments]
    days = np.array(values, dtype=np.float64)
    return np.where(days <= drawn, days, np.nan)


def _oldest_first(accounts: Sequence[Account], note: FrameNote) -> Indices:
    """Order by follow rank, else as listed; empty when the list has no order."""
    if note.order is Order.UNORDERED or not accounts:
        return np.empty(0, dtype=np.intp)
    ranks = np.array([account.follow_rank for account in accounts], dtype=np.float64)
    if np.isnan(ranks).all():
        ranks = np.arange(len(accounts), dtype=np.float64)
    known = np.flatnonzero(~np.isnan(ranks))
    direction = -1.0 if note.order is Order.NEWEST_FIRST else 1.0
    return known[np.argsort(direction * ranks[known], kind="stable")]


def earliest_follows(created: Floats) -> Floats:
    """Lower bound of each follow time from creation dates, oldest follow first, NaN allowed; -inf before any record.

    A record counts when one of the next hundred accounts was created at most a week before it: one wrong date would
    otherwise drag all later accounts along. A record that is passed over only widens the bounds.
    """
    dates = np.where(np.isnan(created), -np.inf, created)
    following = np.append(dates[1:], -np.inf)
    reach = min(_SUPPORT_WITHIN, following.size)
    ahead = (
        ndimage.maximum_filter1d(following, 2 * reach - 1, mode="constant", cval=-np.inf, origin=-(reach - 1))
        if reach > 1
        else following
    )
    return np.maximum.accumulate(np.where(ahead >= dates - _SUPPORT_DAYS, dates, -np.inf))


def _bounds(created: Floats, drawn: float) -> tuple[Floats, Floats]:
    """Lower and upper bound of each follow time; the next record, or the draw, bounds it above."""
    low = earliest_follows(created)
    starts = np.flatnonzero(_is_record(low))
    nexts = np.append(low[starts[1:]], max(drawn, float(low[-1])))
    return low, np.repeat(nexts, np.diff(np.append(starts, low.size)))


def _is_record(low: Floats) -> NDArray[np.bool_]:
    return np.append(True, low[1:] > low[:-1])


def _spread(low: Floats, high: Floats) -> Floats:
    """Spread times between the bounds in proportion to the rank among those with the same bounds."""
    starts = np.flatnonzero(_is_record(low))
    sizes = np.diff(np.append(starts, low.size))
    rank = np.arange(low.size) - np.repeat(starts, sizes)
    spread: Floats = low + (high - low) * rank / np.repeat(sizes, sizes)
    return spread
