import numpy as np
from factories import days_ago, make_account

from app.scoring.signals.posting_rate import SIGNAL

from .reading import readings


def test_it_counts_posts_a_day_and_a_first_day_whole() -> None:
    old = make_account(posts_count=90, created_at=days_ago(30))
    new = make_account(posts_count=5, created_at=days_ago(1 / 24))
    assert readings(SIGNAL, old, new) == [3, 5]


def test_without_an_age_it_is_unknown() -> None:
    assert np.isnan(readings(SIGNAL, make_account(created_at=None))).all()
