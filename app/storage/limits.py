"""One shared limiter per platform credential: a row that every worker moves forward (GCRA, ITU-T I.371)."""

import sqlalchemy as sa

from app.storage.base import metadata

rate_limits = sa.Table(
    "rate_limits",
    metadata,
    sa.Column("key", sa.String(100), primary_key=True),
    # Theoretical arrival time: seconds since the epoch, by the database's clock.
    sa.Column("arrives_at", sa.Double, nullable=False),
)

NOW = {
    "sqlite": "((julianday('now') - 2440587.5) * 86400.0)",
    "postgresql": "extract(epoch from clock_timestamp())::float8",
}
_LATER = {"sqlite": "max", "postgresql": "greatest"}

_RESERVE = """
INSERT INTO rate_limits (key, arrives_at) VALUES (:key, {now} + :interval)
ON CONFLICT (key) DO UPDATE SET arrives_at = {later}(rate_limits.arrives_at, {now}) + :interval
RETURNING arrives_at - :interval - :tolerance - {now}
"""
_HOLD = """
INSERT INTO rate_limits (key, arrives_at) VALUES (:key, {now} + :wait)
ON CONFLICT (key) DO UPDATE SET arrives_at = {later}(rate_limits.arrives_at, {now} + :wait)
"""


class RateLimits:
    """Reservations of future calls. Each is one statement, so that two workers never get the same slot."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        dialect = connection.dialect.name
        words = {"now": NOW[dialect], "later": _LATER[dialect]}
        self._reserve = sa.text(_RESERVE.format(**words))
        self._hold = sa.text(_HOLD.format(**words))

    def reserve(self, key: str, *, interval: float, burst: int) -> float:
        """Take the next slot; return the seconds to wait for it. `burst` calls may come at once after a pause."""
        tolerance = interval * (burst - 1)
        wait = self._connection.execute(
            self._reserve, {"key": key, "interval": interval, "tolerance": tolerance}
        ).scalar_one()
        return max(0.0, float(wait))

    def hold(self, key: str, *, wait: float, interval: float, burst: int) -> None:
        """Let no worker call for `wait` seconds: the platform said so."""
        self._connection.execute(self._hold, {"key": key, "wait": wait + interval * (burst - 1)})
