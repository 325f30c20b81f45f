"""Who speaks of what the brand sells: word matching, until a model reads meaning."""

from collections.abc import Sequence

import numpy as np

from app.domain.assessment import MatchedWord, NicheFit
from app.domain.audience import FrameNote
from app.scoring.columns import AccountColumns, Floats
from app.scoring.share import Interval, proportion_share, wilson_interval

CONTENT_WORDS_AT_LEAST = 3
"""An account with fewer words of its own, none of them from the brief, says nothing either way."""


_EVEN_ODDS = 0.5


def mentions(columns: AccountColumns) -> Floats:
    """1 when an account uses a word of the brief, 0 when it speaks of other things, NaN when it says too little."""
    matches = columns.niche_mask != 0
    speaks = columns.niche_words_count >= CONTENT_WORDS_AT_LEAST
    return np.where(matches, 1.0, np.where(speaks, 0.0, np.nan))


def measure_niche(
    columns: AccountColumns,
    inauthentic: Floats,
    words: Sequence[str],
    note: FrameNote,
    level: float,
    *,
    sampling: Interval = wilson_interval,
) -> NicheFit:
    """Share among authentic accounts, each weighted by its probability to be one; `words` as the columns were read."""
    weights = 1.0 - np.nan_to_num(inauthentic, nan=1.0)
    share = proportion_share(mentions(columns), note, level, weights=weights, sampling=sampling)
    authentic = columns.niche_mask[weights > _EVEN_ODDS]
    counts = [int(np.count_nonzero(authentic & np.uint64(1 << bit))) for bit in range(len(words))]
    matched = [MatchedWord(word=word, accounts=count) for word, count in zip(words, counts, strict=True) if count]
    matched.sort(key=lambda match: (-match.accounts, match.word))
    return NicheFit(share=share, words=tuple(words), matched=tuple(matched))
