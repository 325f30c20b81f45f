import pytest

from app.reports.money import money_text


@pytest.mark.parametrize(
    ("amount_minor", "currency", "text"),
    [
        (123_456.7, "EUR", "1,234.57"),
        (100.0, "EUR", "1.00"),
        (2.336, "EUR", "0.0234"),
        (12.0, "JPY", "12"),
        (0.5, "JPY", "0.5"),
        (1_500.0, "KWD", "1.500"),
    ],
)
def test_an_amount_has_the_decimals_of_its_currency_and_small_ones_three_digits(
    amount_minor: float, currency: str, text: str
) -> None:
    assert money_text(amount_minor, currency) == text
