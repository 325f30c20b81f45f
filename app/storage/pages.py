"""Pages fetched for a running vetting: the checkpoint that makes a restart go on where it stopped."""

from datetime import datetime
from typing import TypeVar

import sqlalchemy as sa

from app.storage.base import INSERT, UtcDateTime, metadata
from app.storage.codec import pack, unpack
from app.storage.ids import ID_LENGTH

Value = TypeVar("Value")

vetting_pages = sa.Table(
    "vetting_pages",
    metadata,
    sa.Column(
        "vetting_id", sa.String(ID_LENGTH), sa.ForeignKey("vettings.vetting_id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("stage", sa.String(20), primary_key=True),
    sa.Column("page", sa.Integer, primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("fetched_at", UtcDateTime, nullable=False),
)

_GET = sa.select(vetting_pages.c.body).where(
    vetting_pages.c.vetting_id == sa.bindparam("vetting_id"),
    vetting_pages.c.stage == sa.bindparam("stage"),
    vetting_pages.c.page == sa.bindparam("page"),
)


class Pages:
    """The pages of one vetting. Its worker reads and writes them; two only when a frozen one wakes."""

    def __init__(self, connection: sa.Connection, vetting_id: str) -> None:
        self._connection = connection
        self._vetting_id = vetting_id

    def get(self, stage: str, page: int, kind: type[Value]) -> Value | None:
        """Return a page that was fetched before."""
        body = self._connection.execute(_GET, self._key(stage, page)).scalar()
        return None if body is None else unpack(body, kind)

    def add(self, stage: str, page: int, value: object, *, now: datetime) -> bool:
        """Store a page; it is never fetched again. False when it stands there already: the first one counts."""
        insert = INSERT[self._connection.dialect.name](vetting_pages).on_conflict_do_nothing()
        stored = insert.returning(vetting_pages.c.page)
        result = self._connection.execute(stored, {**self._key(stage, page), "body": pack(value), "fetched_at": now})
        return result.first() is not None

    def count(self) -> int:
        """Count the pages stored so far."""
        return self._connection.execute(
            sa.select(sa.func.count()).select_from(vetting_pages).where(vetting_pages.c.vetting_id == self._vetting_id)
        ).scalar_one()

    def clear(self) -> None:
        """Remove them all: what is kept of the accounts is the sample, without their texts."""
        self._connection.execute(vetting_pages.delete().where(vetting_pages.c.vetting_id == self._vetting_id))

    def _key(self, stage: str, page: int) -> dict[str, object]:
        return {"vetting_id": self._vetting_id, "stage": stage, "page": page}
