import numpy as np
from factories import days_ago, make_account

from app.scoring.signals.dormancy import SIGNAL

from .reading import readings


def test_ninety_days_of_silence_are_dormant() -> None:
    quiet, alive = make_account(last_posted_at=days_ago(90)), make_account(last_posted_at=days_ago(89))
    assert readings(SIGNAL, quiet, alive) == [1, 0]


def test_an_old_account_that_never_posted_is_dormant() -> None:
    assert readings(SIGNAL, make_account(last_posted_at=None, posts_count=0)) == [1]


def test_a_new_account_without_posts_and_an_old_one_with_posts_are_unknown() -> None:
    new = make_account(last_posted_at=None, posts_count=0, created_at=days_ago(5))
    old = make_account(last_posted_at=None, posts_count=7, created_at=days_ago(400))
    assert np.isnan(readings(SIGNAL, new, old)).all()


def test_an_account_that_posts_once_in_half_a_year_is_dormant_at_most_times() -> None:
    rare = make_account(last_posted_at=None, posts_count=5, created_at=days_ago(900))
    assert readings(SIGNAL, rare) == [1]
