from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from factories import DRAWN_AT, bare_account, make_account

from app.domain.account import Account
from app.scoring import signals
from app.scoring.columns import AccountColumns
from app.scoring.signals import Signal, all_signals

each_signal = pytest.mark.parametrize("signal", all_signals(), ids=lambda signal: signal.name)


def test_every_file_of_the_package_is_one_signal_of_the_same_name() -> None:
    stems = {path.stem for path in Path(next(iter(signals.__path__))).glob("*.py")} - {"__init__", "signal"}
    assert {signal.name for signal in all_signals()} == stems


@each_signal
def test_a_signal_has_a_test_of_its_own(signal: Signal) -> None:
    assert Path(__file__).with_name(f"test_{signal.name}.py").exists()


@each_signal
def test_customers_are_told_what_unknown_means_and_the_source(signal: Signal) -> None:
    assert "nknown" in signal.description
    assert "Source: " in signal.description
    assert set(signal.reads) <= {field.name for field in fields(Account)}


@each_signal
def test_a_signal_reads_no_account_and_a_bare_one(signal: Signal) -> None:
    nobody = AccountColumns.from_accounts([], drawn_at=DRAWN_AT)
    assert signal.read(nobody).shape == (0,)
    assert np.isnan(signal.read(AccountColumns.from_accounts([bare_account()], drawn_at=DRAWN_AT))).all()


@each_signal
def test_a_signal_does_not_depend_on_the_order_of_accounts(signal: Signal) -> None:
    columns = AccountColumns.from_accounts([make_account(index % 7) for index in range(20)], drawn_at=DRAWN_AT)
    turned = columns.take(np.arange(19, -1, -1))
    np.testing.assert_array_equal(signal.read(columns)[::-1], signal.read(turned))
