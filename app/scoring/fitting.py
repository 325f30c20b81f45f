"""How a model file is fitted: logistic regression on straight pieces, each signal in its declared direction only."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

from app.scoring.columns import Floats
from app.scoring.model import Term
from app.scoring.signals import Direction, Signal

RIDGE = 0.001
"""Penalty on the squared log-odds of each piece, against a log-loss that averages over one whole weight."""


def fit_terms(
    signals: Mapping[str, Signal],
    knots: Mapping[str, Sequence[float]],
    readings: Mapping[str, Floats],
    labels: NDArray[np.bool_],
    weights: Floats,
) -> tuple[float, tuple[Term, ...]]:
    """Intercept in log-odds and terms that never turn against their signal's direction; unknown readings give 0.

    Each term is centred on its mean over the known readings, so that an unknown one is an average account.
    """
    pieces = {name: _pieces(readings[name], knots[name]) for name in knots}
    means = {name: _mean(piece, weights) for name, piece in pieces.items()}
    design = np.hstack([np.nan_to_num(pieces[name] - means[name]) for name in knots])
    signs = np.concatenate(
        [np.full(len(knots[name]) - 1, 1.0 if signals[name].direction is Direction.HIGHER else -1.0) for name in knots]
    )
    steps, intercept = _fit_logistic(design * signs, labels, weights / weights.sum())
    terms, start = [], 0
    for name in knots:
        width = len(knots[name]) - 1
        own = (steps * signs)[start : start + width]
        start += width
        log_odds = np.concatenate(([0.0], np.cumsum(own))) - float(means[name] @ own)
        terms.append(Term(name, tuple(knots[name]), tuple(round(float(value), 4) for value in log_odds)))
    return round(intercept, 4), tuple(term for term in terms if term.weight > 0)


def _pieces(readings: Floats, knots: Sequence[float]) -> Floats:
    """How far each reading has come along each piece between two knots, float64[n, knots - 1] in [0, 1]."""
    edges = np.asarray(knots)
    along: Floats = np.clip((readings[:, None] - edges[:-1]) / np.diff(edges), 0.0, 1.0)
    return along


def _mean(pieces: Floats, weights: Floats) -> Floats:
    known = ~np.isnan(pieces[:, 0])
    mean: Floats = np.average(pieces[known], axis=0, weights=weights[known])
    return mean


def _fit_logistic(design: Floats, labels: NDArray[np.bool_], weights: Floats) -> tuple[Floats, float]:
    """Minimise weighted log-loss with a ridge penalty over steps from 0 upwards."""

    def loss(parameters: Floats) -> tuple[float, Floats]:
        steps, intercept = parameters[:-1], parameters[-1]
        log_odds = design @ steps + intercept
        misses = weights * (special.expit(log_odds) - labels)
        value = weights @ (np.logaddexp(0.0, log_odds) - labels * log_odds) + RIDGE * (steps @ steps)
        return float(value), np.concatenate((design.T @ misses + 2 * RIDGE * steps, [misses.sum()]))

    width = design.shape[1]
    bounds = [(0.0, None)] * width + [(None, None)]
    fit = optimize.minimize(loss, np.zeros(width + 1), jac=True, method="L-BFGS-B", bounds=bounds)
    return fit.x[:-1], float(fit.x[-1])
