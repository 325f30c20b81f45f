"""Make a model file: the same data give the same bytes."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import numpy as np

from app.scoring.families import FAMILIES, PATTERNS
from app.scoring.fitting import NATIVE_SHARE, RIDGE
from app.scoring.model_files import read_model_document
from app.training.error_rates import error_rates, missing_shift
from app.training.fit import LIKES_FACTOR, Fit, Material
from app.training.labelled import Labelled, TrainingDataError, read_labelled
from app.training.left_out import LeftOut

PRIOR: Final = 0.2
"""Inauthentic share assumed before looking: just above the 9-15 % of Varol et al. (2017, ICWSM) over all accounts."""
SUSPICIOUS_AT: Final = 0.5
_PUBLICATIONS_AT_LEAST: Final = 2
LICENCE_NOTE: Final = (
    "The collections are for research use and are not part of this package. Fit a model on labels of your own with the "
    "same command before you rely on these error rates for your platform."
)
LIMITS: Final = (
    "The collections are of Twitter (2010 to 2017) and Instagram (2018).",
    "Nothing was measured on other platforms, or on accounts of today.",
    "No collection tells the language of an account; the script of its texts stands in for it.",
    "Signals, readings, prior and trust in likes were chosen with error rates on these collections in sight.",
)

OWN_LIMITS: Final = (
    "Nothing was measured on accounts unlike those of the files that it was fitted on.",
    "Signals, readings, prior and trust in likes were chosen on research collections of Twitter and Instagram.",
)


def train(folder: Path, *, version: str) -> bytes:
    """Fit and judge a model on the labelled accounts of a folder; raises TrainingDataError."""
    return write(model_document(read_labelled(folder), version=version))


def model_document(labelled: Labelled, *, version: str) -> dict[str, Any]:
    """Fit on everything; the references and error rates come from fits that left a publication out."""
    if len(set(labelled.publications.tolist())) < _PUBLICATIONS_AT_LEAST:
        message = "A model is judged on a publication that it did not see: two publications (files) are needed."
        raise TrainingDataError(message)
    material = Material.from_labelled(labelled)
    everything = np.ones(len(labelled.columns), dtype=np.bool_)
    fit, left_out = Fit.from_material(material, everything), LeftOut.from_material(material)
    return {
        "version": version,
        "prior": PRIOR,
        "suspicious_at": SUSPICIOUS_AT,
        "shift": missing_shift(left_out, prior=PRIOR),
        "terms": [asdict(term) for term in fit.terms],
        "patterns": [
            {
                "known": [name for bit, name in enumerate(FAMILIES) if pattern >> bit & 1],
                "intercept": scale.intercept,
                "factor": scale.factor,
                "reference": left_out.reference(pattern).document(),
            }
            for pattern, scale in zip(range(PATTERNS), fit.scales, strict=True)
        ],
        "card": {
            "trained_with": "truereach train",
            "data": [asdict(file) for file in labelled.files],
            **_notes(labelled),
            "choices": {"ridge": RIDGE, "native_share": NATIVE_SHARE, "likes_factor": LIKES_FACTOR},
            "error_rates": error_rates(left_out, prior=PRIOR, suspicious_at=SUSPICIOUS_AT),
        },
    }


def _notes(labelled: Labelled) -> dict[str, Any]:
    """Choose what the card says of the data: files of the shipped model are research collections, others are not."""
    shipped = {file["sha256"] for file in read_model_document()["card"]["data"]}
    if shipped.isdisjoint(file.sha256 for file in labelled.files):
        return {"licence_note": None, "limits": OWN_LIMITS}
    return {"licence_note": LICENCE_NOTE, "limits": LIMITS}


def write(document: dict[str, Any]) -> bytes:
    """One line for each part, so that two models can be compared line by line."""
    parts = ",\n".join(f"{json.dumps(name)}: {_lines(value)}" for name, value in document.items())
    return f"{{\n{parts}\n}}\n".encode()


def _lines(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, dict):
        return "{\n" + ",\n".join(f"  {json.dumps(name)}: {_rows(inner)}" for name, inner in value.items()) + "\n}"
    return _rows(value)


def _rows(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, (list, tuple)) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join(f"    {json.dumps(row)}" for row in value) + "\n  ]"
    return json.dumps(value)
