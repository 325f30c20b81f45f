"""Which accounts a person should look at."""

import numpy as np
from numpy.typing import NDArray

from app.scoring.columns import Floats
from app.scoring.share.strata import LABELS_IN_EACH, known_scores, score_strata


def choose_for_review(scores: Floats, count: int, seed: int) -> NDArray[np.intp]:
    """Choose the indices of the accounts whose labels tell most about the share, at random inside strata of the score.

    More of them where scores are unsure (Neyman, 1934, JRSS 97:558), at least 4 in each stratum. The same scores and
    seed choose the same accounts.
    """
    if count >= scores.size:
        return np.arange(scores.size)
    strata = score_strata(scores, count)
    chance = known_scores(scores)
    sizes = np.bincount(strata)
    # 0.02 more: where scores are sure, they may still be wrong.
    need = np.sqrt(np.bincount(strata, chance * (1 - chance)) / sizes + 0.02)
    order = np.lexsort((np.random.default_rng(seed).random(scores.size), strata))
    turn = np.empty(scores.size)
    turn[order] = np.arange(scores.size) - (np.cumsum(sizes) - sizes)[strata[order]] + 1
    # Each stratum gives its accounts in turn, and the next one comes from where most is needed for each account given.
    return np.lexsort((-need[strata] / turn, turn > LABELS_IN_EACH))[:count]
