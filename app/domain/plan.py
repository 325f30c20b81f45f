"""A plan: what a vetting would cost, before it is asked for."""

from dataclasses import dataclass

from app.domain.audience import Availability, Role
from app.domain.budget import Cost
from app.domain.estimate import Estimate
from app.domain.handle import Platform


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStep:
    """Calls of one kind: what they are expected to cost, and what they cost at most."""

    operation: str
    expected: Cost
    at_most: Cost


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAudience:
    """One audience as it will be read: the platform's count (None: unknown), and the accounts listed and drawn."""

    role: Role
    availability: Availability
    population: int | None
    listed: int
    drawn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What reading would take. `expected` reads the whole draw, `at_least` is where the first look already decides.

    `seconds` is how long the expected calls take, at the pace that the platform's limits allow. `inauthentic_share` is
    the interval to expect around a typical share; None where no account could be read. `obstacles` are sentences about
    what would keep the vetting from reading all of it. `spent` is what planning itself cost.
    """

    platform: Platform
    handle: str
    audiences: tuple[PlannedAudience, ...]
    steps: tuple[PlannedStep, ...]
    at_least: Cost
    expected: Cost
    at_most: Cost
    seconds: float
    inauthentic_share: Estimate | None
    obstacles: tuple[str, ...]
    spent: Cost
