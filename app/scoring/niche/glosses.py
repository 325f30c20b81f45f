"""What words of other languages mean in English: our own lists, one file a language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Final

import Stemmer

from app.scoring.words import fold_accents

FUNCTION: Final = "-"
"""The gloss of a word without a meaning of its own, such as an article."""

REMEMBERED_AT_MOST: Final = 200_000
"""Looked-up words of one language that are kept: more than any language's usual ones."""

_STEMMERS: Final = {
    "de": "german",
    "el": "greek",
    "es": "spanish",
    "fr": "french",
    "hi": "hindi",
    "it": "italian",
    "nl": "dutch_porter",
    "pt": "portuguese",
    "tr": "turkish",
}
"""Snowball stemmers (Porter, 2001, snowballstem.org) by ISO 639-1 code."""

_COMPOUNDING: Final = frozenset({"de", "nl"})
_SPACELESS: Final = frozenset({"ja"})
_SHORTEST_PART: Final = 4
_PARTS_AT_MOST: Final = 3
_LONGEST_COMPOUND: Final = 48
"""A longer token is no word: somebody leaned on a key, or wants to take our time."""
_LINKS: Final = ("", "s", "es", "n", "en", "er", "e")
_LONGEST_WRITTEN: Final = 8
_SHORTEST_KATAKANA: Final = 3
"""Shorter katakana words stand inside longer ones that they have nothing to do with."""
_ALPHABETS: Final = re.compile("[\u30a0-\u30ff]+|[^\u30a0-\u30ff]+")

Meaning = tuple[str, ...]
"""English words; empty for a function word."""


@dataclass(frozen=True, slots=True, eq=False)
class Glosses:
    """One language: `words` from the written form, in small letters, to its meaning."""

    language: str
    words: Mapping[str, Meaning]
    _known: dict[str, Meaning | None] = field(default_factory=dict)
    _looser: dict[str, Meaning] = field(default_factory=dict)

    def look_up(self, token: str) -> Meaning | None:
        """Meaning of a token: as written, without accents, by its stem, or by its parts; None when unknown."""
        if token in self._known:
            return self._known[token]
        meaning = self.words.get(token)
        if meaning is None:
            meaning = self._find(token)
        if len(token) <= _LONGEST_COMPOUND and len(self._known) < REMEMBERED_AT_MOST:
            self._known[token] = meaning
        return meaning

    def meanings(self) -> frozenset[str]:
        """All English words that this language's list can say."""
        return frozenset(word for meaning in self.words.values() for word in meaning)

    def _find(self, token: str) -> Meaning | None:
        if self.language in _SPACELESS:
            return self._cut(token)
        looser = self._looser or self._loosen()
        bare = fold_accents(token)
        for form in (bare, self._stem(token), fold_accents(self._stem(token)), self._stem(bare)):
            if form in looser:
                return looser[form]
        return self._split(token) if self.language in _COMPOUNDING else None

    def _loosen(self) -> dict[str, Meaning]:
        """Add the forms without accents and the stems; of words that become alike the first written one stays.

        Function words are left out: their stems are those of words that mean something.
        """
        for word, meaning in self.words.items():
            for form in (fold_accents(word), self._stem(word), fold_accents(self._stem(word))):
                if meaning:
                    self._looser.setdefault(form, meaning)
        return self._looser

    def _stem(self, word: str) -> str:
        name = _STEMMERS.get(self.language)
        return word if name is None else _stemmer(name).stemWord(word)

    def _split(self, token: str, parts: int = _PARTS_AT_MOST) -> Meaning | None:
        """Read a compound as its two or three known parts, the longest first part first."""
        if len(token) > _LONGEST_COMPOUND:
            return None
        for end in range(len(token) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
            head = self._part(token[:end])
            if head is None:
                continue
            tail = self.words.get(token[end:]) or self._looser.get(self._stem(token[end:]))
            if tail is None and parts > 2:  # noqa: PLR2004 - a head and a tail
                tail = self._split(token[end:], parts - 1)
            if tail:
                return head + tail
        return None

    def _part(self, text: str) -> Meaning | None:
        for link in _LINKS:
            stem = text.removesuffix(link) if link else text
            if len(stem) >= _SHORTEST_PART and self.words.get(stem):
                return self.words[stem]
        return None

    def _cut(self, run: str) -> Meaning | None:
        """Read a run of letters without spaces by the longest known words from the left, each alphabet by itself."""
        found: list[str] = []
        for part in _ALPHABETS.findall(run):
            shortest = _SHORTEST_KATAKANA if "\u30a0" <= part[0] <= "\u30ff" else 1
            start = 0
            while start < len(part):
                for end in range(min(len(part), start + _LONGEST_WRITTEN), start, -1):
                    meaning = self.words.get(part[start:end])
                    if meaning is not None and (end - start >= shortest or end - start == len(part)):
                        found.extend(meaning)
                        start = end
                        break
                else:
                    start += 1
        return tuple(found) or None


@cache
def load_glosses() -> Mapping[str, Glosses]:
    """Every language that we have a list of, by its ISO 639-1 code; English has its function words only."""
    folder = files("app.scoring.niche") / "data" / "glosses"
    return {
        file.name.removesuffix(".tsv"): Glosses(file.name.removesuffix(".tsv"), _read(file.read_text("utf-8")))
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".tsv")
    }


def _read(text: str) -> dict[str, Meaning]:
    words = {}
    for line in text.splitlines():
        word, _, gloss = line.partition("\t")
        words[word] = () if gloss == FUNCTION else tuple(gloss.split())
    return words


@cache
def _stemmer(name: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(name)
