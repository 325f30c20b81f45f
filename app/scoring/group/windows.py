"""Windows of neighbours in follow order, each compared with its own flanks."""

from dataclasses import dataclass, replace

import numpy as np
from scipy import special

from app.scoring.columns import Floats
from app.scoring.group.cells import Cells
from app.scoring.group.follow_list import BIN_ACCOUNTS_AT_LEAST, Flags, Indices

_FLANK = 2
"""Flanks on each side of a window, in lengths of the window."""
_LONG = 16
"""Windows above one part in so many are long: lists drift over them, in dates most of all."""
_MEASURED = 64
"""Spreads are measured on windows up to one part in so many: a drip in longer ones would be its own yardstick."""
_DRIFT = 1.2
"""Long windows of honest lists reach 1.2 times the score of short ones (docs/research, seeds of tuning)."""
_TELLING = 2.0
"""Scores below it are never the largest of a list, so that nothing more is asked of them."""
_EXPECTED_AT_LEAST = 4.0
_SCORES_AT_LEAST = 50
_ROWS_AT_ONCE = 64


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Windows:
    """Windows [first, last) of bins, and the stretch [outer_first, outer_last) of each with its flanks, by scale.

    `is_one_sided`: the flank is on the newer side alone.
    """

    first: Indices
    last: Indices
    outer_first: Indices
    outer_last: Indices
    scale: Indices
    is_one_sided: bool = False


def dyadic_windows(bins: int) -> Windows:
    """Windows of 2, 4, 8... bins up to half of the list, half overlapping; a flank cut at an end grows at the other."""
    parts, length, scale = [], 2, 0
    while length <= bins // 2:
        first = np.unique(np.append(np.arange(0, bins - length + 1, length // 2), bins - length))
        outer = length * (1 + 2 * _FLANK)
        outer_first = np.clip(first - _FLANK * length, 0, max(0, bins - outer))
        outer_last = np.minimum(bins, outer_first + outer)
        parts.append(np.array([first, first + length, outer_first, outer_last, np.full_like(first, scale)]))
        length, scale = length * 2, scale + 1
    first, last, outer_first, outer_last, scales = np.concatenate(parts, axis=1)
    return Windows(first=first, last=last, outer_first=outer_first, outer_last=outer_last, scale=scales)


def before_newer_flanks(windows: Windows, bins: int) -> Windows:
    """Give the same windows flanks on the newer side alone, as long together as both were."""
    reach = 2 * _FLANK * (windows.last - windows.first)
    outer_last = np.minimum(bins, windows.last + reach)
    return replace(windows, outer_first=windows.first, outer_last=outer_last, is_one_sided=True)


def signed_roots(counts: Floats, sizes: Floats, other_counts: Floats, other_sizes: Floats) -> Floats:
    """Signed square root of the deviance between two binomial proportions; standard normal when they are equal.

    Source: the log-likelihood ratio of Kulldorff, 1997, Communications in Statistics 26:6. 0 where a size is 0.
    """
    size, other = np.maximum(sizes, 1e-9), np.maximum(other_sizes, 1e-9)
    common = (counts + other_counts) / (size + other)
    # Cross entropies at the common rate, less each side's own.
    deviance = (
        _log_likelihood(counts, size, counts / size)
        + _log_likelihood(other_counts, other, other_counts / other)
        - _log_likelihood(counts + other_counts, size + other, common)
    )
    sign = np.where(counts * other >= other_counts * size, 1.0, -1.0)
    is_empty = (sizes == 0) | (other_sizes == 0)
    return np.where(is_empty, 0.0, sign * np.sqrt(2 * np.maximum(deviance, 0.0)))


def window_scores(cells: Cells, windows: Windows) -> Floats:
    """Signed root of each window in each cell, float64[windows, cells], in units of the spread of its scale (from 1).

    A window must exceed the rest of the list as well: beside a burst of alive accounts everybody looks hollow. Counts
    of honest lists scatter more than binomial ones; the spread is measured on the list itself (empirical null: Efron,
    2004, JASA 99:96).
    """
    sums, totals = _cumulated(cells.counts), _cumulated(cells.sizes)
    inside, size = _between(sums, windows.first, windows.last), _between(totals, windows.first, windows.last)
    flanks = _between(sums, windows.outer_first, windows.outer_last) - inside
    flank_size = _between(totals, windows.outer_first, windows.outer_last) - size
    tables = (inside, size, flanks, flank_size)
    # Part by part: whole tables do not fit the cache, which doubles the time.
    parts = range(0, windows.scale.size, _ROWS_AT_ONCE)
    scores = np.vstack([signed_roots(*(table[at : at + _ROWS_AT_ONCE] for table in tables)) for at in parts])
    is_long = (windows.last - windows.first) > len(cells.sizes) / _LONG
    is_judged = np.minimum(size, flank_size) >= BIN_ACCOUNTS_AT_LEAST
    is_judged[np.ix_(is_long, cells.is_dated)] = False
    scores[~is_judged] = 0.0
    expected = size * sums[-1] / np.maximum(totals[-1], 1.0)
    # Windows without a single hollow account count as well: else a delivery among none is its own yardstick.
    is_telling = is_judged & (expected >= _EXPECTED_AT_LEAST)
    spread = _spreads(scores, is_telling, windows, len(cells.sizes))
    scores /= spread[:, None]
    window, cell = np.nonzero(scores > _TELLING)
    count, of = inside[window, cell], size[window, cell]
    against_all = signed_roots(count, of, sums[-1][cell] - count, totals[-1][cell] - of) / spread[window]
    scores[window, cell] = np.minimum(scores[window, cell], against_all)
    return scores


def refine(cells: Cells, windows: Windows, window: int, cell: int) -> tuple[int, int]:
    """Stretch [first, last) of bins around a window of the largest likelihood ratio, at rates of window and flanks."""
    counts, sizes = cells.counts[:, cell], cells.sizes[:, cell]
    first, last = int(windows.first[window]), int(windows.last[window])
    low, high = int(windows.outer_first[window]), int(windows.outer_last[window])
    size, count = sizes[first:last].sum(), counts[first:last].sum()
    rate_in = (count + 0.5) / (size + 1)
    rate_out = (counts[low:high].sum() - count + 0.5) / (sizes[low:high].sum() - size + 1)
    gains = counts * np.log(rate_in / rate_out) + (sizes - counts) * np.log((1 - rate_in) / (1 - rate_out))
    sums = np.append(0.0, np.cumsum(gains))
    middle = (first + last) // 2
    return int(np.argmin(sums[: middle + 1])), int(middle + 1 + np.argmax(sums[middle + 1 :]))


def _cumulated(counts: Floats) -> Floats:
    return np.vstack((np.zeros(counts.shape[1]), np.cumsum(counts, axis=0)))


def _between(sums: Floats, first: Indices, last: Indices) -> Floats:
    return np.asarray(sums[last] - sums[first])


def _log_likelihood(counts: Floats, sizes: Floats, rate: Floats) -> Floats:
    return np.asarray(special.xlogy(counts, rate) + special.xlog1py(sizes - counts, -rate))


def _spreads(scores: Floats, is_telling: Flags, windows: Windows, bins: int) -> Floats:
    """Spread of each window's scale: the median of |score| where it tells, carried on to longer windows."""
    # Against the newer flank alone most scores lie below 0 by themselves, and far below before a block.
    is_telling &= (scores >= 0) | (not windows.is_one_sided)
    spreads, spread = np.ones(windows.scale.size), 1.0
    for scale in range(int(windows.scale[-1]) + 1):
        rows, length = windows.scale == scale, 2 << scale
        if length <= bins / _MEASURED:
            own = np.abs(scores[rows])[is_telling[rows]]
            if own.size >= _SCORES_AT_LEAST:
                spread = max(1.0, float(np.median(own)) / float(special.ndtri(0.75)))
        spreads[rows] = spread if length <= bins / _LONG else spread * _DRIFT
    return spreads
