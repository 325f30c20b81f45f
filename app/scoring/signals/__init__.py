"""The signals: one file each, found by itself. A signal that no model names is shadow: shown, weight 0."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from app.scoring.signals.signal import Direction, Signal

__all__ = ["Direction", "Signal", "all_signals"]


@cache
def all_signals() -> tuple[Signal, ...]:
    """Every signal of this package, by name."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    found = (module.SIGNAL for module in modules if hasattr(module, "SIGNAL"))
    return tuple(sorted(found, key=lambda signal: signal.name))
