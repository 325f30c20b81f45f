import pytest
from pydantic import TypeAdapter, ValidationError

from app.api.schemas.codes import COUNTRIES, CURRENCIES, LANGUAGES, CountryCode, CurrencyCode, LanguageCode


def test_the_lists_hold_what_the_standards_hold() -> None:
    assert {"en", "de", "tr", "zh", "yi"} <= LANGUAGES
    assert len(LANGUAGES) > 180
    assert {"AT", "US", "TW", "AQ", "XK"} <= COUNTRIES
    assert len(COUNTRIES) == 249 + 1, "the officially assigned codes of ISO 3166-1, and Kosovo"
    assert {"EUR", "JPY", "KWD"} <= CURRENCIES


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (LanguageCode, "xx"),
        (CountryCode, "UK"),
        (CountryCode, "EU"),
        (CountryCode, "ZZ"),
        (CurrencyCode, "ERU"),
    ],
)
def test_an_unknown_code_is_refused_by_its_name(kind: type[str], code: str) -> None:
    with pytest.raises(ValidationError, match=f"{code} is no code of ISO"):
        TypeAdapter(kind).validate_python(code)


@pytest.mark.parametrize(
    ("kind", "text"),
    [(LanguageCode, "EN"), (LanguageCode, "eng"), (CountryCode, "at"), (CurrencyCode, "eur"), (LanguageCode, "en\n")],
)
def test_what_has_not_the_shape_of_a_code_is_not_repeated(kind: type[str], text: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(text)
    assert [error["type"] for error in caught.value.errors()] == ["string_pattern_mismatch"]
