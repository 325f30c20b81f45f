import numpy as np
from factories import make_account

from app.scoring.signals.handle_template import SIGNAL

from .reading import readings


def test_it_is_the_log_of_how_many_handles_are_built_alike() -> None:
    handles = ("Maria_Lopez19842", "Jose_Garcia55310", "Ana_Ruiz10001", "Eva_Diaz20002", "eva555")
    assert readings(SIGNAL, *(make_account(handle=handle) for handle in handles)) == [2, 2, 2, 2, 0]


def test_a_handle_without_digits_is_unknown() -> None:
    assert np.isnan(readings(SIGNAL, make_account(handle="maria"), make_account(handle=None))).all()
