import numpy as np
import pytest
from factories import days_ago, make_account

from app.scoring.signals.following_rate import SIGNAL

from .reading import readings


def test_following_more_than_one_account_a_day_is_above_zero() -> None:
    fast = make_account(following_count=999, created_at=days_ago(70))
    slow = make_account(following_count=9, created_at=days_ago(970))
    assert readings(SIGNAL, fast, slow) == pytest.approx([1, -2])


def test_a_newcomer_is_given_a_month_to_settle() -> None:
    newcomer = make_account(following_count=29, created_at=days_ago(0))
    assert readings(SIGNAL, newcomer) == pytest.approx([0])


def test_without_the_followings_or_the_age_it_is_unknown() -> None:
    assert np.isnan(readings(SIGNAL, make_account(following_count=None), make_account(created_at=None))).all()
