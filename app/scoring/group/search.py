"""Searches through a list: cells, the windows they are counted in, and the largest score by chance."""

from dataclasses import dataclass, replace

import numpy as np

from app.scoring.columns import Floats
from app.scoring.group.cells import Cells, count_cells, count_young_cells
from app.scoring.group.follow_list import Flags, FollowList
from app.scoring.group.null import bootstrap_maxima, gumbel_tail
from app.scoring.group.windows import Windows, before_newer_flanks, dyadic_windows, refine, window_scores


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Bins [first, last) that stand out, in a cell of a stratum, against both flanks or the newer one alone."""

    p_value: float
    first: int
    last: int
    stratum: int
    is_before_newer: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Search:
    """One way to look for stretches; `maxima` are the largest scores by chance."""

    cells: Cells
    windows: Windows
    maxima: Floats

    def best(self) -> Stretch:
        """Find the stretch of the largest score."""
        scores = window_scores(self.cells, self.windows)
        window, cell = divmod(int(np.argmax(scores)), scores.shape[1])
        first, last = refine(self.cells, self.windows, window, cell)
        return Stretch(
            p_value=gumbel_tail(float(scores[window, cell]), self.maxima),
            first=first,
            last=last,
            stratum=int(self.cells.strata[cell]),
            is_before_newer=self.windows.is_one_sided,
        )

    def without(self, tried: Flags) -> "Search":
        """Search as if nobody were in these bins."""
        counts, sizes = self.cells.counts.copy(), self.cells.sizes.copy()
        counts[tried] = sizes[tried] = 0.0
        return replace(self, cells=replace(self.cells, counts=counts, sizes=sizes))


def start_searches(accounts: FollowList) -> list[Search]:
    """Look at young accounts against who followed later, then at all against both flanks; none where nothing counts."""
    bins = int(accounts.bins[-1]) + 1
    windows = dyadic_windows(bins)
    ways = ((count_young_cells(accounts), before_newer_flanks(windows, bins)), (count_cells(accounts), windows))
    return [
        Search(cells=cells, windows=flanked, maxima=bootstrap_maxima(cells, flanked))
        for cells, flanked in ways
        if cells is not None
    ]
