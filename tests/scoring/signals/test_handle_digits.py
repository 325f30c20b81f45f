import numpy as np
from factories import bare_account, make_account

from app.domain.account import Account
from app.scoring.signals.handle_digits import SIGNAL

from .reading import readings


def test_it_is_the_share_of_digits() -> None:
    assert readings(SIGNAL, make_account(handle="anna"), make_account(handle="an12")) == [0, 0.5]


def test_a_share_that_cannot_be_is_unknown() -> None:
    assert np.isnan(readings(SIGNAL, Account(account_id="a", handle_digit_share=1.5))).all()


def test_without_a_handle_it_is_unknown() -> None:
    assert np.isnan(readings(SIGNAL, bare_account())).all()
