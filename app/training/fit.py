"""One fit: the terms and scales that a choice of publications gives, and the scores of other accounts by them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from app.scoring.columns import Floats
from app.scoring.families import PATTERNS, Codes, known_patterns, needed_pattern
from app.scoring.fitting import fit_scales, fit_terms
from app.scoring.model import Scale, Term
from app.scoring.signals import all_signals
from app.training.labelled import Labelled
from app.training.publications import even_weights, without_leaks

KNOTS: Final[Mapping[str, tuple[float, ...]]] = {
    "following_to_followers": (-1, 0, 0.3, 0.6, 1, 1.5, 2, 3),
    "following_to_posts": (-2, -1, -0.5, 0, 0.5, 1, 2, 3),
    "following_rate": (-1, -0.5, 0, 0.25, 0.5, 1, 1.5),
    "handle_digits": (0, 0.15, 0.3, 0.5),
    "missing_avatar": (0, 1),
    "likes_ever": (0, 0.5, 1, 1.5),
    "likes_to_following": (-3, -2, -1, 0, 1, 2),
    "likes_to_posts": (-4, -3, -2, -1.5, -1, -0.5, 0),
    "likes_rate": (-3, -2, -1, 0, 1),
}
"""Readings between which the log-odds are straight lines, for each signal that is weighed."""

LIKES_FACTOR: Final = 0.35
"""Trust in what likes say: they hold on every collection that tells them, and their level moves with the era."""

_SIGNALS: Final = {signal.name: signal for signal in all_signals()}

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Material:
    """Labelled accounts as readings float64[n] by signal, without what would give a collection away."""

    labelled: Labelled
    readings: Mapping[str, Floats]
    patterns: Codes

    @classmethod
    def from_labelled(cls, labelled: Labelled) -> Self:
        """Read every weighed signal."""
        readings = {
            name: without_leaks(
                _SIGNALS[name].read(labelled.columns), labelled.publications, labelled.groups, labelled.is_inauthentic
            )
            for name in KNOTS
        }
        return cls(labelled=labelled, readings=readings, patterns=known_patterns(labelled.columns))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Terms and scales."""

    terms: tuple[Term, ...]
    scales: tuple[Scale, ...]

    @classmethod
    def from_material(cls, material: Material, chosen: Flags) -> Self:
        """Fit the chosen accounts, each publication with the same weight."""
        labelled = material.labelled
        labels = labelled.is_inauthentic
        weights = even_weights(labelled.publications, labelled.groups, labels, chosen)
        factors = {name: LIKES_FACTOR for name in KNOTS if "likes_given_count" in _SIGNALS[name].reads}
        terms = fit_terms(tuple(_SIGNALS.values()), KNOTS, material.readings, labels, weights, factors)
        scales = fit_scales(_SIGNALS, terms, material.readings, material.patterns, labels, weights)
        return cls(terms=terms, scales=scales)

    def log_odds(self, material: Material, chosen: Flags, pattern: int = PATTERNS - 1) -> Floats:
        """Log-odds at even odds of the chosen accounts, as if no more than `pattern` were known of them."""
        patterns = material.patterns[chosen] & pattern
        sums = np.zeros(len(patterns))
        for term in self.terms:
            if needed_pattern(_SIGNALS[term.signal]) & ~pattern == 0:
                sums += term.contributions(material.readings[term.signal][chosen])
        intercepts = np.array([scale.intercept for scale in self.scales])
        factors = np.array([scale.factor for scale in self.scales])
        return np.asarray(intercepts[patterns] + factors[patterns] * sums)
