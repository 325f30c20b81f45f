"""Which share of accounts is in the niche, when scores of those in it and of all others overlap.

The scores are a mixture: of the background, which is known, and of accounts in the niche, whose scores are not known
for this brief, but are for the niches of a panel. The posterior over the share, over how much this niche is like each
of the panel's, and over how far the audience's own background is from ours, includes all of these in its interval
(mixture proportion estimation: McLachlan and Peel, 2000, "Finite Mixture Models"; the panel as prior is ours).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import isotonic_regression

from app.scoring.niche.pooling import BINS, STEP

Floats = NDArray[np.float64]

SHARES: Final = np.linspace(0.0, 1.0, 101)
"""Shares that are tried."""

SHIFTS: Final = (-0.5, 0.0, 0.5)
SHIFT_CHANCES: Final = (0.25, 0.5, 0.25)
"""How much more or less than a niche of the panel this one may stand out, in standard deviations."""

DRIFTS: Final = (-0.3, -0.15, 0.0, 0.15, 0.3)
DRIFT_CHANCES: Final = (0.1, 0.2, 0.4, 0.2, 0.1)
"""How far the audience's own background may lie from ours."""

COARSENING: Final = 100.0
"""Accounts that the shape of the scores is believed for: n count as COARSENING n / (COARSENING + n), since no niche
is quite like one of the panel (coarsened posterior: Miller and Dunson, 2019, JASA 114:527). Chosen on half of the
panel's niches."""


@dataclass(frozen=True, slots=True, eq=False)
class Stratum:
    """Accounts that are alike in language and number of texts: float64[BINS] of their weights by score.

    `background` is the density of accounts out of the niche, `panel` float64[niches, BINS] those of accounts in it.
    """

    counts: Floats
    background: Floats
    panel: Floats


@dataclass(frozen=True, slots=True, eq=False)
class MixtureFit:
    """Posterior of the share on SHARES, and for each stratum the chance of being in the niche by bin of score."""

    posterior: Floats
    chances: Sequence[Floats]

    @property
    def mean(self) -> float:
        """Mean of the posterior."""
        return float(SHARES @ self.posterior)

    def interval(self, level: float) -> tuple[float, float]:
        """Give the ends between which the share lies with this probability, the same on both sides."""
        total = np.cumsum(self.posterior)
        tail = (1.0 - level) / 2
        # Half a step to each side: the posterior is known on the grid only.
        low = float(np.interp(tail, total, SHARES)) if total[0] < tail else 0.0
        high = float(np.interp(1.0 - tail, np.concatenate(([0.0], total[:-1])), SHARES))
        return low, high


def fit_mixture(strata: Sequence[Stratum]) -> MixtureFit:
    """Fit the share of all strata together; ValueError without any account."""
    accounts = sum(float(stratum.counts.sum()) for stratum in strata)
    if accounts <= 0:
        message = "a mixture needs at least one account"
        raise ValueError(message)
    worth = COARSENING / (COARSENING + accounts)
    niches = strata[0].panel.shape[0]
    inside = [np.stack([_shifted(stratum.panel, shift) for shift in SHIFTS], 1).reshape(-1, BINS) for stratum in strata]
    outside = [np.stack([_shifted(stratum.background[None], drift)[0] for drift in DRIFTS]) for stratum in strata]
    prior = (
        np.log(np.tile(SHIFT_CHANCES, niches) / niches)[None, :, None]
        + np.log(DRIFT_CHANCES)[:, None, None]
        + _log_prior()[None, None, :]
    )
    fit = prior + worth * sum(
        _log_likelihood(stratum.counts, out, within)
        for stratum, out, within in zip(strata, outside, inside, strict=True)
    )
    chances = np.exp(fit - fit.max())
    chances /= chances.sum()
    return MixtureFit(
        posterior=chances.sum((0, 1)),
        chances=[_membership(chances, out, within) for out, within in zip(outside, inside, strict=True)],
    )


def _log_prior() -> Floats:
    """Jeffreys' prior by the cells around the shares, so that it is finite at both ends."""
    edges = np.clip(np.concatenate((SHARES - 0.005, [1.0])), 0.0, 1.0)
    mass = np.diff(2 / np.pi * np.arcsin(np.sqrt(edges)))
    logs: Floats = np.log(mass / mass.sum())
    return logs


def _log_likelihood(counts: Floats, outside: Floats, inside: Floats) -> Floats:
    """float64[drifts, niches x shifts, shares]."""
    seen = counts > 0
    out, within, weights = outside[:, seen], inside[:, seen], counts[seen]
    fits = np.empty((len(out), len(within), len(SHARES)))
    for index, share in enumerate(SHARES):
        fits[:, :, index] = np.log(share * within[None] + (1.0 - share) * out[:, None]) @ weights
    return fits


def _membership(chances: Floats, outside: Floats, inside: Floats) -> Floats:
    """Chance of being in the niche by bin, over everything that the posterior holds possible.

    It never falls as the score rises (isotonic regression by the mass of the bins: Barlow et al., 1972, "Statistical
    Inference under Order Restrictions"): where no account of panel or background ever scored, their ratio says nothing.
    """
    member, mass = np.zeros(BINS), np.zeros(BINS)
    likely = chances.sum(2) > 1e-4  # noqa: PLR2004 - the rest changes nothing
    for drift, row in zip(*np.nonzero(likely), strict=True):
        within, out = np.outer(SHARES, inside[row]), np.outer(1.0 - SHARES, outside[drift])
        member += chances[drift, row] @ (within / (within + out))
        mass += chances[drift, row] @ (within + out)
    shares: Floats = isotonic_regression(member, weights=mass).x / chances[likely].sum()
    return shares


def _shifted(densities: Floats, shift: float) -> Floats:
    """Move densities along the scores; what leaves stays at the end."""
    bins = np.arange(BINS, dtype=np.float64)
    moved = np.stack([np.interp(bins - shift / STEP, bins, one) for one in densities])
    shares: Floats = moved / moved.sum(axis=1, keepdims=True)
    return shares
