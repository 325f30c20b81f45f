import numpy as np
import pytest
from factories import DRAWN_AT, make_account, make_mixed_accounts

from app.domain.account import Account
from app.domain.assessment import Finding
from app.scoring.columns import AccountColumns
from app.scoring.group.repeats import find_repeats, log_repeats


def find(accounts: list[Account]) -> dict[str, Finding]:
    return {found.code: found for found in find_repeats(AccountColumns.from_accounts(accounts, drawn_at=DRAWN_AT))}


def test_an_ordinary_audience_has_no_finding() -> None:
    assert find([make_account(index) for index in range(500)]) == {}


def test_handles_from_one_generator_are_found() -> None:
    found = find(make_mixed_accounts(ordinary=400, bought=100))["handle_template_shared"]
    assert found.accounts == 100
    assert found.lift == pytest.approx(100 / (500 * 0.04))
    assert found.p_value is not None
    assert found.p_value < 1e-6
    assert "match the signal" in found.text
    assert "fake" not in found.text


def test_shared_pictures_and_bios_are_found() -> None:
    accounts = [make_account(index) for index in range(300)]
    copies = [
        make_account(index, avatar_id="one", bio="the very same words for all of us") for index in range(300, 340)
    ]
    found = find(accounts + copies)
    assert found["avatar_shared"].accounts == found["bio_shared"].accounts == 40


def test_a_handful_of_repeats_is_no_finding() -> None:
    accounts = [make_account(index) for index in range(300)]
    assert find([*accounts, *(make_account(index, avatar_id="one") for index in range(300, 304))]) == {}


def test_repeats_are_counted_on_a_log_scale_and_unknown_stays_unknown() -> None:
    np.testing.assert_array_equal(log_repeats(np.array([5, 0, 5, 9, 5, 5, 0])), [2, np.nan, 2, 0, 2, 2, np.nan])
