"""Read made-up accounts with one signal."""

from factories import DRAWN_AT

from app.domain.account import Account
from app.scoring.columns import AccountColumns
from app.scoring.signals import Signal


def readings(signal: Signal, *accounts: Account) -> list[float]:
    return [float(reading) for reading in signal.read(AccountColumns.from_accounts(accounts, drawn_at=DRAWN_AT))]
