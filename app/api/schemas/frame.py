"""What every share is a share of."""

from typing import Annotated

from pydantic import Field

from app.api.schemas.base import Answer
from app.api.schemas.scalars import Count, Proportion, UtcTime, open_enum
from app.domain.audience import Availability, Frame, Order, Role


class FrameNote(Answer):
    """Which part of an audience could be read, when, and in which order the source lists it."""

    role: Annotated[str, open_enum(*Role)] = Field(
        description="Which audience this is: those who follow, like or comment."
    )
    frame: Annotated[str, open_enum(*Frame)] = Field(
        description="What the listed accounts are a list of: everybody (`complete`), the newest part only (`newest`), "
        "or a random draw (`random`)."
    )
    order: Annotated[str, open_enum(*Order)] = Field(description="Order in which the source lists the accounts.")
    availability: Annotated[str, open_enum(*Availability)] = Field(
        description="Whether the platform gives this audience (`ok`), and if not, why."
    )
    population: Count | None = Field(
        description="The platform's own count of the audience, in accounts. Null when it does not say.",
        examples=[48210],
    )
    listed: Count = Field(description="Number of accounts that could be listed.", examples=[48007])
    drawn_at: UtcTime = Field(
        description="Time at which the audience was read, in UTC.", examples=["2026-11-02T09:30:00Z"]
    )
    coverage: Proportion | None = Field(
        description="Listed part of the population, from 0 to 1. Null when the population is unknown.",
        examples=[0.995789],
    )
