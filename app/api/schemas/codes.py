"""Codes that requests may name: languages, countries and currencies, as CLDR lists them (Unicode, by Babel)."""

import re
from collections.abc import Set as AbstractSet
from typing import Annotated, Final

from babel import Locale
from babel.numbers import list_currencies
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from app.platforms.countries import COUNTRIES

__all__ = ["COUNTRIES", "CURRENCIES", "LANGUAGES", "CountryCode", "CurrencyCode", "LanguageCode"]

_ENGLISH: Final = Locale("en")
LANGUAGES: Final = frozenset(filter(re.compile("[a-z]{2}").fullmatch, map(str, _ENGLISH.languages)))
CURRENCIES: Final = frozenset(list_currencies())


def _one_of(codes: AbstractSet[str], standard: str) -> AfterValidator:
    """Refuse an unknown code by its name: it has the shape of a code by then, and is no text of the caller's."""

    def check(code: str) -> str:
        if code not in codes:
            kind, message = "unknown_code", "{code} is no code of {standard}"
            raise PydanticCustomError(kind, message, {"code": code, "standard": standard})
        return code

    return AfterValidator(check)


LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2}$"), _one_of(LANGUAGES, "ISO 639-1")]
CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{2}$"), _one_of(COUNTRIES, "ISO 3166-1 alpha-2")]
CurrencyCode = Annotated[str, Field(pattern=r"^[A-Z]{3}$"), _one_of(CURRENCIES, "ISO 4217")]
