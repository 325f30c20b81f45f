"""Numbers with the uncertainty that belongs to them."""

from dataclasses import dataclass

from app.domain.audience import Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A quantity and the interval that contains it with probability `level`."""

    estimate: float
    low: float
    high: float
    level: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share in [0, 1] of an audience.

    `estimate` is None when no account could be assessed; then `low` is 0 and `high` is 1. `n` counts the accounts
    that it rests on, `population` the audience that it speaks about (None when unknown), `frame` which part of it
    was within reach, `basis` names the evidence that the interval includes.
    """

    estimate: float | None
    low: float
    high: float
    level: float
    n: int
    population: int | None
    frame: Frame
    basis: str

    @property
    def width(self) -> float:
        """Length of the interval in [0, 1]."""
        return self.high - self.low
