"""Which workers are alive, by the database's clock."""

import sqlalchemy as sa

from app.storage.base import metadata
from app.storage.limits import NOW

worker_heartbeats = sa.Table(
    "worker_heartbeats",
    metadata,
    sa.Column("worker_id", sa.String(100), primary_key=True),
    # Seconds since the epoch, by the database's clock: workers' own clocks disagree.
    sa.Column("last_seen", sa.Double, nullable=False),
)

_BEAT = """
INSERT INTO worker_heartbeats (worker_id, last_seen) VALUES (:worker_id, {now})
ON CONFLICT (worker_id) DO UPDATE SET last_seen = {now}
"""
_LIVE = "SELECT worker_id FROM worker_heartbeats WHERE last_seen > {now} - :dead_after"


class Heartbeats:
    """Signs of life of all workers."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        now = NOW[connection.dialect.name]
        self._beat = sa.text(_BEAT.format(now=now))
        self._live = sa.text(_LIVE.format(now=now))

    def beat(self, worker_id: str) -> None:
        """Say that this worker lives."""
        self._connection.execute(self._beat, {"worker_id": worker_id})

    def list_live(self, *, dead_after: float) -> frozenset[str]:
        """Return the workers that gave a sign within the last `dead_after` seconds."""
        rows = self._connection.execute(self._live, {"dead_after": dead_after})
        return frozenset(rows.scalars())
