"""What a signal is: a named reading of each account, with a direction and a source."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from app.scoring.columns import AccountColumns, Floats

_WHOLE_FROM = 9.5


class Direction(StrEnum):
    """Which readings speak against an account."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Signal:
    """One reading of each account: `reads` names the account fields, `read` gives float64[n] with NaN = unknown.

    `phrase` says in words what a reading means, with the account as its subject; without one, title and unit do.
    """

    name: str
    title: str
    unit: str
    direction: Direction
    reads: tuple[str, ...]
    read: Callable[[AccountColumns], Floats]
    phrase: Callable[[float], str] | None = None

    @property
    def description(self) -> str:
        """What customers are told: the docstring of `read`."""
        return inspect.getdoc(self.read) or ""

    def explain(self, value: float) -> str:
        """Say what a reading means to somebody who knows no log-odds."""
        return _explain(self, round(value, 2))


@lru_cache(maxsize=50_000)
def _explain(signal: Signal, value: float) -> str:
    return signal.phrase(value) if signal.phrase else f"{signal.title}: {value:g} {signal.unit}"


def times(value: float) -> str:
    """Write a factor given as its log10: `126`, `2.5` or `0.04`."""
    factor = 10.0**value
    return f"{factor:,.0f}" if factor >= _WHOLE_FROM else f"{factor:.2g}"
