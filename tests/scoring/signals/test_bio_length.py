import numpy as np
from factories import make_account

from app.scoring.signals.bio_length import SIGNAL

from .reading import readings


def test_it_counts_characters_with_runs_of_space_as_one() -> None:
    told = make_account(bio=None, bio_length=9)
    assert readings(SIGNAL, make_account(bio="a  bc "), make_account(bio=""), told) == [4, 0, 9]


def test_without_bio_and_length_it_is_unknown() -> None:
    assert np.isnan(readings(SIGNAL, make_account(bio=None))).all()
