"""What a histogram of scores says about the inauthentic share when it is not known which people and which sellers.

Without labels the error that counts is not sampling: it is not knowing of which kind the genuine accounts are, and of
which kind the others. So both are drawn from sources on which the model was judged unseen (reference.py), and the
share is what the histogram says under all those pairs at once: distribution matching (HDy: Gonzalez-Castro,
Alaiz-Rodriguez and Alegre, 2013, Information Sciences 218:146-164), averaged over sources instead of fitted to one,
with a tempered likelihood (Bissiri, Holmes and Walker, 2016, JRSS B 78:1103-1130). The level of the scores is free
within a prior: from one collection to another they move up and down together.

All constants here were set by hand with figures on the research collections in sight (docs/method.md).
"""

from functools import lru_cache

import numpy as np
from scipy import special, stats

from app.scoring.columns import Floats
from app.scoring.reference import BIN, Reference, histogram

GRID = np.linspace(0.0, 1.0, 101)
"""Shares that are weighed against each other."""
WORTH = 20.0
"""Accounts that a histogram counts for, however large the sample: unseen sources are not quite like any at hand."""
_PRIOR = (0.7, 2.0)
"""Beta prior over the share: mean .26, half of it below .2."""
_LEVELS = np.arange(-5.0, 2.5 + BIN / 4, BIN / 2)
"""Log-odds by which an audience's level may differ from the reference's."""
_LEVEL_SPREADS = (1.5, 0.5)
"""Their prior, half a normal to each side: people may well score lower than any at hand, but hardly much higher."""
_MIXED = 0.3
"""Dirichlet concentration: an audience is mostly like one source."""
_DRIFT = 0.7
"""Standard deviation, in log-odds, of how far one more seller stands apart from the sellers at hand."""
_CRUDER = (0.3, 5.0)
"""Chance that a seller's accounts are cruder than any at hand, and by how many log-odds at most."""
_STRANGE = 0.1
"""Share of accounts that may lie anywhere, so that a single odd bin decides nothing."""
_OWN_SELLER = 0.8
"""Weight of a seller seen in this very list among the sellers of the rest."""
_DRAWS = 250
_SEED = 20_261_122


def share_posterior(
    log_odds: Floats, reference: Reference, *, draws: float, weights: Floats | None = None, own: Floats | None = None
) -> Floats:
    """Weight of each share of GRID, float64[101], sum 1, given log-odds float64[n] and how many draws they are worth.

    `weights` are what each account counts; `own` by how much it belongs to a seller that was seen at work in this list.
    """
    worth = 1 / (1 / WORTH + 1 / draws)
    places = reference.level + _LEVELS
    seen = np.array([histogram(log_odds - place, weights) for place in places])
    prior = -0.5 * (_LEVELS / np.where(_LEVELS < 0, *_LEVEL_SPREADS)) ** 2
    if own is None:
        fits = worth * (_log_mixtures(reference) @ seen.T) + prior
    else:
        sellers = np.array([histogram(log_odds - place, own) for place in places])
        people, others = _sources(reference)
        fits = np.stack(
            [
                worth * (_log_mixed(people, _OWN_SELLER * seller + (1 - _OWN_SELLER) * others) @ row) + level
                for seller, row, level in zip(sellers, seen, prior, strict=True)
            ],
            axis=2,
        )
    log_weights = special.logsumexp(fits, axis=(0, 2)) + stats.beta.logpdf(np.clip(GRID, 0.0025, 0.9975), *_PRIOR)
    posterior = np.exp(log_weights - log_weights.max())
    return np.asarray(posterior / posterior.sum())


def summarise(posterior: Floats, level: float) -> tuple[float, float, float]:
    """Mean and equal tails of a posterior over GRID; a share that may well be 0 or 1 reaches to that end."""
    sums, tail = np.cumsum(posterior), (1 - level) / 2
    low = float(GRID[np.searchsorted(sums, tail)])
    high = float(GRID[min(int(np.searchsorted(sums, 1 - tail)), GRID.size - 1)])
    estimate = min(1.0, float(posterior @ GRID))
    return estimate, min(low, estimate), max(high, estimate)


@lru_cache(maxsize=16)
def _sources(reference: Reference) -> tuple[Floats, Floats]:
    """Made-up sources float64[draws, bins]: mixtures of those at hand, the inauthentic ones shifted besides."""
    random = np.random.default_rng(_SEED)
    people = random.dirichlet(np.full(len(reference.genuine), _MIXED), _DRAWS) @ reference.genuine
    sellers = random.dirichlet(np.full(len(reference.inauthentic), _MIXED), _DRAWS) @ reference.inauthentic
    bins = np.arange(sellers.shape[1])
    cruder = random.uniform(0.0, _CRUDER[1], _DRAWS) * (random.random(_DRAWS) < _CRUDER[0])
    shifts = (random.normal(0.0, _DRIFT, _DRAWS) + cruder) / BIN
    moved = np.array([np.interp(bins - shift, bins, row) for shift, row in zip(shifts, sellers, strict=True)])
    return people, moved / moved.sum(axis=1, keepdims=True)


@lru_cache(maxsize=16)
def _log_mixtures(reference: Reference) -> Floats:
    return _log_mixed(*_sources(reference))


def _log_mixed(people: Floats, sellers: Floats) -> Floats:
    """Logarithm of the histogram under each draw and share, float64[draws, shares, bins]."""
    shares = GRID[None, :, None]
    mixed = (1 - shares) * people[:, None, :] + shares * sellers[:, None, :]
    return np.asarray(np.log((1 - _STRANGE) * mixed + _STRANGE / mixed.shape[2]))
