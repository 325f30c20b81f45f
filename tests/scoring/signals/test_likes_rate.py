from typing import Any

import numpy as np
import pytest
from factories import days_ago, make_account

from app.scoring.signals.likes_rate import SIGNAL

from .reading import readings


def test_one_like_a_day_is_zero_and_one_in_a_hundred_days_is_minus_two() -> None:
    daily = make_account(likes_given_count=99, created_at=days_ago(100))
    rare = make_account(likes_given_count=0, created_at=days_ago(100))
    assert readings(SIGNAL, daily, rare) == pytest.approx([0, -2])


def test_an_account_of_an_hour_is_taken_as_one_day_old() -> None:
    assert readings(SIGNAL, make_account(likes_given_count=9, created_at=days_ago(1 / 24))) == pytest.approx([1])


def test_without_the_likes_or_the_age_it_is_unknown() -> None:
    told: dict[str, Any] = {"likes_given_count": 5, "created_at": days_ago(5)}
    assert np.isnan(readings(SIGNAL, *(make_account(**{**told, name: None}) for name in told))).all()
