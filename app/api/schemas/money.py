"""Money in whole minor units, as asked and as answered, and the price that it comes to."""

from typing import Annotated, Final

from pydantic import Field

from app.api.schemas.base import Answer, Request
from app.api.schemas.codes import CurrencyCode
from app.api.schemas.scalars import NOT_DISGUISED, Count, Number, Proportion
from app.domain import money as domain

_AMOUNT: Final = "Whole number of the currency's minor unit (ISO 4217): cents of EUR, yen of JPY."
_CURRENCY: Final = "Three letters of ISO 4217."
_UNIT: Final = "in the currency's minor unit"

AmountMinor = Annotated[
    int, Field(ge=1, le=domain.MAX_AMOUNT_MINOR, json_schema_extra={"format": "int64"}), NOT_DISGUISED
]


class MoneyChoice(Request):
    """An amount of money."""

    amount_minor: AmountMinor = Field(description=_AMOUNT, examples=[50_000])
    currency: CurrencyCode = Field(description=_CURRENCY, examples=["EUR"])

    def to_money(self) -> domain.Money:
        """Give the amount as the domain knows it."""
        return domain.Money(amount_minor=self.amount_minor, currency=self.currency)


class Money(Answer):
    """An amount of money."""

    amount_minor: Count = Field(description=_AMOUNT, examples=[50_000])
    currency: str = Field(description=_CURRENCY, examples=["EUR"])


class PriceEstimate(Answer):
    """A price with its interval; it has the interval of the effective audience that the fee is divided by."""

    estimate: Number | None = Field(
        description=f"Best single value, {_UNIT}. Null when the effective audience is estimated at nobody.",
        examples=[2.34],
    )
    low: Number = Field(description=f"Lower end of the interval, {_UNIT}.", examples=[2.01])
    high: Number | None = Field(
        description=f"Upper end of the interval, {_UNIT}. Null when the effective audience may be nobody: no price "
        "is the highest then.",
        examples=[2.75],
    )
    level: Proportion = Field(
        description="Probability with which the interval contains the true price, from 0 to 1.", examples=[0.95]
    )


class Price(Answer):
    """What the fee comes to."""

    currency: str = Field(description=f"Currency of the fee. {_CURRENCY}", examples=["EUR"])
    per_effective_follower: PriceEstimate = Field(
        description="Fee for each account of the effective audience: authentic, reachable and, where there is a brief, "
        "interested."
    )
