import pytest

from app.domain.money import minor_digits


@pytest.mark.parametrize(("currency", "digits"), [("EUR", 2), ("RSD", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4)])
def test_a_currency_has_the_decimals_of_iso_4217(currency: str, digits: int) -> None:
    assert minor_digits(currency) == digits
