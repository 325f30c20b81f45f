"""Numbers with their intervals."""

from typing import Annotated

from pydantic import Field

from app.api.schemas.base import Answer
from app.api.schemas.scalars import Count, Number, Proportion, open_enum
from app.domain.audience import Frame


class Share(Answer):
    """A share of an audience with its interval, and what it is a share of."""

    estimate: Proportion | None = Field(
        description="Best single value, from 0 to 1. Null when no account could be assessed.", examples=[0.12]
    )
    low: Proportion = Field(
        description="Lower end of the interval, from 0 to 1; 0 when nothing is known.", examples=[0.09]
    )
    high: Proportion = Field(
        description="Upper end of the interval, from 0 to 1; 1 when nothing is known.", examples=[0.16]
    )
    level: Proportion = Field(
        description="Probability with which the interval contains the true share, from 0 to 1.", examples=[0.95]
    )
    n: Count = Field(description="Number of accounts that the share rests on.", examples=[1987])
    population: Count | None = Field(
        description="Size of the audience that the share speaks about, in accounts. Null when unknown.",
        examples=[48210],
    )
    frame: Annotated[str, open_enum(*Frame)] = Field(
        description="Which part of the audience was within reach: all of it (`complete`), the newest accounts only "
        "(`newest`), or a random draw (`random`)."
    )
    basis: str = Field(
        description="Sources of error that the interval includes, in words.",
        examples=["sampling and model error on unseen collections"],
    )


class Estimate(Answer):
    """A quantity with its interval; the unit stands where it is used."""

    estimate: Number = Field(description="Best single value.", examples=[21400.0])
    low: Number = Field(description="Lower end of the interval, in the same unit.", examples=[18200.0])
    high: Number = Field(description="Upper end of the interval, in the same unit.", examples=[24900.0])
    level: Proportion = Field(
        description="Probability with which the interval contains the true value, from 0 to 1.", examples=[0.95]
    )
