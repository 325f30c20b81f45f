"""How a model is fitted: each signal's term alone, then for each pattern of what is known the scale of their sum.

Fitted together, a signal's weight depends on which signals went together in the training collections, and that is what
does not carry over to the next one (docs/method.md has the comparison).
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

from app.scoring.columns import Floats
from app.scoring.families import PATTERNS, Codes, needed_pattern
from app.scoring.model import Scale, Term
from app.scoring.signals import Direction, Signal

RIDGE = 0.003
"""Penalty on the squared log-odds of each piece, against a log-loss that averages over one whole weight."""
NATIVE_SHARE = 0.5
"""Weight, in a pattern's scale, of accounts that have no more than the pattern by themselves; others are masked."""
_DIGITS = 3
"""Decimals kept: far below what matters, and far above what another processor's rounding changes."""
_POLISH = 4
"""Newton steps after the search: each doubles the exact digits, so that every processor rounds to the same file."""
_NOTHING_KNOWN = Scale(0.0, 0.5)

Labels = NDArray[np.bool_]


def fit_terms(
    signals: Sequence[Signal],
    knots: Mapping[str, Sequence[float]],
    readings: Mapping[str, Floats],
    labels: Labels,
    weights: Floats,
    factors: Mapping[str, float],
) -> tuple[Term, ...]:
    """Terms that never turn against their signal's direction, times the signal's own factor; unknown readings give 0.

    Each term is centred on its weighted mean over the known readings, so that an unknown one is an average account.
    """
    return tuple(
        _fit_term(signal, knots[signal.name], readings[signal.name], labels, weights, factors.get(signal.name, 1.0))
        for signal in signals
        if signal.name in knots
    )


def fit_scales(
    signals: Mapping[str, Signal],
    terms: Sequence[Term],
    readings: Mapping[str, Floats],
    patterns: Codes,
    labels: Labels,
    weights: Floats,
) -> tuple[Scale, ...]:
    """One scale for each pattern, from all accounts that know at least so much, masked down to it."""
    return tuple(
        _fit_scale(pattern, signals, terms, readings, patterns, labels, weights) for pattern in range(PATTERNS)
    )


def _fit_term(
    signal: Signal, knots: Sequence[float], readings: Floats, labels: Labels, weights: Floats, factor: float
) -> Term:
    known = ~np.isnan(readings) & (weights > 0)
    if not known.any():
        return Term(signal.name, tuple(knots), (0.0,) * len(knots))
    edges = np.asarray(knots, dtype=np.float64)
    pieces = np.clip((readings[known, None] - edges[:-1]) / np.diff(edges), 0.0, 1.0)
    weight = weights[known] / weights[known].sum()
    mean = weight @ pieces
    is_rising = signal.direction is Direction.HIGHER
    bounds = [(None, None), *[(0.0, None) if is_rising else (None, 0.0)] * pieces.shape[1]]
    steps = _minimise(pieces - mean, labels[known], weight, bounds, RIDGE)[1:]
    log_odds = factor * (np.concatenate(([0.0], np.cumsum(steps))) - mean @ steps)
    return Term(signal.name, tuple(knots), tuple(round(float(value), _DIGITS) for value in log_odds))


def _fit_scale(
    pattern: int,
    signals: Mapping[str, Signal],
    terms: Sequence[Term],
    readings: Mapping[str, Floats],
    patterns: Codes,
    labels: Labels,
    weights: Floats,
) -> Scale:
    usable = np.where(patterns & pattern == pattern, weights, 0.0)
    native = np.where(patterns == pattern, usable, 0.0)
    if 0 < native.sum() < usable.sum():
        masked = usable - native
        usable = NATIVE_SHARE * native / native.sum() + (1 - NATIVE_SHARE) * masked / masked.sum()
    if not usable.sum():
        return _NOTHING_KNOWN
    sums = np.zeros_like(weights)
    for term in terms:
        if needed_pattern(signals[term.signal]) & ~pattern == 0:
            sums += term.contributions(readings[term.signal])
    bounds = [(None, None), (0.0, 1.0)]
    intercept, factor = _minimise(sums[:, None], labels, usable / usable.sum(), bounds, 0.0, start=(0.0, 0.5))
    return Scale(round(float(intercept), _DIGITS), round(float(factor), _DIGITS))


def _minimise(
    design: Floats,
    labels: Labels,
    weights: Floats,
    bounds: Sequence[tuple[float | None, float | None]],
    ridge: float,
    start: Sequence[float] | None = None,
) -> Floats:
    """Intercept and slopes of the smallest weighted log-loss, with a ridge penalty on the slopes."""
    sign = np.where(labels, 1.0, -1.0)

    def loss(parameters: Floats) -> tuple[float, Floats]:
        margin = sign * (parameters[0] + design @ parameters[1:])
        misses = -sign * special.expit(-margin) * weights
        value = weights @ np.logaddexp(0.0, -margin) + ridge * (parameters[1:] ** 2).sum()
        return float(value), np.concatenate(([misses.sum()], design.T @ misses + 2 * ridge * parameters[1:]))

    first = np.zeros(design.shape[1] + 1) if start is None else np.asarray(start)
    found = optimize.minimize(loss, first, jac=True, method="L-BFGS-B", bounds=list(bounds), options={"gtol": 1e-6})
    whole = np.column_stack((np.ones(len(design)), design))
    is_free = np.array([value not in edges for value, edges in zip(found.x, bounds, strict=True)])
    low = np.array([-np.inf if bound is None else bound for bound, _ in bounds])
    high = np.array([np.inf if bound is None else bound for _, bound in bounds])
    return np.clip(_polished(found.x, is_free, whole, labels, weights, ridge), low, high)


def _polished(
    parameters: Floats, is_free: Labels, design: Floats, labels: Labels, weights: Floats, ridge: float
) -> Floats:
    """Newton's steps over the parameters that are not at a bound; the first is the intercept, which has no ridge."""
    penalty = np.where(np.arange(len(parameters)) > 0, 2 * ridge, 0.0)
    free = design[:, is_free]
    for _ in range(_POLISH):
        chance = special.expit(design @ parameters)
        slope = free.T @ (weights * (chance - labels)) + (penalty * parameters)[is_free]
        curve = (free * (weights * chance * (1 - chance))[:, None]).T @ free + np.diag(penalty[is_free] + 1e-12)
        parameters[is_free] -= np.linalg.solve(curve, slope)
    return parameters
