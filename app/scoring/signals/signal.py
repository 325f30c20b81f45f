"""What a signal is: a named reading of each account, with a direction and a source."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.scoring.columns import AccountColumns, Floats


class Direction(StrEnum):
    """Which readings speak against an account."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One reading of each account: `reads` names the account fields, `read` gives float64[n] with NaN = unknown."""

    name: str
    title: str
    unit: str
    direction: Direction
    reads: tuple[str, ...]
    read: Callable[[AccountColumns], Floats]

    @property
    def description(self) -> str:
        """What customers are told: the docstring of `read`."""
        return inspect.getdoc(self.read) or ""
