"""Amounts as people write them."""

from app.domain.money import minor_digits


def money_text(amount_minor: float, currency: str) -> str:
    """Write an amount in the major unit, without the currency; below one with three significant digits."""
    digits = minor_digits(currency)
    amount = amount_minor / 10**digits
    return f"{amount:,.{digits}f}" if amount >= 1 else f"{amount:.3g}"
