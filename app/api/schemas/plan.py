"""A plan: what a vetting would cost, before it is asked for."""

from typing import Annotated

from pydantic import Field

from app.api.schemas.base import Answer
from app.api.schemas.budget import Cost
from app.api.schemas.scalars import Count, Number, open_enum
from app.api.schemas.share import Estimate
from app.domain.audience import Availability, Role
from app.domain.handle import Platform
from app.platforms.tariff import Operation


class PlannedStep(Answer):
    """Calls of one kind."""

    operation: Annotated[str, open_enum(*Operation)] = Field(description="What is called.")
    expected: Cost = Field(description="What they are expected to cost, where the whole draw is read.")
    at_most: Cost = Field(description="What they cost at most.")


class PlannedAudience(Answer):
    """One audience as it would be read."""

    role: Annotated[str, open_enum(*Role)] = Field(description="Which audience: those who follow, like or comment.")
    availability: Annotated[str, open_enum(*Availability)] = Field(
        description="Whether the platform gives this audience (`ok`), and if not, why. A list that the creator hides "
        "shows only when it is read."
    )
    population: Count | None = Field(
        description="The platform's own count, in accounts. Null when it does not say.", examples=[48210]
    )
    listed: Count = Field(description="Accounts that would be listed.", examples=[48210])
    drawn: Count = Field(description="Accounts that would be read at most.", examples=[2000])


class Plan(Answer):
    """What a vetting would cost: reckoned from the creator's profile and newest posts, which planning reads."""

    platform: Annotated[str, open_enum(*Platform)] = Field(description="Platform of the creator.")
    handle: str = Field(description="The creator's name on the platform.", examples=["alice.example"])
    audiences: list[PlannedAudience] = Field(description="The audiences, the main one first where it can be had.")
    steps: list[PlannedStep] = Field(description="What would be called.")
    at_least: Cost = Field(
        description="Cost where the first look already decides; with `read_all` the same as expected."
    )
    expected: Cost = Field(description="Cost where the whole draw is read.")
    at_most: Cost = Field(description="Cost where nobody who reacts to posts is among the followers that were drawn.")
    seconds: Number = Field(
        description="Time that the expected calls take at the pace that the platform allows, in seconds, if nothing "
        "else waits for it. Scoring adds a few seconds.",
        examples=[42.5],
    )
    inauthentic_share: Estimate | None = Field(
        description="Interval to expect around a typical inauthentic share. Null where no account could be read."
    )
    obstacles: list[str] = Field(
        description="What would keep a vetting from reading all of it, as sentences.",
        examples=[["The budget for this vetting leaves too little: reading would end early."]],
    )
    spent: Cost = Field(description="What this plan itself cost.")
