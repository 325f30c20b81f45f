"""Accounts in groups by their score, so that labels of each group speak for their own group only."""

import numpy as np
from numpy.typing import NDArray

from app.scoring.columns import Floats

LABELS_IN_EACH = 4
"""Labels that a stratum needs at least."""
_LABELS_EACH = 20
_STRATA_AT_MOST = 8

Strata = NDArray[np.intp]


def known_scores(scores: Floats) -> Floats:
    """Scores in which an unknown one (NaN) is that of an average account, .5 when no score is known."""
    unknown = np.isnan(scores)
    return np.where(unknown, scores[~unknown].mean() if not unknown.all() else 0.5, scores)


def score_strata(scores: Floats, labels: int) -> Strata:
    """Stratum of each account, from 0 in order of the scores: about equally many accounts each, equal scores together.

    So many that about 20 labels fall into each, 2 to 8 (both numbers ours).
    """
    return _cut(known_scores(scores), _parts(labels))


def covered_strata(scores: Floats, is_labelled: NDArray[np.bool_]) -> Strata | None:
    """Give the most strata, at most those of `score_strata`, that hold enough labels each; None if not even two do."""
    values = known_scores(scores)
    for parts in range(_parts(int(np.count_nonzero(is_labelled))), 1, -1):
        strata = _cut(values, parts)
        if np.bincount(strata[is_labelled], minlength=strata.max() + 1).min() >= LABELS_IN_EACH:
            return strata
    return None


def _parts(labels: int) -> int:
    return int(np.clip(labels // _LABELS_EACH, 2, _STRATA_AT_MOST))


def _cut(values: Floats, parts: int) -> Strata:
    edges = np.unique(np.quantile(values, np.arange(1, parts) / parts))
    # Again from 0, as ties can leave a stratum without any account.
    return np.unique(np.searchsorted(edges, values, side="right"), return_inverse=True)[1]
