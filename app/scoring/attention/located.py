"""Folded text that remembers where each of its letters stood, as folding changes lengths ("ß" is "ss")."""

import re
from dataclasses import dataclass
from functools import lru_cache

from app.scoring.attention.folding import fold_look_alikes, fold_spelling

_LETTER = re.compile(r"(?s:.)[\u0300-\u036f]{0,8}")
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})  # noqa: RUF001 - those of phones


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatedText:
    """Folded `text`; letter i of it comes from `starts[i]` up to before `ends[i]`, in code points of the original."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the folded text, which must not be empty, stands in the original."""
        return self.starts[start], self.ends[end - 1]


def locate_letters(text: str) -> LocatedText:
    """Fold as `fold_letters` does, leave out letters that nobody sees, and write every apostrophe in one way."""
    if text.isascii():
        return LocatedText(
            text=text.casefold().translate(_APOSTROPHES),
            starts=tuple(range(len(text))),
            ends=tuple(range(1, len(text) + 1)),
        )
    pieces, starts, ends = [], [], []
    for found in _LETTER.finditer(text):
        piece = _fold_letter(found[0])
        pieces.append(piece)
        starts += [found.start()] * len(piece)
        ends += [found.end()] * len(piece)
    return LocatedText(text=fold_look_alikes("".join(pieces)), starts=tuple(starts), ends=tuple(ends))


@lru_cache(maxsize=4_096)
def _fold_letter(letter: str) -> str:
    return fold_spelling(_UNSEEN.sub("", letter)).translate(_APOSTROPHES)
