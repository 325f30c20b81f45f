"""What was spent, counted as it is spent: a row for each purse and day, which every worker adds to."""

from datetime import date

import sqlalchemy as sa

from app.domain.budget import Cost
from app.storage.base import metadata

spending = sa.Table(
    "spending",
    metadata,
    sa.Column("key", sa.String(100), primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("calls", sa.BigInteger, nullable=False),
    sa.Column("units", sa.BigInteger, nullable=False),
    sa.Column("micros", sa.BigInteger, nullable=False),
    sa.Index("ix_spending_day", "day"),
)

_SPEND = """
INSERT INTO spending (key, day, calls, units, micros) VALUES (:key, :day, :calls, :units, :micros)
ON CONFLICT (key, day) DO UPDATE SET
    calls = spending.calls + :calls, units = spending.units + :units, micros = spending.micros + :micros
RETURNING calls, units, micros
"""


class Spending:
    """All purses: whoever spends adds to each that the cost comes out of, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def spend(self, key: str, day: date, cost: Cost) -> Cost:
        """Add a cost (or give some back, where it is negative) and return the sum; the caller undoes what is too much.

        Raising inside the transaction undoes it.
        """
        values = {"key": key, "day": day, "calls": cost.calls, "units": cost.units, "micros": cost.micros}
        statement = sa.text(_SPEND).bindparams(sa.bindparam("day", type_=sa.Date))
        row = self._connection.execute(statement, values).one()
        return Cost(calls=row.calls, units=row.units, micros=row.micros)

    def get(self, key: str, day: date) -> Cost:
        """Return what was spent out of a purse on a day."""
        row = self._connection.execute(
            sa.select(spending.c.calls, spending.c.units, spending.c.micros).where(
                spending.c.key == key, spending.c.day == day
            )
        ).first()
        return Cost() if row is None else Cost(calls=row.calls, units=row.units, micros=row.micros)
