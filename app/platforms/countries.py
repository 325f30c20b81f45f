"""Countries by code, as CLDR lists them (Unicode, by Babel), and by the names that files call them."""

from typing import Final

from babel import Locale
from babel.core import get_global

_NO_COUNTRIES: Final = frozenset({"AC", "CP", "CQ", "DG", "EA", "IC", "TA", "ZZ"})
"""Islands that ISO 3166-1 only reserves a code for, and the unknown; XK (Kosovo) stays, as most lists have it."""

COUNTRIES: Final = frozenset(get_global("territory_languages")) - _NO_COUNTRIES

_OTHER_NAMES: Final = {
    "bosnia and herzegovina": "BA",
    "czech republic": "CZ",
    "hong kong": "HK",
    "macau": "MO",
    "myanmar": "MM",
    "palestine": "PS",
    "south korea": "KR",
    "turkey": "TR",
    "uk": "GB",
    "united states of america": "US",
    "usa": "US",
    "viet nam": "VN",
}
"""Names that platforms use where CLDR's English one is another."""

_BY_NAME: Final = {
    **{str(name).casefold(): code for code, name in Locale("en").territories.items() if code in COUNTRIES},
    **_OTHER_NAMES,
}


def country_of(text: str) -> str | None:
    """Give the code of a country that is written as its code or as its English name; None for anything else."""
    code = text.strip().upper()
    return code if code in COUNTRIES else _BY_NAME.get(text.strip().casefold())
