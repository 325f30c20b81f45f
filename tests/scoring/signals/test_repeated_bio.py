import numpy as np
from factories import make_account

from app.scoring.signals.repeated_bio import SIGNAL

from .reading import readings


def test_it_is_the_log_of_how_many_have_the_bio() -> None:
    same, other = "living one day at a time", "another bio that is long enough"
    assert readings(SIGNAL, *(make_account(bio=bio) for bio in (same, other, same.upper()))) == [1, 0, 1]


def test_a_short_or_missing_bio_is_unknown() -> None:
    assert np.isnan(
        readings(SIGNAL, make_account(bio="hello"), make_account(bio="hello"), make_account(bio=None))
    ).all()
