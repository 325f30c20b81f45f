"""What the words of n accounts come to, as numbers: the words themselves are not kept."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

NO_CODE: Final = -1
_LETTERS: Final = 26
_FIRST: Final = ord("a")
VECTOR_STEP: Final = 1 / 254
"""A component of a vector of length 1, or of a mean of such, is this times an int8."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TextColumns:
    """Arrays of n accounts.

    `score` is float64, how far the account's texts stand out towards the brief, NaN when they say too little or were
    not read; `texts` int16, how many texts that is; `word_mask` uint64, a bit for each key word that occurs; `admitted`
    bool, false where a word that must occur does not, or one that must not does. `language` and `place` are int16 codes
    (`code_of`), NO_CODE when unknown. `vectors` int8[n, dimensions] is the mean direction of the texts without what all
    texts share, in VECTOR_STEP; no such column is ever stored.
    """

    score: Floats
    texts: NDArray[np.int16]
    word_mask: NDArray[np.uint64]
    admitted: NDArray[np.bool_]
    language: NDArray[np.int16]
    place: NDArray[np.int16]
    vectors: NDArray[np.int8]

    @classmethod
    def unread(cls, count: int, dimensions: int = 0) -> Self:
        """Columns of accounts whose words were not read."""
        return cls(
            score=np.full(count, np.nan),
            texts=np.zeros(count, np.int16),
            word_mask=np.zeros(count, np.uint64),
            admitted=np.ones(count, np.bool_),
            language=np.full(count, NO_CODE, np.int16),
            place=np.full(count, NO_CODE, np.int16),
            vectors=np.zeros((count, dimensions), np.int8),
        )

    def __len__(self) -> int:
        """Count the accounts."""
        return len(self.score)

    @classmethod
    def concat(cls, parts: Sequence[Self]) -> Self:
        """Join columns in order; parts of accounts whose words were not read may be of any dimensions."""
        dimensions = max((part.vectors.shape[1] for part in parts), default=0)
        widened = [part if part.vectors.shape[1] == dimensions else part.widen(dimensions) for part in parts]
        return cls(**{name: np.concatenate([getattr(part, name) for part in widened]) for name in names(cls)})

    def widen(self, dimensions: int) -> Self:
        """Give columns without vectors zero vectors of these dimensions."""
        values: dict[str, NDArray[Any]] = {name: getattr(self, name) for name in names(type(self))}
        return type(self)(**{**values, "vectors": np.zeros((len(self), dimensions), np.int8)})

    def take(self, indices: NDArray[np.intp] | NDArray[np.bool_]) -> Self:
        """Choose accounts by index or mask, in the order given."""
        return type(self)(**{name: getattr(self, name)[indices] for name in names(type(self))})


def names(columns: type[TextColumns]) -> tuple[str, ...]:
    """Names of the columns."""
    return tuple(field.name for field in fields(columns))


def code_of(letters: str | None) -> int:
    """Give the number of a code of two letters, NO_CODE for anything else."""
    if letters is None or len(letters) != 2 or not (letters.isascii() and letters.isalpha()):  # noqa: PLR2004
        return NO_CODE
    first, second = letters.lower().encode()
    return (first - _FIRST) * _LETTERS + second - _FIRST


def letters_of(code: int) -> str:
    """Two small letters of a code's number."""
    first, second = divmod(code, _LETTERS)
    return chr(_FIRST + first) + chr(_FIRST + second)
