"""Names of places with the countries that they may mean, as `python -m app.training.niche.places` writes them."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from sys import intern
from typing import Final, NamedTuple, Self

BLOCKS: Final = ("english", "codes", "declared", "anywhere", "towns", "alone")
"""Blocks of the file, in its order; an empty line lies between two."""
NAME_WORDS_AT_MOST: Final = 6
WORD: Final = re.compile(r"(?:[^\W_]|[\u0900-\u109f\u1780-\u17ff])+")
"""A word; vowel signs of Indian and south-east Asian scripts, which are no letters to Python, do not end it."""

_NORMALISED_AT_MOST = 640
_LETTERS = str.maketrans(
    {"\u0131": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D"}
    | {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "&": " and ", "_": " "}
    | dict.fromkeys("'`\u2019\u2018\u02bb\u02bc\u02be\u02bf\u00b4\u00ad\u0640\ufeff", "")
    | dict.fromkeys(map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))), "")
)
_MARKS = re.compile(r"[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u0652\ufe0e\ufe0f]")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.)+[A-Za-z]\b\.?")

Codes = frozenset[str]


class Reading(NamedTuple):
    """What a name may mean: `likely` is one country where that is far larger than its namesakes, else all of them."""

    likely: Codes
    possible: Codes
    is_state: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Folded names and what they mean, as `read_meaning` reads it.

    `declared` are countries and states; of cities, `anywhere` count beside other words, `towns` when nothing else of
    their part of the text is unknown, `alone` when nothing else is said.
    """

    english: Mapping[str, str]
    codes: Mapping[str, str]
    declared: Mapping[str, str]
    anywhere: Mapping[str, str]
    towns: Mapping[str, str]
    alone: Mapping[str, str]

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read a file of names; ValueError when it is not one."""
        blocks = [
            {name: intern(meaning) for name, _, meaning in (line.partition("\t") for line in block.split("\n"))}
            for block in text.rstrip("\n").split("\n\n")
        ]
        return cls(**dict(zip(BLOCKS, blocks, strict=True)))


@cache
def load_places() -> Places:
    """Read the names of this package, once for a process."""
    return Places.from_text(files("app.scoring.niche").joinpath("data", "places.tsv").read_text(encoding="utf-8"))


@cache
def read_meaning(meaning: str) -> Reading:
    """Read `FR US` as France before a namesake, `? ES VE` as either, `+ US CO` as a state of the first."""
    codes = meaning.removeprefix("+ ").removeprefix("? ").split()
    likely = codes if meaning.startswith("?") else codes[:1]
    return Reading(frozenset(likely), frozenset(codes), is_state=meaning.startswith("+"))


@cache
def read_code(meaning: str) -> tuple[Reading, Codes]:
    """Read `US;IT` as what a code means, and the countries with a state of that code that only their people know."""
    usual, _, seldom = meaning.partition(";")
    return read_meaning(usual), frozenset(seldom.split())


def fold_letters(text: str) -> str:
    """Fold accents, forms, invisible signs and the dots of U.S.A.; keeps the case, which tells a code from a word."""
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text.translate(_LETTERS))[:_NORMALISED_AT_MOST])
        text = unicodedata.normalize("NFKC", text)
    if "." in text:
        text = _DOTTED.sub(_without_dots, text)
    return text.translate(_LETTERS)


def fold_name(name: str) -> str:
    """Fold a name as the file has it: words in lower case with one space between."""
    return " ".join(WORD.findall(fold_letters(name))).casefold()


def _without_dots(dotted: re.Match[str]) -> str:
    letters = dotted[0].replace(".", "").upper()
    return "USA " if letters == "US" else f"{letters} "
