import pytest
import typer

from app.commands.question import read_fee
from app.domain.money import Money


@pytest.mark.parametrize(
    ("text", "amount_minor", "currency"),
    [
        ("500 EUR", 50_000, "EUR"),
        (" 99.5  usd ", 9_950, "USD"),
        ("0.01 EUR", 1, "EUR"),
        ("1200 JPY", 1_200, "JPY"),
        ("1.234 KWD", 1_234, "KWD"),
        ("1e3 EUR", 100_000, "EUR"),
    ],
)
def test_a_fee_is_read_in_the_major_unit_of_its_currency(text: str, amount_minor: int, currency: str) -> None:
    assert read_fee(text) == Money(amount_minor=amount_minor, currency=currency)


def test_no_fee_is_none() -> None:
    assert read_fee(None) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "write it as"),
        ("EUR 500", "write it as"),
        ("500EUR", "write it as"),
        ("1,000 EUR", "write it as"),
        ("NaN EUR", "write it as"),
        ("Infinity EUR", "write it as"),
        ("1e999999999999 EUR", "write it as"),
        ("500", "currency"),
        ("500 ERU", "ERU is no code of ISO 4217"),
        ("500 EURO", "currency"),
        ("1.005 EUR", "more decimals"),
        ("1.5 JPY", "more decimals"),
        ("0 EUR", "amount_minor"),
        ("-5 EUR", "amount_minor"),
        ("1e11 EUR", "amount_minor"),
    ],
)
def test_what_is_no_fee_fails_with_what_to_write(text: str, why: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit):
        read_fee(text)
    assert why in " ".join(capsys.readouterr().err.split())
