"""Whether the labelled accounts can stand for the others."""

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from app.scoring.columns import Floats
from app.scoring.share.strata import Strata, covered_strata, known_scores

LABELS_AT_LEAST = 30
"""The fewest at which `bench.authenticity labels` shows that the interval holds."""
_P_BELOW = 0.001
_ROUNDING = 1e-9


def object_to(scores: Floats, labels: Floats) -> str | None:
    """Why labels (1, 0, NaN none) must not measure the share, as a sentence; None when nothing speaks against it.

    What cannot be seen: accounts that were chosen because of what they turned out to be, on either side.
    """
    is_labelled = ~np.isnan(labels)
    count = int(np.count_nonzero(is_labelled))
    if count == labels.size:
        return None
    if count < LABELS_AT_LEAST:
        more = min(LABELS_AT_LEAST, labels.size) - count
        return f"{count:,} accounts are labelled: at {more:,} more, labels will measure the inauthentic share."
    if labels[is_labelled].all():
        return (
            f"All {count:,} labels call an account inauthentic, as if only what was found had been labelled: they are "
            "not used for the inauthentic share. Label the authentic accounts that were checked, too."
        )
    strata = covered_strata(scores, is_labelled)
    if strata is None or _departure(known_scores(scores), is_labelled, strata) < _P_BELOW:
        return (
            f"The {count:,} labelled accounts are no fair draw: their scores differ from those of the others, as if "
            "suspicious or unsuspicious accounts had been picked. Labels are not used for the inauthentic share; "
            "label accounts drawn at random."
        )
    return None


def _departure(values: Floats, is_labelled: NDArray[np.bool_], strata: Strata) -> float:
    """Two-sided p of the labelled accounts' ranks inside their strata under a random draw (van Elteren, 1960).

    Inside strata, because a draw may take more from one stratum than from another, as `choose_for_review` does.
    """
    departure = variance = 0.0
    for stratum in range(strata.max() + 1):
        own = strata == stratum
        ranks = stats.rankdata(values[own]) / np.count_nonzero(own)
        drawn = ranks[is_labelled[own]]
        departure += float((drawn - ranks.mean()).sum())
        variance += drawn.size * (1 - drawn.size / ranks.size) * float(ranks.var(ddof=1))
    # Equal scores have no ranks, and rounding leaves them a little variance.
    return float(2 * stats.norm.sf(abs(departure) / np.sqrt(variance))) if variance > _ROUNDING else 1.0
