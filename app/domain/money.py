"""Money, in whole minor units: binary fractions of euros do not add up."""

from dataclasses import dataclass
from typing import Final

MAX_AMOUNT_MINOR: Final = 10**12
"""Largest amount: ten thousand million of most currencies."""

_WHOLE: Final = frozenset(
    {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG"}
    | {"RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"}
)
_THOUSANDTHS: Final = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
_TEN_THOUSANDTHS: Final = frozenset({"CLF", "UYW"})
"""Currencies without hundredths (ISO 4217, list one; CLDR has the digits that people write, which are other ones)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount in the minor unit of its currency (cents), and the currency's ISO 4217 code."""

    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceEstimate:
    """A price in minor units and the interval that contains it with probability `level`.

    `estimate` is None where the best guess is that there is nothing to divide by, `high` where there may be nothing.
    """

    estimate: float | None
    low: float
    high: float | None
    level: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What the creator's fee comes to for one account of the effective audience."""

    currency: str
    per_effective_follower: PriceEstimate


def minor_digits(currency: str) -> int:
    """Decimals of an amount in the major unit: 2 for EUR, 0 for JPY."""
    if currency in _WHOLE:
        return 0
    if currency in _THOUSANDTHS:
        return 3
    return 4 if currency in _TEN_THOUSANDTHS else 2
