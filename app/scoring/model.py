"""The only place that weighs: an additive model over the signals."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy import special

from app.scoring.columns import AccountColumns, Floats
from app.scoring.families import LIKES, PATTERNS, commonest_pattern, known_patterns
from app.scoring.reference import Reference
from app.scoring.signals import all_signals

METHOD_VERSION = "3"
"""Changes when the same columns and the same model file would give other numbers."""
_ACTIVITY_FIELDS = frozenset({"posts_count", "last_posted_at", "likes_given_count", "followers_count"})
"""What an account that says nothing lacks by itself: nobody follows one that never speaks."""


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
class Scale:
    """What the sum of the terms is worth where one pattern of families is known: log-odds = intercept + factor * sum.

    The terms were fitted one by one and count the same evidence more than once; the factor takes that back.
    """

    intercept: float
    factor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What a model says about n accounts, with s signals in the order of `signals`.

    `readings` float64[n, s], NaN = unknown; `contributions` float64[n, s] in log-odds, above 0 speaks against the
    account; `inauthentic` float64[n] in [0, 1], NaN when nothing is known about an account beyond its id;
    `beside_activity` the same probability without posts, likes and followers, which a quiet account lacks by itself;
    `pattern` what is known of most accounts (families.py); `shift` how far log-odds were off on unseen collections.
    """

    signals: tuple[str, ...]
    readings: Floats
    contributions: Floats
    inauthentic: Floats
    beside_activity: Floats
    pattern: int
    shift: float

    def band(self) -> tuple[Floats, Floats]:
        """Where each probability would lie if all were off as far as on unseen collections: two float64[n]."""
        log_odds = special.logit(np.clip(self.inauthentic, 1e-12, 1 - 1e-12))
        return special.expit(log_odds - self.shift), special.expit(log_odds + self.shift)

    def reading(self, signal: str) -> Floats:
        """Pick the readings of one signal, float64[n]."""
        return self.readings[:, self.signals.index(signal)]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Model:
    """Terms in log-odds, and for each pattern of known families a scale and the scores of unseen collections.

    `prior` is the inauthentic share assumed before looking, `suspicious_at` the probability that is called suspicious,
    `shift` the root mean square of the log-odds that were missing to a right level on collections that the fit had not
    seen.
    """

    version: str
    prior: float
    suspicious_at: float
    shift: float
    terms: tuple[Term, ...]
    scales: tuple[Scale, ...]
    references: tuple[Reference, ...]

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """Read the JSON of a model file; KeyError or ValueError when it is not one."""
        patterns = document["patterns"]
        if len(patterns) != PATTERNS:
            message = f"a model has {PATTERNS} patterns, not {len(patterns)}"
            raise ValueError(message)
        return cls(
            version=document["version"],
            prior=document["prior"],
            suspicious_at=document["suspicious_at"],
            shift=document["shift"],
            terms=tuple(
                Term(term["signal"], tuple(term["readings"]), tuple(term["log_odds"])) for term in document["terms"]
            ),
            scales=tuple(Scale(pattern["intercept"], pattern["factor"]) for pattern in patterns),
            references=tuple(Reference.from_document(pattern["reference"]) for pattern in patterns),
        )

    def weight(self, signal: str) -> float:
        """Weight of a signal in log-odds where everything is known; 0 for a shadow signal."""
        weights = (term.weight * self.scales[-1].factor for term in self.terms if term.signal == signal)
        return next(weights, 0.0)

    def score(self, columns: AccountColumns) -> Scores:
        """Measure every signal and weigh those that this model names."""
        columns = columns.without_silent_facts()
        signals = all_signals()
        names = tuple(signal.name for signal in signals)
        readings = np.empty((len(columns), len(signals)))
        parts = np.zeros_like(readings)
        terms = {term.signal: term for term in self.terms}
        for column, signal in enumerate(signals):
            readings[:, column] = signal.read(columns)
            if signal.name in terms:
                parts[:, column] = terms[signal.name].contributions(readings[:, column])
        patterns = known_patterns(columns)
        contributions = parts * self._factors()[patterns][:, None]
        log_odds = self._intercepts()[patterns] + contributions.sum(axis=1)
        lasting = np.array([_ACTIVITY_FIELDS.isdisjoint(signal.reads) for signal in signals])
        without = patterns & ~LIKES
        beside = self._intercepts()[without] + self._factors()[without] * parts[:, lasting].sum(axis=1)
        weighed = np.array([name in terms for name in names], dtype=np.bool_)
        is_known = np.asarray((~np.isnan(readings[:, weighed])).any(axis=1))
        return Scores(
            signals=names,
            readings=readings,
            contributions=contributions,
            inauthentic=self._probability(log_odds, is_known),
            beside_activity=self._probability(beside, is_known),
            pattern=commonest_pattern(patterns[is_known]),
            shift=self.shift,
        )

    def log_odds(self, probabilities: Floats) -> Floats:
        """Turn probabilities of this model back into log-odds at even odds before looking; NaN stays NaN."""
        return np.asarray(special.logit(np.clip(probabilities, 1e-12, 1 - 1e-12)) - special.logit(self.prior))

    def _probability(self, log_odds: Floats, is_known: NDArray[np.bool_]) -> Floats:
        probability: Floats = special.expit(log_odds + special.logit(self.prior))
        return np.where(is_known, probability, np.nan)

    def _intercepts(self) -> Floats:
        return np.array([scale.intercept for scale in self.scales])

    def _factors(self) -> Floats:
        return np.array([scale.factor for scale in self.scales])
