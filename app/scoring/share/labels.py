"""The inauthentic share from the labels of a few accounts and the scores of all: PPI++ inside strata of the score."""

import numpy as np
from scipy import stats

from app.domain.audience import FrameNote
from app.domain.estimate import Share
from app.scoring.columns import Floats
from app.scoring.share.sampling import make_share, normal_quantile, population_of, unknown_share, wilson_interval
from app.scoring.share.strata import covered_strata, known_scores

_RARE_LABELS = 10
"""Labels of the rarer kind from which on scores may double what labels are worth (ours: fewer show no pattern)."""


def labelled_share(scores: Floats, labels: Floats, note: FrameNote, level: float) -> Share:
    """Share of inauthentic accounts, labels float64[n]: 1 inauthentic, 0 authentic, NaN none; scores NaN unknown.

    In each stratum mean(y) + power (mean(score of all) - mean(score of labelled)), weighed by the stratum's size
    (Angelopoulos, Duchi and Zrnic, 2023, arXiv 2311.01453, PPI++), so that it is right whatever the model is worth, as
    long as labelled accounts were chosen by nothing but their score. With all accounts labelled it is their share.
    """
    is_labelled = ~np.isnan(labels)
    accounts, count = labels.size, int(np.count_nonzero(is_labelled))
    basis = f"{count:,} labels and scores" if count < accounts else f"{count:,} labels"
    if count == 0:
        return unknown_share(note, level, basis)
    strata = covered_strata(scores, is_labelled)
    strata = np.zeros(accounts, np.intp) if strata is None else strata
    own, sizes = strata[is_labelled], np.bincount(strata)
    drawn = np.bincount(own, minlength=sizes.size)
    truth, guesses = labels[is_labelled], known_scores(scores)
    guess = guesses[is_labelled]
    truth_means, guess_means = np.bincount(own, truth) / drawn, np.bincount(own, guess) / drawn
    rest, guess_rest = truth - truth_means[own], guess - guess_means[own]
    power = float(np.clip((rest * guess_rest).sum() / max(float((guess_rest**2).sum()), 1e-12), 0.0, 1.0))
    weights = sizes / accounts
    estimate = float(weights @ (truth_means - power * guess_means) + power * guesses.mean())
    spread = np.bincount(own, (rest - power * guess_rest) ** 2) / np.maximum(drawn - 1, 1)
    variance = float((weights**2 * spread / drawn * (1 - drawn / sizes)).sum())

    population = population_of(note, accounts)
    # What was labelled is known: neither end can lie beyond it.
    least, most = 0.0, 1.0
    if population is not None:
        least, most = float(truth.sum()) / population, (population - float((1 - truth).sum())) / population
    estimate = min(max(estimate, least), most)
    low, high = _interval(estimate, variance, truth, accounts, population, level, count - sizes.size)
    return make_share(estimate, max(low, least), min(high, most), accounts, note, level, basis)


def _interval(
    estimate: float, variance: float, truth: Floats, accounts: int, population: int | None, level: float, degrees: int
) -> tuple[float, float]:
    """Wilson's at the number of draws that the variance is worth, with Student's quantile.

    Few labels can show a variance that is far too small by chance. So they are worth no more than plain counting when
    all of them say the same, and at most twice as much when ten or more say each of both; at least a quarter.
    """
    count = truth.size
    binomial = float(np.clip(estimate, 0.5 / count, 1 - 0.5 / count))
    binomial *= 1 - binomial
    plain = binomial / count * (1 - count / accounts)
    rare = min(float(truth.sum()), float((1 - truth).sum()))
    variance = min(max(variance, plain / (1 + min(1.0, rare / _RARE_LABELS))), 4 * plain)
    # The accounts themselves may be a draw from a larger population.
    variance += binomial / accounts * (1 - accounts / population if population is not None else 1.0)
    if variance == 0:
        return estimate, estimate
    # Wilson's interval depends on quantile^2 / n alone: fewer draws stand for Student's wider quantile.
    student = float(stats.t.ppf(0.5 + level / 2, max(degrees, 1))) / normal_quantile(level)
    return wilson_interval(estimate, binomial / variance / student**2, None, level)
