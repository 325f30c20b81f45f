"""The models that come with this package, one file a version."""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from app.scoring.model import Model

CURRENT_MODEL = "marginal-2026-11"
_FOLDER = files("app.scoring").joinpath("models")


@cache
def read_model_document(version: str = CURRENT_MODEL) -> dict[str, Any]:
    """Read a model file of this package with its card; FileNotFoundError when there is no such version."""
    document: dict[str, Any] = json.loads(_FOLDER.joinpath(f"{version}.json").read_text(encoding="utf-8"))
    return document


@cache
def load_model(version: str = CURRENT_MODEL) -> Model:
    """Read a model of this package; FileNotFoundError when there is no such version."""
    return Model.from_document(read_model_document(version))


def load_model_file(path: Path) -> Model:
    """Read a model that `truereach train` wrote; OSError, or ValueError when it is none."""
    try:
        return Model.from_document(json.loads(path.read_bytes()))
    except (KeyError, TypeError, AttributeError) as error:
        message = f"{path.name} is not a model file: {error!r}"
        raise ValueError(message) from error


def model_versions() -> Sequence[str]:
    """Versions whose files are in this package, sorted by name."""
    return sorted(file.name.removesuffix(".json") for file in _FOLDER.iterdir() if file.name.endswith(".json"))
