"""Words near a brief that an audience uses: they show what its interest is in."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from app.domain.niche import MatchedWord
from app.scoring.niche.languages import ENGLISH
from app.scoring.niche.model import NicheModel
from app.scoring.niche.query import Query
from app.scoring.words import stem

USED_BY_AT_LEAST: Final = 5
"""Accounts that must use a word: one that fewer use could point at a person."""

WORDS_AT_MOST: Final = 20
CLOSE_ENOUGH: Final = 2.5
"""Deviations above short texts of the background from which a word is near the brief (ours)."""


def related_words(used: Mapping[str, int], query: Query, model: NicheModel) -> tuple[MatchedWord, ...]:
    """Words that five accounts or more use and that point where the brief does, its own words left out."""
    words = [word for word, accounts in used.items() if accounts >= USED_BY_AT_LEAST and stem(word) not in query.bits]
    if not words or not query.facets.size:
        return ()
    scores = model.yardstick(query, ENGLISH).score(
        model.encoder.encode([[word] for word in words]), np.zeros(len(words), np.intp), np.zeros(len(words), np.uint64)
    )
    near = [
        MatchedWord(word=word, accounts=used[word])
        for word, one in zip(words, scores, strict=True)
        if one > CLOSE_ENOUGH
    ]
    return tuple(sorted(near, key=lambda match: (-match.accounts, match.word))[:WORDS_AT_MOST])
