import numpy as np
from factories import bare_account, days_ago, make_account

from app.scoring.signals.account_age import SIGNAL

from .reading import readings


def test_it_counts_days_since_the_creation() -> None:
    young, old = readings(SIGNAL, make_account(created_at=days_ago(3)), make_account(created_at=days_ago(900)))
    assert (young, old) == (3, 900)


def test_without_a_creation_time_it_is_unknown() -> None:
    assert np.isnan(readings(SIGNAL, bare_account())).all()
