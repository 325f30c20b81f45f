"""Money, in whole minor units: binary fractions of euros do not add up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount in the minor unit of its currency (cents), and the currency's ISO 4217 code."""

    amount_minor: int
    currency: str
