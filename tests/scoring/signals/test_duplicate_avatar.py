import numpy as np
from factories import make_account

from app.scoring.signals.duplicate_avatar import SIGNAL

from .reading import readings


def test_it_is_the_log_of_how_many_show_the_picture() -> None:
    assert readings(SIGNAL, *(make_account(avatar_id=picture) for picture in ("a", "b", "a"))) == [1, 0, 1]


def test_without_an_identified_picture_it_is_unknown() -> None:
    assert np.isnan(readings(SIGNAL, make_account(avatar_id=None), make_account(avatar_id=None))).all()
