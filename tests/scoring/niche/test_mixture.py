import numpy as np
import pytest

from app.scoring.niche.mixture import SHARES, MixtureFit, Stratum, fit_mixture
from app.scoring.niche.pooling import density, histogram

GENERATOR = np.random.default_rng(3)
OUTSIDE = density(GENERATOR.normal(0.0, 1.0, 20_000))
PANEL = np.stack([density(GENERATOR.normal(middle, 1.2, 4_000)) for middle in (2.0, 2.5, 3.0)])


def fit(share: float, n: int, seed: int, middle: float = 2.5) -> MixtureFit:
    generator = np.random.default_rng(seed)
    inside = round(share * n)
    scores = np.concatenate([generator.normal(middle, 1.2, inside), generator.normal(0.0, 1.0, n - inside)])
    return fit_mixture([Stratum(histogram(scores), OUTSIDE, PANEL)])


@pytest.mark.parametrize("n", [300, 2_000])
def test_intervals_hold_the_true_share_as_often_as_they_say(n: int) -> None:
    shares = (0.0, 0.05, 0.2, 0.5, 0.8, 1.0)
    fits = [(share, fit(share, n, seed)) for share in shares for seed in range(10)]
    held = [low <= share <= high for share, one in fits for low, high in (one.interval(0.95),)]
    assert np.mean(held) >= 0.9
    assert np.mean([abs(one.mean - share) for share, one in fits]) < 0.04


def test_a_larger_share_reads_larger() -> None:
    means = [fit(share, 400, 1).mean for share in (0.0, 0.1, 0.3, 0.6, 1.0)]
    assert means == sorted(means)


def test_nobody_in_the_niche_leaves_the_lower_end_at_nothing_and_everybody_the_upper_at_all() -> None:
    assert fit(0.0, 500, 2).interval(0.95)[0] == pytest.approx(0.0, abs=0.005)
    assert fit(1.0, 500, 2).interval(0.95)[1] == pytest.approx(1.0, abs=0.005)


def test_many_accounts_are_not_believed_beyond_what_a_panel_can_tell() -> None:
    (low, high), (lower, higher) = fit(0.4, 20_000, 1).interval(0.95), fit(0.4, 2_000, 1).interval(0.95)
    assert high - low > 0.8 * (higher - lower)


def test_one_account_says_next_to_nothing() -> None:
    one = fit_mixture([Stratum(histogram(np.array([4.0])), OUTSIDE, PANEL)])
    low, high = one.interval(0.95)
    assert high - low > 0.8
    assert one.posterior.sum() == pytest.approx(1.0)
    assert len(one.posterior) == len(SHARES)


def test_the_chance_of_being_in_the_niche_grows_with_the_score() -> None:
    (chances,) = fit(0.3, 500, 4).chances
    assert (np.diff(chances) >= 0).all()
    assert (np.diff(chances[10:24]) > 0).all()
    assert chances[8] < 0.1
    assert chances[25] > 0.8


@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
def test_whoever_scores_beyond_all_that_was_ever_seen_is_no_less_likely_in_the_niche(share: float) -> None:
    (chances,) = fit(share, 500, 4).chances
    assert chances[-1] == chances.max() > 0.5
    assert chances[0] == chances.min()


def test_strata_are_fitted_together() -> None:
    scores = np.random.default_rng(5).normal(2.5, 1.2, 200)
    strata = [Stratum(histogram(scores[part::2]), OUTSIDE, PANEL) for part in (0, 1)]
    assert fit_mixture(strata).mean == pytest.approx(
        fit_mixture([Stratum(histogram(scores), OUTSIDE, PANEL)]).mean, abs=1e-6
    )


def test_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one account"):
        fit_mixture([Stratum(histogram(np.empty(0)), OUTSIDE, PANEL)])
