"""What people say who have no niche: against it a text is measured, so that a popular topic is no niche."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.scoring.niche.encoder import Encoder, Vectors
from app.scoring.niche.languages import ENGLISH, Languages
from app.scoring.niche.phrases import load_phrases
from app.scoring.niche.query import Masks, Query
from app.scoring.niche.texts import read_text
from app.scoring.words import stem

Floats = NDArray[np.float64]

LENGTHS: Final = (6, 12)
"""Words from which a text is of middle length, and long: vectors of short texts scatter more."""

TEXTS_A_LENGTH: Final = 1_500
SEED: Final = 20_261_125
"""The same background every time: same text, same score."""

GLOSSED_STEP: Final = 3
"""Of the texts of another language than English only each third is made: they are many languages."""

MARK: Final = 0.95
"""Part of the background below the mark from which a text, or an account, stands out."""

_LONGEST: Final = (5, 11, 24)


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """Made-up texts of one language: `words` in English, `vectors` float32[n, dimensions], `lengths` their classes."""

    words: Sequence[Sequence[str]]
    vectors: Vectors
    lengths: NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Yardstick:
    """How one language's background lies to a query: means and deviations by class of length and facet.

    `background` is the score of each background text.
    """

    query: Query
    means: Floats
    deviations: Floats
    background: Floats

    @classmethod
    def of(cls, query: Query, background: Background) -> "Yardstick":
        """Measure the background against the query."""
        cosines = (background.vectors @ query.facets.T).astype(np.float64)
        classes = range(len(LENGTHS) + 1)
        means = np.stack([cosines[background.lengths == one].mean(0) for one in classes])
        deviations = np.stack([cosines[background.lengths == one].std(0) for one in classes]) + 1e-9
        masks = np.array([query.mask(map(stem, words)) for words in background.words], np.uint64)
        plain = cls(query, means, deviations, np.empty(0))
        return cls(query, means, deviations, plain.score(background.vectors, background.lengths, masks))

    @property
    def mark(self) -> float:
        """Score from which one text stands out."""
        return float(np.quantile(self.background, MARK))

    def score(self, vectors: Vectors, lengths: NDArray[np.intp], masks: Masks) -> Floats:
        """Score texts, float64[n]: deviations above the background's mean to the nearest facet, and matched words."""
        scores = self.query.word_bonus(masks)
        if self.query.facets.size:
            cosines = (vectors @ self.query.facets.T).astype(np.float64)
            scores += ((cosines - self.means[lengths]) / self.deviations[lengths]).max(axis=1)
        return scores


def length_class(words: int) -> int:
    """Class of a text by its number of words: short, middle, long."""
    return int(np.searchsorted(LENGTHS, words, side="right"))


@cache
def make_background(encoder: Encoder, languages: Languages, language: str) -> Background:
    """Make one language's background."""
    texts = background_words(languages, language)
    lengths = np.array([length_class(len(words)) for words in texts])
    return Background(words=texts, vectors=encoder.encode(texts), lengths=lengths)


def background_words(languages: Languages, language: str) -> list[tuple[str, ...]]:
    """Texts of a background; of another language than English they hold only what that language's list can say."""
    if language == ENGLISH:
        return list(_texts(languages))
    sayable = languages.glosses[language].meanings()
    made = islice(_texts(languages), None, None, GLOSSED_STEP)
    texts = [tuple(word for word in words if word in sayable) for words in made]
    return [words for words in texts if words]


@cache
def _texts(languages: Languages) -> Sequence[tuple[str, ...]]:
    """Join phrases until a text has the length that was drawn for it."""
    return list(_join(languages))


def _join(languages: Languages) -> Iterator[tuple[str, ...]]:
    generator = np.random.default_rng(SEED)
    phrases = [tuple(read_text(phrase, languages, ENGLISH).words) for phrase in load_phrases()]
    phrases = [words for words in phrases if words]
    for longest in _LONGEST:
        shortest = 2 if longest == _LONGEST[0] else LENGTHS[_LONGEST.index(longest) - 1]
        for wanted in generator.integers(shortest, longest + 1, TEXTS_A_LENGTH):
            words: list[str] = []
            while len(words) < wanted:
                words.extend(phrases[generator.integers(len(phrases))])
            yield tuple(words[:longest])
