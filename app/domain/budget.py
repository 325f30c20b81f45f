"""What reading costs: platform calls, units of a quota, and money; and how much of it is allowed."""

from dataclasses import dataclass, fields
from math import ceil
from typing import Final

from app.domain.money import Money

MICROS_PER_MINOR: Final = 10_000
"""Millionths of a dollar in a cent."""

CURRENCY: Final = "USD"
"""What platforms charge in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """HTTP calls, units of the platform's quota, and millionths of a US dollar."""

    calls: int = 0
    units: int = 0
    micros: int = 0

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(calls=self.calls + other.calls, units=self.units + other.units, micros=self.micros + other.micros)

    @property
    def money(self) -> Money:
        """The money in whole cents, rounded up."""
        return Money(amount_minor=ceil(self.micros / MICROS_PER_MINOR), currency=CURRENCY)


NOTHING: Final = Cost()
"""What costs nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """The most that may be spent; None where there is no limit."""

    calls: int | None = None
    units: int | None = None
    micros: int | None = None

    def allows(self, cost: Cost) -> bool:
        """Whether the cost stays within it."""
        return self.first_passed(cost) is None

    def first_passed(self, cost: Cost) -> str | None:
        """Name the first limit that the cost passes: `calls`, `units` or `micros`."""
        for field in fields(self):
            limit = getattr(self, field.name)
            if limit is not None and getattr(cost, field.name) > limit:
                return field.name
        return None

    def lower(self, other: "Cap | None") -> "Cap":
        """Take the lower of two limits each."""
        if other is None:
            return self
        return Cap(
            calls=_lower(self.calls, other.calls),
            units=_lower(self.units, other.units),
            micros=_lower(self.micros, other.micros),
        )


def _lower(first: int | None, second: int | None) -> int | None:
    known = [limit for limit in (first, second) if limit is not None]
    return min(known) if known else None
