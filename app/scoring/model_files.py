"""Model files: the ones that come with this package, one a version, and those that `truereach train` writes."""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from app.scoring.model import Model
from app.scoring.reference import EDGES
from app.scoring.signals import all_signals

CURRENT_MODEL = "marginal-2026-11"
_FOLDER = files("app.scoring").joinpath("models")


def read_model_bytes(version: str) -> bytes:
    """Read a model file of this package; FileNotFoundError when there is no such version."""
    return _FOLDER.joinpath(f"{version}.json").read_bytes()


@cache
def read_model_document(version: str = CURRENT_MODEL) -> dict[str, Any]:
    """Read a model file of this package with its card; FileNotFoundError when there is no such version."""
    document: dict[str, Any] = json.loads(read_model_bytes(version))
    return document


@cache
def load_model(version: str = CURRENT_MODEL) -> Model:
    """Read a model of this package; FileNotFoundError when there is no such version."""
    return Model.from_document(read_model_document(version))


def load_model_file(path: Path) -> Model:
    """Read a model that `truereach train` wrote; OSError, or ValueError when it is none or cannot score."""
    try:
        model = Model.from_document(json.loads(path.read_bytes()))
        _check(model)
    except (KeyError, TypeError, AttributeError) as error:
        message = f"{path.name} is not a model file: {error!r}"
        raise ValueError(message) from error
    return model


def model_versions() -> Sequence[str]:
    """Versions whose files are in this package, sorted by name."""
    return sorted(file.name.removesuffix(".json") for file in _FOLDER.iterdir() if file.name.endswith(".json"))


def _check(model: Model) -> None:
    """Find what would only show while scoring, or never: a signal that is not measured, a line that cannot be drawn."""
    known = {signal.name for signal in all_signals()}
    for term in model.terms:
        if term.signal not in known:
            _refuse(f"there is no signal {term.signal!r}")
        if not term.readings or len(term.readings) != len(term.log_odds) or np.any(np.diff(term.readings) <= 0):
            _refuse(f"the readings of {term.signal!r} do not rise, one for each value of log-odds")
    if str(model.version) != model.version or not model.version:
        _refuse("it has no version")
    if not (0 < model.prior < 1 and 0 < model.suspicious_at < 1 and model.shift >= 0):
        _refuse("prior, suspicious_at or shift is out of range")
    numbers = [
        *(value for term in model.terms for value in (*term.readings, *term.log_odds)),
        *(value for scale in model.scales for value in (scale.intercept, scale.factor)),
    ]
    if not np.isfinite(numbers).all():
        _refuse("a weight is no number")
    bins = EDGES.size + 1
    if any(shapes.shape[1:] != (bins,) for one in model.references for shapes in (one.genuine, one.inauthentic)):
        _refuse(f"the shapes of its references do not have {bins} bins")


def _refuse(reason: str) -> None:
    raise ValueError(reason)
