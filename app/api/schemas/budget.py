"""What reading costs, and the most that it may."""

from typing import Annotated, Final, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.api.schemas.base import Answer, Request
from app.api.schemas.money import Money
from app.api.schemas.scalars import MAX_INT32, NOT_DISGUISED, Count
from app.domain import budget

MOST_CENTS: Final = 100_000_00
"""Largest budget of one vetting: a hundred thousand dollars."""

_CALLS: Final = "Calls to the platform"
_UNITS: Final = "Units of the platform's daily quota"
_MONEY: Final = "What the platform charges"

SmallLimit = Annotated[int, Field(ge=1, le=MAX_INT32, json_schema_extra={"format": "int32"}), NOT_DISGUISED]
Cents = Annotated[int, Field(ge=0, le=MOST_CENTS, json_schema_extra={"format": "int64"}), NOT_DISGUISED]


class BudgetChoice(Request):
    """The most that reading may cost; the server's own caps hold beside it. At least one limit is needed."""

    calls: SmallLimit | None = Field(
        default=None, description=f"{_CALLS}. No limit of yours when null or absent.", examples=[200]
    )
    units: SmallLimit | None = Field(
        default=None, description=f"{_UNITS}. No limit of yours when null or absent.", examples=[100]
    )
    usd_cents: Cents | None = Field(
        default=None,
        description=f"{_MONEY}, in US cents. No limit of yours when null or absent.",
        examples=[2_500],
    )

    @model_validator(mode="after")
    def _limits_something(self) -> Self:
        if self.calls is None and self.units is None and self.usd_cents is None:
            kind, message = "budget_empty", "name calls, units or usd_cents"
            raise PydanticCustomError(kind, message)
        return self

    def to_cap(self) -> budget.Cap:
        """Give the limits as the domain knows them."""
        micros = None if self.usd_cents is None else self.usd_cents * budget.MICROS_PER_MINOR
        return budget.Cap(calls=self.calls, units=self.units, micros=micros)


class Budget(Answer):
    """The most that reading may cost, as the request said."""

    calls: Count | None = Field(description=f"{_CALLS}. Null where not limited.", examples=[200])
    units: Count | None = Field(description=f"{_UNITS}. Null where not limited.", examples=[100])
    money: Money | None = Field(description=f"{_MONEY}. Null where not limited.")


class Cost(Answer):
    """What reading cost, or would cost."""

    calls: Count = Field(description=f"{_CALLS}, those that failed included.", examples=[57])
    units: Count = Field(description=f"{_UNITS}; 0 where it has none.", examples=[0])
    money: Money = Field(description=f"{_MONEY}, rounded up to whole cents.")
