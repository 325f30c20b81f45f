"""Events: written in the transaction that makes them true, and kept as long as somebody may ask for them again."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from app.domain.event import Event, EventKind
from app.storage.base import UtcDateTime, metadata
from app.storage.codec import pack, unpack
from app.storage.ids import ID_LENGTH, new_id

events = sa.Table(
    "events",
    metadata,
    sa.Column("event_id", sa.String(ID_LENGTH), primary_key=True),
    sa.Column(
        "tenant_id", sa.String(ID_LENGTH), sa.ForeignKey("tenants.tenant_id", ondelete="CASCADE"), nullable=False
    ),
    sa.Column("kind", sa.String(50), nullable=False),
    sa.Column("subject_id", sa.String(ID_LENGTH), nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Index("ix_events_tenant_id_created_at", "tenant_id", "created_at", "event_id"),
    sa.Index("ix_events_created_at", "created_at"),
)


class Events:
    """The events of one tenant."""

    def __init__(self, connection: sa.Connection, tenant_id: str) -> None:
        self._connection = connection
        self._tenant_id = tenant_id

    def add(self, kind: EventKind, subject_id: str, data: Mapping[str, object], *, now: datetime) -> Event:
        """Record what happens in this transaction."""
        event = Event(event_id=new_id("evt"), kind=kind, subject_id=subject_id, data=dict(data), created_at=now)
        self._connection.execute(
            events.insert(),
            {
                "event_id": event.event_id,
                "tenant_id": self._tenant_id,
                "kind": kind,
                "subject_id": subject_id,
                "body": pack(event.data),
                "created_at": now,
            },
        )
        return event

    def get(self, event_id: str) -> Event | None:
        """Return one event."""
        return next(iter(self._read(sa.select(events).where(events.c.event_id == event_id))), None)

    def list_since(self, after: str | None, *, limit: int) -> Sequence[Event]:
        """Return up to `limit` events after this id (None: from the first), oldest first."""
        query = sa.select(events)
        if after is not None:
            query = query.where(events.c.event_id > after)
        return self._read(query.order_by(events.c.event_id).limit(limit))

    def _read(self, query: sa.Select[tuple[object, ...]]) -> Sequence[Event]:
        rows = self._connection.execute(query.where(events.c.tenant_id == self._tenant_id)).mappings()
        return [
            Event(
                event_id=row["event_id"],
                kind=EventKind(row["kind"]),
                subject_id=row["subject_id"],
                data=unpack(row["body"], dict[str, object]),
                created_at=row["created_at"],
            )
            for row in rows
        ]
