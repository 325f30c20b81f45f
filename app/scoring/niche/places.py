"""Which country an account declares: flags, names of countries, states and cities in the text of its location.

The names lie in `data/places.tsv`, which `python -m app.training.niche.places` makes (NOTICE has its sources).
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from app.scoring.niche.place_names import (
    NAME_WORDS_AT_MOST,
    WORD,
    Codes,
    Places,
    Reading,
    fold_letters,
    load_places,
    read_code,
    read_meaning,
)

LOCATION_AT_MOST: Final = 160
"""Characters of a location that are read (ours: the longest field of a platform that we know is shorter)."""
_REMEMBERED: Final = 16_384
_CODE_LETTERS: Final = 2
_LONGEST_UNSPACED: Final = 12

_FLAG = re.compile(r"[\U0001f1e6-\U0001f1ff]{2}|\U0001f3f4[\U000e0061-\U000e007a]{2}")
_FLAG_LETTERS = {first + index: 65 + index for first in (0x1F1E6, 0xE0061) for index in range(26)} | {0x1F3F4: None}
_BREAK = re.compile(
    r"(\s[-\u2013\u2014]+\s|[,\u060c\u3001()\[\]{}:\u2013\u2014/|\\;\u2022\u00b7~\u2192=*\n\r\"+!?@<>#]+)"
)
_COMMA = re.compile(r"[\s,\u060c\u3001()\[\]\u2013\u2014-]+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_KATAKANA = re.compile(r"[\u30a1-\u30ff]")
_WITHIN = re.compile(r"[\u30a1-\u30ff]{2}|[\uac00-\ud7af]{2}")
_FILLER_TEXT = """
    a the in at from of near nr around outside now currently living live lives based born somewhere city town village
    county area district downtown central greater north south east west northern southern eastern western upper lower
    en de em da do desde vivo moro cidade ciudad aus bei stadt dans ville di nel citta van uit stad sehri
"""
"""Words that may stand around the name of a town when it is all that is said."""
_FILLERS = frozenset(_FILLER_TEXT.split())
_PART_OF = {
    part: whole
    for whole, parts in {
        "CN": "HK MO",
        "DK": "FO GL",
        "FI": "AX",
        "FR": "BL GF GP MF MQ NC PF PM RE TF WF YT",
        "GB": "AI BM FK GG GI GS IM IO JE KY MS PN SH TC VG",
        "NL": "AW BQ CW SX",
        "NO": "BV SJ",
        "US": "AS GU MP PR UM VI",
    }.items()
    for part in parts.split()
}
"""Places with a code of their own that people write together with the country they belong to: the part counts."""


class Mention(NamedTuple):
    """A name in the text, from word `begin` to before word `end`; a country or state is declared, a city is not."""

    begin: int
    end: int
    reading: Reading
    is_declared: bool


class Name(NamedTuple):
    """A name of the file in a list of words: where it ends, what the file says."""

    end: int
    meaning: str
    is_declared: bool


def is_country(code: str) -> bool:
    """Whether a code is one of ISO 3166-1 alpha-2, or XK (Kosovo), which ISO leaves to its users."""
    return code in load_places().english


def country_name(code: str) -> str:
    """English name of a country (CLDR); KeyError when there is no such code."""
    return load_places().english[code]


def country_of(location: str) -> str | None:
    """Code of the one country that a location declares; None when it declares none or several."""
    return _country_of(location[:LOCATION_AT_MOST])


@lru_cache(maxsize=_REMEMBERED)
def _country_of(location: str) -> str | None:
    places = load_places()
    text = fold_letters(location)
    alone = _alone(text, places)
    named = _cover([*_mentions(text, places)]) if alone is None else (read_meaning(alone).likely,)
    likely = [*_flags(location, places), *named]
    wholes = {_PART_OF.get(code) for codes in likely if len(codes) == 1 for code in codes}
    left = [codes for codes in likely if not codes <= wholes]
    return _only(frozenset.intersection(*left)) if left else None


def _only(codes: Codes) -> str | None:
    return next(iter(codes)) if len(codes) == 1 else None


def _alone(text: str, places: Places) -> str | None:
    """Meaning of codes, and of words of everyday language that are places too: they count when nothing else is said."""
    words = " ".join(WORD.findall(text))
    return places.alone.get(words) or places.alone.get(words.casefold())


def _flags(location: str, places: Places) -> Iterator[Codes]:
    for flag in _FLAG.findall(location):
        code = flag.translate(_FLAG_LETTERS)
        if code in places.english:
            yield frozenset((code,))


def _cover(mentions: Sequence[Mention]) -> Iterator[Codes]:
    """Likely countries of each mention; a country or state right after a name says which namesake is meant."""
    after: Mention | None = None
    for mention in reversed(mentions):
        likely, possible, _ = mention.reading
        if (
            after is not None
            and mention.end == after.begin
            and (after.reading.is_state or (after.is_declared and not mention.is_declared))
            and not likely & after.reading.likely
        ):
            likely = possible & after.reading.likely or likely
        after = mention._replace(reading=mention.reading._replace(likely=likely))
        yield likely


def _mentions(text: str, places: Places) -> Iterator[Mention]:
    """Mentions of a text from left to right; words on both sides of a hard break are not beside each other."""
    at = 0
    before: Mention | None = None
    parts = _BREAK.split(text)
    for segment, separator in zip(parts[::2], ["", *parts[1::2]], strict=True):
        words = [piece for word in WORD.findall(segment) for piece in _pieces(word, places)]
        at += _COMMA.fullmatch(separator) is None
        names, last_unknown = _find_names(words, places)
        for index, word in enumerate(words):
            found: Mention | None = None
            if name := names.get(index):
                found = Mention(at + index, at + name.end, read_meaning(name.meaning), name.is_declared)
            elif index == 0 or index > last_unknown:
                beside = before if before is not None and before.end == at + index else None
                is_code = "," in separator and index == 0 > last_unknown
                found = _find_code(word, at + index, beside, places, is_code=is_code)
            if found is not None:
                before = found
                yield found
        at += len(words)


def _pieces(word: str, places: Places) -> Iterator[str]:
    """Cut a word of a script without spaces into the names that it holds, longest first, and what is between them."""
    if not _UNSPACED.search(word):
        yield word
        return
    begin = index = 0
    while index < len(word):
        for end in range(min(len(word), index + _LONGEST_UNSPACED), index + 1, -1):
            name = word[index:end]
            if (name in places.declared or name in places.anywhere) and not _cuts_a_run(word, index, end):
                if begin < index:
                    yield word[begin:index]
                yield name
                begin = index = end
                break
        else:
            index += 1
    if begin < len(word):
        yield word[begin:]


def _cuts_a_run(word: str, begin: int, end: int) -> bool:
    """Whether a name would begin within Hangul, or begin or end within Katakana."""
    around = [word[max(begin - 1, 0) : begin + 1]]
    if _KATAKANA.match(word, end - 1):
        around.append(word[end - 1 : end + 1])
    return any(_WITHIN.fullmatch(pair) for pair in around)


def _code(word: str, places: Places) -> str | None:
    """Meaning of a code in capitals, or in any case where no language has such a word."""
    if len(word) != _CODE_LETTERS:
        return None
    return places.codes.get(word) or places.codes.get(word.lower())


def _find_code(word: str, at: int, beside: Mention | None, places: Places, *, is_code: bool) -> Mention | None:
    """Read a code by the place named before it, else as it is usual; `is_code` when nothing but it follows a comma."""
    meaning = _code(word, places)
    if meaning is None:
        return None
    usual, seldom = read_code(meaning)
    codes: Codes = frozenset()
    if beside is not None:
        likely, possible, _ = beside.reading
        ranked = (usual.possible & likely, usual.possible & possible, seldom & likely, seldom & possible)
        codes = next(filter(None, ranked), codes)
    elif len(usual.likely) == 1:
        codes = usual.likely
    is_meant = is_code and (beside is not None or codes)
    if is_meant or (beside is not None and codes):
        return Mention(at, at + 1, Reading(codes, codes, is_state=True), is_declared=True)
    return None


def _find_names(words: Sequence[str], places: Places) -> tuple[dict[int, Name], int]:
    """Names by the index of their first word, and the last word that nothing explains (-1: none).

    The name of a town that is not large counts when nothing else of the segment is unexplained.
    """
    folded = [word.casefold() for word in words]
    names: dict[int, Name] = {}
    unknown: list[int] = []
    index = 0
    while index < len(words):
        for end in range(min(len(words), index + NAME_WORDS_AT_MOST), index, -1):
            name = " ".join(folded[index:end])
            declared = places.declared.get(name)
            if meaning := declared or places.anywhere.get(name):
                names[index] = Name(end, meaning, declared is not None)
                index = end
                break
        else:
            if not (folded[index] in _FILLERS or words[index].isdigit() or _code(words[index], places)):
                unknown.append(index)
            index += 1
    if len(unknown) == 1 and (meaning := places.towns.get(folded[unknown[0]])):
        index = unknown.pop()
        names[index] = Name(index + 1, meaning, is_declared=False)
    return names, max(unknown, default=-1)
