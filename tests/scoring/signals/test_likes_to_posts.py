from typing import Any

import numpy as np
import pytest
from factories import make_account

from app.scoring.signals.likes_to_posts import SIGNAL

from .reading import readings


def test_fewer_likes_than_posts_are_below_zero() -> None:
    silent = make_account(likes_given_count=0, posts_count=99)
    lively = make_account(likes_given_count=999, posts_count=9)
    assert readings(SIGNAL, silent, lively) == pytest.approx([-2, 2])


def test_without_one_of_the_counts_it_is_unknown() -> None:
    told: dict[str, Any] = {"likes_given_count": 5, "posts_count": 5}
    assert np.isnan(readings(SIGNAL, *(make_account(**{**told, name: None}) for name in told))).all()
