import numpy as np

from app.scoring.columns import Floats
from app.scoring.fitting import fit_terms
from app.scoring.model import Term
from app.scoring.signals import all_signals

SIGNALS = {signal.name: signal for signal in all_signals()}
KNOTS = {"followers": (0.0, 1.0, 2.0), "handle_digits": (0.0, 0.5)}


def fit(followers: Floats, digits: Floats) -> tuple[float, dict[str, Term]]:
    labels = np.arange(200) < 100
    readings = {"followers": followers, "handle_digits": digits}
    intercept, terms = fit_terms(SIGNALS, KNOTS, readings, labels, np.ones(200))
    return intercept, {term.signal: term for term in terms}


def test_a_telling_signal_gets_weight_in_its_direction() -> None:
    random = np.random.default_rng(1)
    followers = np.concatenate((random.normal(0.5, 0.4, 100), random.normal(1.5, 0.4, 100)))
    _, terms = fit(followers, random.uniform(0, 0.5, 200))
    log_odds = terms["followers"].log_odds
    assert log_odds[0] > 0.5 > -0.5 > log_odds[-1]


def test_a_signal_that_turns_against_its_direction_is_dropped() -> None:
    followers = np.concatenate((np.full(100, 2.0), np.full(100, 0.0)))
    assert "followers" not in fit(followers, np.zeros(200))[1]


def test_terms_are_centred_so_that_an_unknown_reading_is_an_average_one() -> None:
    followers = np.linspace(0, 2, 200)
    followers[::3] = np.nan
    _, terms = fit(followers, np.zeros(200))
    mean = terms["followers"].contributions(followers[~np.isnan(followers)]).mean()
    assert abs(mean) < 0.001
