import numpy as np
from factories import make_account

from app.scoring.signals.followers import SIGNAL

from .reading import readings


def test_nobody_is_zero_and_a_thousand_is_three() -> None:
    assert readings(SIGNAL, make_account(followers_count=0), make_account(followers_count=999)) == [0, 3]


def test_without_the_count_it_is_unknown() -> None:
    assert np.isnan(readings(SIGNAL, make_account(followers_count=None))).all()
