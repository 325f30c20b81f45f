"""Cells of hollow accounts: by creation date, by age at the follow, by counts, by what is left empty."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.scoring.columns import AccountColumns, Floats
from app.scoring.group.follow_list import BIN_ACCOUNTS_AT_LEAST, EVERYBODY, YOUNG_STRATA, Flags, FollowList, Indices
from app.scoring.group.hollow import is_known_enough

NEWCOMER_DAYS = 90.0
_AGE_DAYS = (1.0, 3.0, 7.0, 14.0, 30.0, 60.0, NEWCOMER_DAYS)
_DATE_BINS = 32
_OCTAVES = 12
_NEW_DAYS = (30.0, 120.0)
"""Ages at the follow of newcomers who are counted hollow or not: earlier ones filled their profiles since (ours)."""
_YOUNG_SHARE_AT_MOST = 0.1
"""Where more are young, they crowd the newest end of honest lists, and are compared with each other only (ours)."""
_VERY_HOLLOW_FROM = 0.66
_MANY_DIGITS_FROM = 0.3
"""Digits of a handle: five of sixteen characters, as name generators append them (ours)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cells:
    """Hollow accounts of each bin in overlapping cells, and all accounts of the cell's stratum: float64[bins, cells].

    `strata` intp[cells]; `is_dated` bool[cells] marks cells of dates, which only short windows look at, since every
    list drifts in dates.
    """

    counts: Floats
    sizes: Floats
    strata: Indices
    is_dated: Flags


def count_cells(accounts: FollowList) -> Cells | None:
    """Count hollow accounts by cell; None when every cell is all but empty.

    Only hollow accounts count, so that a burst of old, alive accounts is a success. Newcomers are compared by age at
    the follow and everybody else by creation date, so that the newcomers that each list has explain themselves. A
    batch of accounts that are still young is seen as more newcomers than before; how hollow they are is asked later.
    """
    return _counted(accounts, _cells(accounts))


def count_young_cells(accounts: FollowList) -> Cells | None:
    """Count hollow accounts that are young among everybody, by their greatest age; None when there are next to none.

    Whoever followed later had more days to be created within any age, so that by themselves these shares rise towards
    the newest follow: a window above its newer flank is not explained by that.
    """
    is_young = accounts.is_hollow & (accounts.strata > 0)
    youngest = (is_young & (accounts.strata <= stratum) for stratum in range(1, YOUNG_STRATA + 1))
    return _counted(accounts, ((flags, EVERYBODY, False) for flags in youngest))


def _counted(accounts: FollowList, found: Iterator[tuple[Flags, int, bool]]) -> Cells | None:
    bins = int(accounts.bins[-1]) + 1
    cells = [cell for cell in found if np.count_nonzero(cell[0]) >= BIN_ACCOUNTS_AT_LEAST]
    if not cells:
        return None
    strata = np.array([stratum for _, stratum, _ in cells])
    every = [np.bincount(accounts.bins[accounts.is_of(stratum)], minlength=bins) for stratum in strata.tolist()]
    counts = [np.bincount(accounts.bins[flags], minlength=bins) for flags, _, _ in cells]
    return Cells(
        counts=np.array(counts, dtype=np.float64).T,
        sizes=np.array(every, dtype=np.float64).T,
        strata=strata,
        is_dated=np.array([is_dated for _, _, is_dated in cells], dtype=np.bool_),
    )


def _cells(accounts: FollowList) -> Iterator[tuple[Flags, int, bool]]:
    """Accounts, their stratum, and whether the cell is of dates."""
    for stratum in np.unique(accounts.strata[accounts.strata > 0]).tolist():
        yield accounts.is_hollow & (accounts.strata == stratum), stratum, True
    is_young = accounts.strata > 0
    if np.mean(is_young) <= _YOUNG_SHARE_AT_MOST:
        for days in _NEW_DAYS:
            yield accounts.age_at_follow <= days, EVERYBODY, True
    chosen = accounts.is_hollow & ~is_young
    yield chosen, 0, False
    yield chosen & (accounts.hollow >= _VERY_HOLLOW_FROM), 0, False
    for flags in _by_date(accounts):
        yield flags & chosen, 0, True
    for flags in _by_fact(accounts.columns):
        yield flags & chosen, 0, False


def _by_date(accounts: FollowList) -> Iterator[Flags]:
    """Newcomers by age at the follow; everybody else by creation date, in quantiles at three resolutions."""
    age, created = accounts.age_at_follow, accounts.columns.created_day
    for low, high in zip((-1.0, *_AGE_DAYS[:-1]), _AGE_DAYS, strict=True):
        yield (age > low) & (age <= high)
    yield age <= NEWCOMER_DAYS
    settled = age > NEWCOMER_DAYS
    if np.count_nonzero(settled) < _DATE_BINS:
        return
    edges = np.quantile(created[settled], np.arange(1, _DATE_BINS) / _DATE_BINS)
    place = np.searchsorted(edges, created)
    for width in (1, 2, 4):
        for first in range(0, _DATE_BINS, width):
            yield settled & (place >= first) & (place < first + width)


def _by_fact(columns: AccountColumns) -> Iterator[Flags]:
    """Cut counts into octaves, alone and by pairs; then what is left empty. A fact known of few makes no cell."""
    for counts in (columns.followers_count, columns.following_count, columns.posts_count):
        if is_known_enough(counts):
            octave = np.floor(np.log2(1 + counts))
            for low in range(_OCTAVES):
                yield octave == low
                yield (octave == low) | (octave == low + 1)
    for filled in (columns.bio_length, columns.has_avatar, columns.has_location, columns.has_url):
        if is_known_enough(filled):
            yield filled == 0
    yield columns.handle_digit_share >= _MANY_DIGITS_FROM
