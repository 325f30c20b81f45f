"""The only place that weighs: an additive model over the signals, and its versioned file."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy import special

from app.scoring.columns import AccountColumns, Floats
from app.scoring.signals import all_signals

METHOD_VERSION = "1"
"""Changes when the same columns and the same model file would give other numbers."""
CURRENT_MODEL = "first-2026-11"
_ACTIVITY_FIELDS = frozenset({"posts_count", "last_posted_at"})


@dataclass(frozen=True, slots=True)
class Term:
    """One signal's part: readings and their log-odds, straight lines between, constant outside, 0 when unknown."""

    signal: str
    readings: tuple[float, ...]
    log_odds: tuple[float, ...]

    @property
    def weight(self) -> float:
        """Distance in log-odds between the readings that speak most for and most against an account."""
        return max(self.log_odds) - min(self.log_odds)

    def contributions(self, readings: Floats) -> Floats:
        """Log-odds of each reading."""
        log_odds = np.interp(readings, self.readings, self.log_odds)
        return np.where(np.isnan(readings), 0.0, log_odds)


@dataclass(frozen=True, slots=True)
class ErrorRates:
    """How far the model was off on collections that its fit had not seen.

    `shift` is the root mean square, over collections, of the log-odds that would have to be added to every score to
    make their mean right; `genuine_mean_at_most` is the highest mean score of a collection's genuine accounts.
    """

    shift: float
    genuine_mean_at_most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What a model says about n accounts, with s signals in the order of `signals`.

    `readings` float64[n, s], NaN = unknown; `contributions` float64[n, s] in log-odds, above 0 speaks against the
    account; `inauthentic` float64[n] in [0, 1], NaN when nothing is known about an account beyond its id;
    `beside_activity` the same probability without what the signals on posting say.
    """

    signals: tuple[str, ...]
    readings: Floats
    contributions: Floats
    inauthentic: Floats
    beside_activity: Floats

    def reading(self, signal: str) -> Floats:
        """Pick the readings of one signal, float64[n]."""
        return self.readings[:, self.signals.index(signal)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Intercept and terms in log-odds, the probability that is called suspicious, and the errors measured."""

    version: str
    intercept: float
    suspicious_at: float
    terms: tuple[Term, ...]
    errors: ErrorRates

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """Read the JSON of a model file; KeyError or ValueError when it is not one."""
        return cls(
            version=document["version"],
            intercept=document["intercept"],
            suspicious_at=document["suspicious_at"],
            terms=tuple(
                Term(term["signal"], tuple(term["readings"]), tuple(term["log_odds"])) for term in document["terms"]
            ),
            errors=ErrorRates(document["errors"]["shift"], document["errors"]["genuine_mean_at_most"]),
        )

    def weight(self, signal: str) -> float:
        """Weight of a signal in log-odds; 0 for a shadow signal."""
        return next((term.weight for term in self.terms if term.signal == signal), 0.0)

    def score(self, columns: AccountColumns) -> Scores:
        """Measure every signal and weigh those that this model names."""
        signals = all_signals()
        names = tuple(signal.name for signal in signals)
        readings = np.empty((len(columns), len(signals)))
        contributions = np.zeros_like(readings)
        terms = {term.signal: term for term in self.terms}
        for column, signal in enumerate(signals):
            readings[:, column] = signal.read(columns)
            if signal.name in terms:
                contributions[:, column] = terms[signal.name].contributions(readings[:, column])
        log_odds = self.intercept + contributions.sum(axis=1)
        activity = np.array([not _ACTIVITY_FIELDS.isdisjoint(signal.reads) for signal in signals])
        weighed = np.array([name in terms for name in names], dtype=np.bool_)
        is_known = np.asarray((~np.isnan(readings[:, weighed])).any(axis=1))
        return Scores(
            signals=names,
            readings=readings,
            contributions=contributions,
            inauthentic=_probability(log_odds, is_known),
            beside_activity=_probability(log_odds - contributions[:, activity].sum(axis=1), is_known),
        )


def _probability(log_odds: Floats, is_known: NDArray[np.bool_]) -> Floats:
    probability: Floats = special.expit(log_odds)
    return np.where(is_known, probability, np.nan)


@cache
def load_model(version: str = CURRENT_MODEL) -> Model:
    """Read a model file of this package; FileNotFoundError when there is no such version."""
    text = files("app.scoring").joinpath("models", f"{version}.json").read_text(encoding="utf-8")
    return Model.from_document(json.loads(text))


def model_versions() -> Sequence[str]:
    """Versions whose files are in this package, sorted by name."""
    folder = files("app.scoring").joinpath("models")
    return sorted(file.name.removesuffix(".json") for file in folder.iterdir() if file.name.endswith(".json"))
