import numpy as np
from factories import make_account

from app.scoring.signals.following_to_posts import SIGNAL

from .reading import readings


def test_following_without_posting_is_above_zero() -> None:
    assert readings(
        SIGNAL,
        make_account(following_count=99, posts_count=0),
        make_account(following_count=0, posts_count=9),
    ) == [2, -1]


def test_without_one_of_the_counts_it_is_unknown() -> None:
    assert np.isnan(readings(SIGNAL, make_account(following_count=None), make_account(posts_count=None))).all()
