import numpy as np
from factories import days_ago, make_account

from app.scoring.signals.age_at_follow import SIGNAL

from .reading import readings


def test_it_counts_days_from_creation_to_follow() -> None:
    assert readings(SIGNAL, make_account(created_at=days_ago(30), followed_at=days_ago(28))) == [2]


def test_without_a_follow_time_it_is_unknown() -> None:
    assert np.isnan(readings(SIGNAL, make_account(followed_at=None))).all()
