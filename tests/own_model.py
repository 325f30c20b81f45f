"""A model of one's own: the package's with another name, and another level if wanted."""

from pathlib import Path
from typing import Any

from app.scoring.model_files import read_model_document
from app.training.train import write


def write_own_model(folder: Path, *, version: str = "own", more: float = 0.0, **changes: Any) -> Path:  # noqa: ANN401
    """`more` is added to the log-odds of every account; `changes` replace members of the file."""
    document = read_model_document()
    patterns = [{**pattern, "intercept": pattern["intercept"] + more} for pattern in document["patterns"]]
    path = folder / "own.json"
    path.write_bytes(write({**document, "version": version, "patterns": patterns, **changes}))
    return path
