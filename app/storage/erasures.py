"""Who objected: keyed hashes of ids and handles that later data is held against. Nobody can be read from them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from app.domain.handle import Platform
from app.storage.base import INSERT, UtcDateTime, metadata

KEY_BYTES: Final = 32

erasures = sa.Table(
    "erasures",
    metadata,
    sa.Column("platform", sa.String(20), primary_key=True),
    sa.Column("key", sa.LargeBinary(KEY_BYTES), primary_key=True),
    sa.Column("erased_at", UtcDateTime, nullable=False),
)


class Erasures:
    """The objection list of all tenants: whoever objects, objects to all of them."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, platform: Platform, keys: Iterable[bytes], *, now: datetime) -> None:
        """Put keys on the list; those that stand there keep their time."""
        rows = [{"platform": platform, "key": key, "erased_at": now} for key in keys]
        if rows:
            insert = INSERT[self._connection.dialect.name](erasures).on_conflict_do_nothing()
            self._connection.execute(insert, rows)

    def get_keys(self, platform: Platform) -> frozenset[bytes]:
        """Return all keys of a platform."""
        query = sa.select(erasures.c.key).where(erasures.c.platform == platform)
        return frozenset(bytes(key) for key in self._connection.execute(query).scalars())
