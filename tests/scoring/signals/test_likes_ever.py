import numpy as np
import pytest
from factories import make_account

from app.scoring.signals.likes_ever import SIGNAL

from .reading import readings


def test_no_like_reads_zero_and_a_few_more_than_that() -> None:
    assert readings(SIGNAL, make_account(likes_given_count=0), make_account(likes_given_count=9)) == pytest.approx(
        [0, 1]
    )


def test_more_than_about_thirty_likes_say_nothing_more() -> None:
    few, many = readings(SIGNAL, make_account(likes_given_count=31), make_account(likes_given_count=10**6))
    assert few == many == 1.5


def test_likes_that_a_platform_does_not_tell_are_unknown() -> None:
    assert np.isnan(readings(SIGNAL, make_account(likes_given_count=None))).all()
