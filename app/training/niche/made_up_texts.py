"""Texts as people write them in bios and posts, made by a machine from our own words and phrases."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.scoring.niche.encoder import Vectors
from app.scoring.niche.tokens import read_tokens

SEEDS: Final = 8_000
NEIGHBOURS: Final = 60
"""Words around each seed: a text about one thing is made from one such circle."""

REPLACED: Final = 0.45
"""Part of a phrase's words that is replaced by others of a circle, so that the phrase is about that."""

FRAMES: Final = (
    "{a} | {b} | {c}",
    "{a}, {b}, {c} and {d}",
    "i love {a} and {b}",
    "{a} lover. {b} addict. {c}",
    "official page of {a}",
    "my new {a} {b}",
    "how to {a} your {b} with {c}",
    "the best {a} for {b}",
    "{a} {b} {c}",
    "{a} {b}",
    "just a {a} who loves {b}",
    "does anyone know a good {a} for {b}?",
    "what is the {a} of {b}",
    "{a} coach and {b} enthusiast",
    "first time making {a}, what do you think of the {b}?",
    "{a} fan, {b} nerd, {c}",
    "#{a} #{b} #{c} #{d}",
    "a {a} and {b} for {c} and {d}",
    "{a} for people who like {b}",
)
"""Sentences with gaps; the last two are briefs."""

_SHORTEST_REPLACED: Final = 4
_ABOUT_ONE_THING: Final = 0.8
"""Part of a frame's gaps that are filled from one circle."""

_RANK_OFFSET: Final = 1_000
_RANK_POWER: Final = 0.55
"""How much rarer a word of a higher rank is: flatter than speech, so that rare words are met at all."""


@dataclass(frozen=True, slots=True, eq=False)
class Circles:
    """Words with how often each is drawn, and for some of them the words around them."""

    words: Sequence[str]
    chances: np.ndarray
    around: np.ndarray

    @classmethod
    def around_words(cls, words: Sequence[str], vectors: Vectors, generator: np.random.Generator) -> "Circles":
        """Find each seed's neighbours by cosine; `words` are ordered by frequency, `vectors` of length 1."""
        chances = 1.0 / (np.arange(len(words)) + _RANK_OFFSET) ** _RANK_POWER
        chances /= chances.sum()
        centred = vectors - vectors.mean(0)
        centred /= np.linalg.norm(centred, axis=1, keepdims=True)
        seeds = generator.choice(len(words), SEEDS, replace=False, p=chances)
        around = [
            np.argpartition(-(centred[part] @ centred.T), NEIGHBOURS, axis=1)[:, :NEIGHBOURS]
            for part in np.array_split(seeds, 16)
        ]
        return cls(words, chances, np.concatenate(around))


def make_texts(
    count: int, circles: Circles, phrases: Sequence[str], labels: Sequence[str], generator: np.random.Generator
) -> Iterator[str]:
    """Make texts: phrases as they are, phrases turned to another subject, frames, lists, names of topics, mixtures."""
    anything = iter(generator.choice(len(circles.words), 30 * count, p=circles.chances))
    words = circles.words

    def word() -> str:
        return words[int(next(anything))]

    for kind in generator.random(count):
        circle = circles.around[generator.integers(len(circles.around))]

        def near(circle: np.ndarray = circle) -> str:
            return words[int(circle[generator.integers(NEIGHBOURS)])]

        yield _make(kind, word, near, phrases, labels, generator)


def _make(
    kind: float,
    word: Callable[[], str],
    near: Callable[[], str],
    phrases: Sequence[str],
    labels: Sequence[str],
    generator: np.random.Generator,
) -> str:
    """Make one text; `kind` in [0, 1) says which sort."""
    match int(kind * 20):
        case 0 | 1 | 2:
            made = [_one_of(phrases, generator) for _ in range(generator.integers(1, 3))]
        case 3 | 4 | 5 | 6 | 7:
            made = [
                near() if len(token) >= _SHORTEST_REPLACED and generator.random() < REPLACED else token
                for token in read_tokens(_one_of(phrases, generator))
            ]
        case 8 | 9 | 10 | 11:
            frame = _one_of(FRAMES, generator)
            made = [
                frame.format(**{gap: near() if generator.random() < _ABOUT_ONE_THING else word() for gap in "abcd"})
            ]
        case 12:
            named = [_one_of(labels, generator) for _ in range(generator.integers(1, 3))]
            made = [*named, *(word() for _ in range(generator.integers(0, 3)))]
        case 13 | 14 | 15:
            made = [_one_of(phrases, generator), *(near() for _ in range(generator.integers(1, 4)))]
        case 16 | 17:
            made = [near() for _ in range(generator.integers(1, 6))]
        case _:
            made = [word() for _ in range(generator.integers(1, 9))]
    return " ".join(made)


def _one_of(texts: Sequence[str], generator: np.random.Generator) -> str:
    return texts[int(generator.integers(len(texts)))]
