import numpy as np
import pytest

from app.scoring.columns import Floats
from app.scoring.fitting import fit_scales, fit_terms
from app.scoring.model import Scale, Term
from app.scoring.signals import all_signals

SIGNALS = {signal.name: signal for signal in all_signals()}
KNOTS = {"followers": (0.0, 1.0, 2.0), "handle_digits": (0.0, 0.5), "likes_ever": (0.0, 1.5)}
LABELS = np.arange(200) < 100
EVEN = np.ones(200)
UNKNOWN = np.full(200, np.nan)


def fit(followers: Floats, digits: Floats, likes: Floats = UNKNOWN, factor: float = 1.0) -> dict[str, Term]:
    readings = {"followers": followers, "handle_digits": digits, "likes_ever": likes}
    terms = fit_terms(tuple(SIGNALS.values()), KNOTS, readings, LABELS, EVEN, {"followers": factor})
    return {term.signal: term for term in terms}


def telling(seed: int = 1) -> Floats:
    random = np.random.default_rng(seed)
    return np.concatenate((random.normal(0.5, 0.4, 100), random.normal(1.5, 0.4, 100)))


def test_a_telling_signal_gets_weight_in_its_direction() -> None:
    log_odds = fit(telling(), np.zeros(200))["followers"].log_odds
    assert log_odds[0] > 0.5 > -0.5 > log_odds[-1]


def test_a_signal_that_turns_against_its_direction_weighs_nothing() -> None:
    followers = np.concatenate((np.full(100, 2.0), np.full(100, 0.0)))
    assert fit(followers, np.zeros(200))["followers"].weight == pytest.approx(0, abs=1e-3)


def test_a_signal_that_is_never_known_weighs_nothing() -> None:
    assert fit(telling(), np.zeros(200))["likes_ever"].weight == 0


def test_terms_are_centred_so_that_an_unknown_reading_is_an_average_one() -> None:
    followers = telling()
    followers[::3] = np.nan
    term = fit(followers, np.zeros(200))["followers"]
    assert abs(term.contributions(followers[~np.isnan(followers)]).mean()) < 0.01


def test_a_term_does_not_depend_on_the_other_signals() -> None:
    alone, beside = fit(telling(), np.zeros(200)), fit(telling(), telling(2) / 4)
    assert alone["followers"] == beside["followers"]


def test_a_factor_makes_a_term_smaller() -> None:
    whole, half = fit(telling(), np.zeros(200)), fit(telling(), np.zeros(200), factor=0.5)
    np.testing.assert_allclose(np.array(whole["followers"].log_odds) / 2, half["followers"].log_odds, atol=0.001)


def test_the_same_evidence_twice_is_scaled_back_to_once() -> None:
    readings = {"followers": telling(), "handle_digits": -telling(), "likes_ever": UNKNOWN}
    once = fit(telling(), UNKNOWN, factor=4.0)["followers"]
    twice = (once, Term("handle_digits", (-2.0, -1.0, 0.0), once.log_odds[::-1]))
    patterns = np.zeros(200, dtype=np.intp)
    single = fit_scales(SIGNALS, (once,), readings, patterns, LABELS, EVEN)[0]
    double = fit_scales(SIGNALS, twice, readings, patterns, LABELS, EVEN)[0]
    assert double.factor == pytest.approx(single.factor / 2, abs=0.002)


def test_accounts_that_tell_more_are_masked_down_to_what_a_pattern_knows() -> None:
    random = np.random.default_rng(3)
    likes = np.clip(np.concatenate((random.normal(0.2, 0.4, 100), random.normal(1.2, 0.4, 100))), 0, 1.5)
    readings = {"followers": random.normal(1, 0.3, 200), "handle_digits": UNKNOWN, "likes_ever": likes}
    terms = tuple(fit(readings["followers"], UNKNOWN, likes).values())
    scales = fit_scales(SIGNALS, terms, readings, np.full(200, 2, dtype=np.intp), LABELS, EVEN)
    assert scales[2].factor > 0.9
    assert scales[2] != scales[0]
    assert scales[1] == scales[3] == Scale(0.0, 0.5)
