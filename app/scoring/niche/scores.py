"""Several texts at once, each by what belongs to its language."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from app.scoring.niche.background import length_class
from app.scoring.niche.encoder import Vectors
from app.scoring.niche.model import NicheModel
from app.scoring.niche.query import Masks, Query
from app.scoring.niche.texts import ReadText

Floats = NDArray[np.float64]


def by_language(texts: Sequence[ReadText], model: NicheModel) -> Iterator[tuple[str, NDArray[np.intp]]]:
    """Give each language that texts are compared in, with the rows of its texts."""
    spoken = [model.languages.compared_in(text.language) for text in texts]
    for language in sorted(set(spoken)):
        yield language, np.flatnonzero([one == language for one in spoken])


def score_texts(texts: Sequence[ReadText], vectors: Vectors, masks: Masks, query: Query, model: NicheModel) -> Floats:
    """Score texts with their vectors and the masks of the words that they hold, float64[n]."""
    scores = np.empty(len(texts))
    lengths = np.array([length_class(len(text.words)) for text in texts], np.intp)
    for language, rows in by_language(texts, model):
        scores[rows] = model.yardstick(query, language).score(vectors[rows], lengths[rows], masks[rows])
    return scores


def marks_of(texts: Sequence[ReadText], query: Query, model: NicheModel) -> Floats:
    """Score from which each text stands out, float64[n]."""
    marks = np.empty(len(texts))
    for language, rows in by_language(texts, model):
        marks[rows] = model.yardstick(query, language).mark
    return marks


def without_shared(texts: Sequence[ReadText], vectors: Vectors, model: NicheModel) -> Vectors:
    """Take out of each text's vector what all texts of its language share."""
    rest = np.zeros_like(vectors)
    for language, rows in by_language(texts, model):
        rest[rows] = model.without_shared(vectors[rows], language)
    return rest
