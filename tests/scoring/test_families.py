import numpy as np
from factories import DRAWN_AT, bare_account, make_account

from app.scoring.columns import AccountColumns
from app.scoring.families import commonest_pattern, known_patterns, needed_pattern
from app.scoring.signals import all_signals

SIGNALS = {signal.name: signal for signal in all_signals()}


def test_what_is_known_of_an_account_is_two_bits() -> None:
    accounts = [
        bare_account(),
        make_account(),
        make_account(created_at=None, likes_given_count=3),
        make_account(likes_given_count=3),
    ]
    columns = AccountColumns.from_accounts(accounts, drawn_at=DRAWN_AT)
    assert known_patterns(columns).tolist() == [0, 1, 2, 3]


def test_a_signal_needs_the_families_whose_fields_it_reads() -> None:
    needed = {name: needed_pattern(SIGNALS[name]) for name in ("handle_digits", "following_rate", "likes_rate")}
    assert needed == {"handle_digits": 0, "following_rate": 1, "likes_rate": 3}


def test_the_commonest_pattern_of_nobody_is_that_nothing_is_known() -> None:
    assert commonest_pattern(np.array([], dtype=np.intp)) == 0
    assert commonest_pattern(np.array([3, 1, 3])) == 3
