"""Wait for a condition instead of for a time."""

import time
from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")

POLL_SECONDS = 0.02


def until(condition: Callable[[], Value], *, what: str, within_seconds: float = 60) -> Value:
    """Returns the first true value of the condition."""
    deadline = time.monotonic() + within_seconds
    while not (value := condition()):
        assert time.monotonic() < deadline, f"not within {within_seconds} s: {what}"
        time.sleep(POLL_SECONDS)
    return value
