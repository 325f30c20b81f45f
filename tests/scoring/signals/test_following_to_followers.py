import numpy as np
from factories import make_account

from app.scoring.signals.following_to_followers import SIGNAL

from .reading import readings


def test_balance_is_zero_and_following_more_is_above() -> None:
    assert readings(
        SIGNAL,
        make_account(following_count=99, followers_count=99),
        make_account(following_count=999, followers_count=9),
    ) == [0, 2]


def test_without_one_of_the_counts_it_is_unknown() -> None:
    assert np.isnan(readings(SIGNAL, make_account(following_count=None), make_account(followers_count=None))).all()
