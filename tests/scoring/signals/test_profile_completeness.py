import numpy as np
from factories import bare_account, make_account

from app.domain.account import Account
from app.scoring.signals.profile_completeness import SIGNAL

from .reading import readings


def test_it_is_the_filled_share_of_the_parts_that_are_told() -> None:
    empty = make_account(display_name="", bio=" ", location="", has_url=False, has_avatar=False)
    half = Account(account_id="half", bio_length=40, has_avatar=False)
    assert readings(SIGNAL, make_account(), empty, half) == [1, 0, 0.5]


def test_a_link_alone_counts_neither_way() -> None:
    assert np.isnan(readings(SIGNAL, Account(account_id="a", url="https://example.org"))).all()


def test_without_any_part_it_is_unknown() -> None:
    assert np.isnan(readings(SIGNAL, bare_account())).all()
