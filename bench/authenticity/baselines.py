"""The shipped model and what it is compared with, fitted on the same accounts with the same weights."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import lightgbm
import numpy as np
from scipy import optimize, special
from sklearn.ensemble import RandomForestClassifier

from app.scoring.columns import AccountColumns, Floats
from app.scoring.fitting import RIDGE
from app.scoring.signals import Direction, all_signals
from app.training.fit import KNOTS, Fit, Flags
from app.training.publications import even_weights
from bench.authenticity import features
from bench.authenticity.features import Features
from bench.authenticity.research import Research

SEED: Final = 20_261_201
_LEAST_CHANCE: Final = 1e-4
_MASKED_COPIES: Final = 2
_SIGNALS: Final = {signal.name: signal for signal in all_signals()}

Method = Callable[[Research, Flags, Flags], Floats]
"""Fit the first chosen accounts, and give log-odds at even odds of the second ones."""


def ours(research: Research, trained: Flags, judged: Flags) -> Floats:
    return Fit.from_material(research.material, trained).log_odds(research.material, judged)


def joint_logistic(research: Research, trained: Flags, judged: Flags) -> Floats:
    """All terms of ours fitted at once, with the same pieces, directions and ridge."""
    pieces = []
    for name, readings in research.material.readings.items():
        knots = np.asarray(KNOTS[name], dtype=np.float64)
        own = np.clip((readings[:, None] - knots[:-1]) / np.diff(knots), 0.0, 1.0)
        known = trained & ~np.isnan(readings)
        own = np.where(np.isnan(own), own[known].mean(axis=0) if known.any() else 0.0, own)
        pieces.append(own if _SIGNALS[name].direction is Direction.HIGHER else -own)
    design = np.column_stack((np.ones(trained.size), *pieces))
    rows, sign = design[trained], np.where(research.labelled.is_inauthentic[trained], 1.0, -1.0)
    weights = _weights(research, trained) / np.count_nonzero(trained)
    ridge = np.where(np.arange(design.shape[1]) > 0, RIDGE, 0.0)

    def loss(parameters: Floats) -> tuple[float, Floats]:
        margin = sign * (rows @ parameters)
        value = weights @ np.logaddexp(0.0, -margin) + ridge @ parameters**2
        slope = rows.T @ (-sign * special.expit(-margin) * weights) + 2 * ridge * parameters
        return float(value), np.asarray(slope)

    bounds = [(None, None), *[(0.0, None)] * (design.shape[1] - 1)]
    found = optimize.minimize(loss, np.zeros(design.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(design[judged] @ found.x)


@dataclass(frozen=True, slots=True, kw_only=True)
class Boosted:
    """Monotone LightGBM on the readings that ours weighs; half of them masked at random in two more copies."""

    seed: int

    def __call__(self, research: Research, trained: Flags, judged: Flags) -> Floats:
        """Fit and score."""
        readings = features.shipped_readings(research.material)
        random = np.random.default_rng(self.seed)
        rows = readings[trained]
        masked = [np.where(random.random(rows.shape) < 0.5, np.nan, rows) for _ in range(_MASKED_COPIES)]
        copies = np.vstack((rows, *masked))
        target = np.tile(research.labelled.is_inauthentic[trained], len(masked) + 1)
        weights = np.tile(_weights(research, trained), len(masked) + 1)
        rises = [1 if _SIGNALS[name].direction is Direction.HIGHER else -1 for name in research.material.readings]
        settings: dict[str, Any] = {
            "objective": "binary",
            "num_leaves": 4,
            "learning_rate": 0.05,
            "feature_fraction": 0.3,
            "monotone_constraints": rises,
            "seed": self.seed,
            "num_threads": 1,
            "verbose": -1,
        }
        trees = lightgbm.train(settings, lightgbm.Dataset(copies, target, weight=weights), num_boost_round=150)
        return np.asarray(trees.predict(readings[judged], raw_score=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Forest:
    """A random forest on the features of a published detector."""

    read: Features
    trees: int

    def __call__(self, research: Research, trained: Flags, judged: Flags) -> Floats:
        """Fit and score."""
        return self.fitted(research, trained)(features.clean_columns(research).take(judged))

    def fitted(self, research: Research, trained: Flags) -> Features:
        """Fit, and give what scores any accounts."""
        forest = RandomForestClassifier(self.trees, random_state=SEED, n_jobs=1)
        columns = features.clean_columns(research).take(trained)
        target = research.labelled.is_inauthentic[trained]
        forest.fit(self.read(columns), target, sample_weight=_weights(research, trained))

        def score(own: AccountColumns) -> Floats:
            chances = np.asarray(forest.predict_proba(self.read(own)))[:, 1]
            return np.asarray(special.logit(np.clip(chances, _LEAST_CHANCE, 1 - _LEAST_CHANCE)))

        return score


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Published rules: nothing is fitted, and who has half of the points is accused, at any prior."""

    points: Features

    def __call__(self, research: Research, trained: Flags, judged: Flags) -> Floats:
        """Score."""
        del trained
        return np.asarray(100.0 * (self.points(features.clean_columns(research).take(judged)) - 0.5) + 2.0)


def methods(*, trees: int) -> Mapping[str, Method]:
    return {
        "ours": ours,
        "joint logistic, same signals": joint_logistic,
        "monotone LightGBM, same signals, seed 1": Boosted(seed=1),
        "monotone LightGBM, same signals, seed 2": Boosted(seed=2),
        "class A forest": Forest(read=features.class_a, trees=trees),
        "Yang-like forest": Forest(read=features.botometer_lite, trees=trees),
        "Camisani-Calzolari points": Rules(points=features.camisani_calzolari),
        "Socialbakers-like points": Rules(points=features.socialbakers),
    }


def _weights(research: Research, trained: Flags) -> Floats:
    """Even weights of the trained accounts with a mean of 1: forests do not split below a least weight."""
    labelled = research.labelled
    weights = even_weights(labelled.publications, labelled.groups, labelled.is_inauthentic, trained)[trained]
    return np.asarray(weights / weights.mean())
