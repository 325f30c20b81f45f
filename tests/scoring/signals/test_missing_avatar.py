import numpy as np
from factories import bare_account, make_account

from app.scoring.signals.missing_avatar import SIGNAL

from .reading import readings


def test_it_is_one_for_the_default_picture() -> None:
    assert readings(SIGNAL, make_account(has_avatar=False), make_account(has_avatar=True)) == [1, 0]


def test_an_identified_picture_is_a_picture() -> None:
    assert readings(SIGNAL, make_account(has_avatar=None, avatar_id="picture")) == [0]


def test_without_a_word_on_pictures_it_is_unknown() -> None:
    assert np.isnan(readings(SIGNAL, bare_account())).all()
