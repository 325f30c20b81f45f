"""Windows of days with far more new followers than the days around them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from app.scoring.columns import Floats

WINDOWS = (1, 2, 4, 8)
"""Days of a window; longer waves are growth, not a burst (ours)."""
BASELINE_DAYS = 28
DAYS_AT_LEAST = 14
"""Days of history below which there is nothing to compare with."""
P_BELOW = 0.001
TIMES_AT_LEAST = 2.0
ACCOUNTS_AT_LEAST = 10
WINDOWS_AT_MOST = 40
GAP_DAYS = 3
_CAPPED_ABOVE = 0.9
_MEAN_OF_CAPPED_CHI_SQUARE = 0.913
"""Mean of chi-square with one degree of freedom, capped at its 95 % quantile."""
_NO_SCATTER = 1.0 + 1e-6
_SIDE_AT_LEAST = 7
_SMALLEST_BASELINE = 0.5
"""Fewer than one follower in two days is not told from none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """A window [first, first + days) of day numbers, the accounts in it, what was expected, and its p."""

    first: int
    days: int
    accounts: float
    expected: float
    p_value: float

    @property
    def end(self) -> int:
        """First day after the window."""
        return self.first + self.days


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """Bursts in order of time, and the dispersion of the daily counts around their baseline (1 = chance alone)."""

    bursts: tuple[Burst, ...]
    dispersion: float


def scan_days(counts: Floats) -> Scan:
    """Scan daily counts for windows of 1, 2, 4 and 8 days whose count is improbable under their surroundings.

    The baseline of a window is the higher mean of the four weeks before and after, three days next to it left out and
    the highest tenth of days pulled down to the next. Counts scatter more than chance: their variance is `dispersion`
    times the baseline, from the days outside of the window, and the tail is the negative binomial's. p is Bonferroni's
    over windows and lengths. Windows with at most three days between them are one burst.
    """
    daily = _baseline(counts, 1)
    scatter = _scatter(counts, daily)
    overall = max(1.0, float(scatter.mean())) if counts.size else 1.0
    if counts.size < DAYS_AT_LEAST:
        return Scan(bursts=(), dispersion=overall)
    totals, scatters = np.append(0.0, np.cumsum(counts)), np.append(0.0, np.cumsum(scatter))
    found = []
    for days in WINDOWS:
        seen, due = totals[days:] - totals[:-days], days * _baseline(counts, days)
        outside = (scatters[-1] - scatters[days:] + scatters[:-days]) / (counts.size - days)
        p_values = np.minimum(1.0, tail(seen, due, np.maximum(1.0, outside)) * counts.size * len(WINDOWS))
        is_burst = (p_values < P_BELOW) & (seen >= TIMES_AT_LEAST * due) & (seen >= ACCOUNTS_AT_LEAST)
        for first in np.flatnonzero(is_burst).tolist():
            values = float(seen[first]), float(due[first]), float(p_values[first])
            found.append(Burst(first=first, days=days, accounts=values[0], expected=values[1], p_value=values[2]))
    return Scan(bursts=_joined(_apart(found), totals), dispersion=overall)


def tail(seen: Floats, due: Floats, dispersion: Floats) -> Floats:
    """Give the probability of `seen` or more when `due` is expected with `dispersion` times its variance."""
    reached, excess = np.maximum(seen, 1e-9), np.maximum(dispersion - 1.0, 1e-9)
    scattered = special.betainc(reached, due / excess, 1.0 - 1.0 / (1.0 + excess))
    probability = np.where(dispersion <= _NO_SCATTER, special.gammainc(reached, due), scattered)
    return np.asarray(np.where(seen > 0, probability, 1.0), dtype=np.float64)


def _baseline(counts: Floats, days: int) -> Floats:
    """Give the count a day around each window of so many days, float64[len(counts) - days + 1], at least a half.

    It is the higher of the weeks before and after, so that the start of an audience or a new pace is no burst.
    """
    before = _side_mean(counts, np.arange(-BASELINE_DAYS, -GAP_DAYS), days)
    after = _side_mean(counts, np.arange(days + GAP_DAYS, days + BASELINE_DAYS), days)
    return np.maximum(_SMALLEST_BASELINE, np.maximum(before, after), dtype=np.float64)


def _side_mean(counts: Floats, offsets: NDArray[np.intp], days: int) -> Floats:
    """Average the days at these offsets, the highest tenth capped; 0 where the history has under a week of them.

    Other bursts among them are held down by the median: at most two standard deviations of chance above it.
    """
    padded = np.concatenate((np.full(BASELINE_DAYS, np.inf), counts, np.full(BASELINE_DAYS, np.inf)))
    starts = np.arange(max(0, counts.size - days + 1)) + BASELINE_DAYS
    around = np.sort(padded[starts[:, None] + offsets], axis=1)
    known = np.count_nonzero(np.isfinite(around), axis=1)
    ranks = np.stack(((_CAPPED_ABOVE * np.maximum(0, known - 1)).astype(np.int64), known // 2), axis=1)
    caps, middle = np.take_along_axis(around, ranks, axis=1).T
    capped = np.where(np.isfinite(around), np.minimum(around, caps[:, None]), 0.0).sum(axis=1)
    middle = np.where(np.isfinite(middle), middle, 0.0)
    mean = np.minimum(capped / np.maximum(1, known), middle + 2.0 * np.sqrt(middle) + 1.0)
    return np.where(known >= _SIDE_AT_LEAST, mean, 0.0)


def _scatter(counts: Floats, baseline: Floats) -> Floats:
    """Squared deviation of each day over its baseline, the highest twentieth pulled down, so that chance gives 1."""
    if counts.size == 0:
        return np.empty(0)
    squared = (counts - baseline) ** 2 / baseline
    return np.asarray(np.minimum(squared, np.quantile(squared, 0.95)) / _MEAN_OF_CAPPED_CHI_SQUARE, dtype=np.float64)


def _apart(found: list[Burst]) -> list[Burst]:
    """Keep the least probable windows, none overlapping; among equals those with most accounts beyond what is due."""
    kept: list[Burst] = []
    for burst in sorted(found, key=lambda burst: (burst.p_value, burst.expected - burst.accounts, burst.first)):
        if all(burst.first >= other.end or other.first >= burst.end for other in kept):
            kept.append(burst)
        if len(kept) == WINDOWS_AT_MOST:
            break
    return sorted(kept, key=lambda burst: burst.first)


def _joined(bursts: list[Burst], totals: Floats) -> tuple[Burst, ...]:
    """Join windows with at most three days between them: one wave, whose ordinary days count in it as well."""
    joined: list[Burst] = []
    for burst in bursts:
        if not joined or burst.first - joined[-1].end > GAP_DAYS:
            joined.append(burst)
            continue
        first = joined[-1].first
        joined[-1] = Burst(
            first=first,
            days=burst.end - first,
            accounts=float(totals[burst.end] - totals[first]),
            expected=max(joined[-1].expected / joined[-1].days, burst.expected / burst.days) * (burst.end - first),
            p_value=min(joined[-1].p_value, burst.p_value),
        )
    return tuple(joined)
