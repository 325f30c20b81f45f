"""English words as vectors: texts of like meaning point the same way."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Words = Sequence[str]
"""English words and emoji of one text, in small letters."""

CURRENT: Final = "static-2026-11"
REMEMBERED_AT_MOST: Final = 300_000
"""Words whose rows are kept: some 100 bytes each."""

ACCOUNTS_AT_MOST: Final = 20_000
"""Accounts of one audience whose words are read: a share of 10 % is then known within half a point."""

TEXTS_AT_ONCE: Final = 1_000
"""Texts whose rows are in memory together: some 10 MB."""

_LONGEST_WORD: Final = 100
"""A longer word is none, as in BERT's WordPiece: the pieces of one of 5,000 letters take seconds to find."""

_SHORTEST_PART: Final = 3
_LONGEST_SPLIT: Final = 32
_PART_COST: Final = 4.0
"""What each further part costs beside its rarity, in nats (ours): one rare word beats two frequent ones."""


class Encoder(Protocol):
    """Makes one unit vector of each text; the zero vector of a text that holds no known word."""

    @property
    def version(self) -> str:
        """Name of the vectors: those of different versions do not compare."""
        ...

    @property
    def accounts_at_most(self) -> int:
        """Accounts of one audience whose words it has the time to read; of a larger one a uniform draw is read."""
        ...

    def encode(self, texts: Sequence[Words]) -> Vectors:
        """float32[len(texts), dimensions]."""
        ...

    def __hash__(self) -> int:
        """Hash it: what was made with an encoder is remembered by it."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Known words, the most frequent first, and how unknown ones fall into known parts.

    Entries that begin with `##` go on with a word that has begun (WordPiece: Schuster and Nakajima, 2012, ICASSP).
    """

    rows: dict[str, int]
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _cuts: dict[str, list[str]] = field(default_factory=dict)

    def __contains__(self, word: str) -> bool:
        """Whether the word is known as a whole."""
        return word in self.rows

    def rank(self, word: str) -> int:
        """Rank by frequency from 0, the number of words when unknown."""
        return self.rows.get(word, len(self.rows))

    def look_up(self, word: str) -> tuple[int, ...]:
        """Rows of a word: its own, those of the words that it is put together from, or those of its pieces."""
        if len(word) > _LONGEST_WORD:
            return ()
        known = self._known.get(word)
        if known is None:
            known = self._find(word)
            if len(self._known) < REMEMBERED_AT_MOST:
                self._known[word] = known
        return known

    def split(self, word: str) -> list[str]:
        """Take a word that is unknown into known ones (`veganfood`), by the likeliest cut; the word itself if none."""
        if word in self.rows or not 2 * _SHORTEST_PART <= len(word) <= _LONGEST_SPLIT:
            return [word]
        cut = self._cuts.get(word)
        if cut is None:
            cut = self._cut(word)
            if len(self._cuts) < REMEMBERED_AT_MOST:
                self._cuts[word] = cut
        return cut

    def _cut(self, word: str) -> list[str]:
        unreached: tuple[float, list[str]] = (math.inf, [])
        best = [(0.0, list[str]()), *[unreached] * len(word)]
        for end in range(_SHORTEST_PART, len(word) + 1):
            for start in range(end - _SHORTEST_PART + 1):
                row = self.rows.get(word[start:end])
                if row is not None and best[start][0] < math.inf:
                    cost = best[start][0] + math.log(row + 100) + _PART_COST
                    if cost < best[end][0]:
                        best[end] = (cost, [*best[start][1], word[start:end]])
        return best[-1][1] or [word]

    def _find(self, word: str) -> tuple[int, ...]:
        if word in self.rows:
            return (self.rows[word],)
        parts = self.split(word)
        return tuple(self.rows[part] for part in parts) if len(parts) > 1 else self._pieces(word)

    def _pieces(self, word: str) -> tuple[int, ...]:
        found: list[int] = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                row = self.rows.get(word[start:end] if start == 0 else f"##{word[start:end]}")
                if row is not None:
                    found.append(row)
                    start = end
                    break
            else:
                return ()
        return tuple(found)


@dataclass(frozen=True, slots=True, eq=False)
class StaticEncoder:
    """A table of word vectors, distilled from a sentence encoder (docs/niche.md); a text is the sum of its words.

    `table` is int8[words, dimensions]; row i times `scales[i]` is the vector of word i.
    """

    version: str
    vocabulary: Vocabulary
    table: NDArray[np.int8]
    scales: NDArray[np.float32]

    @property
    def accounts_at_most(self) -> int:
        """Some two seconds of reading."""
        return ACCOUNTS_AT_MOST

    def encode(self, texts: Sequence[Words]) -> Vectors:
        """Add the rows of each text's words, and take the sum to length 1."""
        return np.concatenate(
            [
                self._encode(texts[first : first + TEXTS_AT_ONCE])
                for first in range(0, max(1, len(texts)), TEXTS_AT_ONCE)
            ]
        )

    def _encode(self, texts: Sequence[Words]) -> Vectors:
        look_up = self.vocabulary.look_up
        rows: list[int] = []
        ends = np.empty(len(texts), np.int64)
        for index, words in enumerate(texts):
            for word in words:
                rows.extend(look_up(word))
            ends[index] = len(rows)
        return unit(self._sums(np.array(rows, np.int64), ends))

    def _sums(self, rows: NDArray[np.int64], ends: NDArray[np.int64]) -> Vectors:
        starts = np.concatenate(([0], ends[:-1]))
        filled = ends > starts
        sums = np.zeros((len(ends), self.table.shape[1]), np.float32)
        if rows.size:
            scaled = self.table[rows] * self.scales[rows, None]
            sums[filled] = np.add.reduceat(scaled, starts[filled], axis=0)
        return sums


def unit(vectors: Vectors) -> Vectors:
    """Vectors of length 1 in the same directions; zero stays zero."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: Vectors = np.divide(vectors, length, out=np.zeros_like(vectors), where=length > 0)
    return scaled


@cache
def load_encoder(version: str = CURRENT) -> StaticEncoder:
    """Load the table that is shipped."""
    with (files("app.scoring.niche") / "data" / f"{version}.npz").open("rb") as file, np.load(file) as parts:
        words = bytes(parts["words"]).decode().split("\n")
        return StaticEncoder(
            version=version,
            vocabulary=Vocabulary({word: row for row, word in enumerate(words)}),
            table=parts["table"],
            scales=parts["scales"].astype(np.float32),
        )
