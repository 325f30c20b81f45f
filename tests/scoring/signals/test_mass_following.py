import numpy as np
from factories import make_account

from app.scoring.signals.mass_following import SIGNAL

from .reading import readings


def test_it_begins_above_fifteen_hundred() -> None:
    assert readings(SIGNAL, make_account(following_count=1_500), make_account(following_count=1_501)) == [0, 1]


def test_without_the_count_it_is_unknown() -> None:
    assert np.isnan(readings(SIGNAL, make_account(following_count=None))).all()
