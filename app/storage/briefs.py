"""Briefs: under a name, in versions that never change. An archived one is not seen any more."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import sqlalchemy as sa

from app.domain.brief import MAX_BRIEF_NAME, Brief, StoredBrief
from app.storage.base import UtcDateTime, metadata
from app.storage.codec import pack, unpack
from app.storage.ids import ID_LENGTH

briefs = sa.Table(
    "briefs",
    metadata,
    sa.Column("brief_id", sa.String(ID_LENGTH), primary_key=True),
    sa.Column(
        "tenant_id", sa.String(ID_LENGTH), sa.ForeignKey("tenants.tenant_id", ondelete="CASCADE"), nullable=False
    ),
    sa.Column("name", sa.String(MAX_BRIEF_NAME), nullable=False),
    sa.Column("latest_version", sa.Integer, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("archived_at", UtcDateTime),
    sa.Index("ix_briefs_tenant_id_created_at", "tenant_id", "created_at", "brief_id"),
)

brief_versions = sa.Table(
    "brief_versions",
    metadata,
    sa.Column("brief_id", sa.String(ID_LENGTH), sa.ForeignKey("briefs.brief_id", ondelete="CASCADE"), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
)

_VERSIONS = sa.select(
    briefs.c.brief_id,
    briefs.c.name,
    briefs.c.created_at,
    brief_versions.c.version,
    brief_versions.c.body,
    brief_versions.c.created_at.label("changed_at"),
).join(brief_versions, brief_versions.c.brief_id == briefs.c.brief_id)
_IS_LATEST = brief_versions.c.version == briefs.c.latest_version


class Briefs:
    """The briefs of one tenant that are not archived."""

    def __init__(self, connection: sa.Connection, tenant_id: str) -> None:
        self._connection = connection
        self._tenant_id = tenant_id

    def add(self, brief_id: str, name: str, brief: Brief, *, now: datetime) -> None:
        """Store the first version of a brief."""
        self._connection.execute(
            briefs.insert(),
            {
                "brief_id": brief_id,
                "tenant_id": self._tenant_id,
                "name": name,
                "latest_version": 1,
                "created_at": now,
            },
        )
        self._add_version(brief_id, 1, brief, now)

    def change(self, brief_id: str, name: str, brief: Brief, *, now: datetime) -> bool:
        """Store the next version, unless the latest says the same; False when there is no such brief.

        The row of the brief is locked first, so that of changes at the same time each gets a version of its own.
        """
        renamed = briefs.update().where(self._mine(brief_id)).values(name=name).returning(briefs.c.latest_version)
        latest = self._connection.execute(renamed).scalar()
        if latest is None:
            return False
        stored = self.get(brief_id, latest)
        if stored is None or stored.brief != brief:
            self._add_version(brief_id, latest + 1, brief, now)
            self._connection.execute(briefs.update().where(self._mine(brief_id)).values(latest_version=latest + 1))
        return True

    def get(self, brief_id: str, version: int | None = None) -> StoredBrief | None:
        """Return a version of a brief, or the latest."""
        which = _IS_LATEST if version is None else brief_versions.c.version == version
        return next(self._read(_VERSIONS.where(self._mine(brief_id), which)), None)

    def list_page(self, *, limit: int, after: tuple[datetime, str] | None) -> Sequence[StoredBrief]:
        """Return the latest versions of up to `limit` briefs, newest brief first, after (created_at, brief_id)."""
        query = _VERSIONS.where(briefs.c.tenant_id == self._tenant_id, briefs.c.archived_at.is_(None), _IS_LATEST)
        if after is not None:
            created_at, brief_id = after
            query = query.where(
                sa.or_(
                    briefs.c.created_at < created_at,
                    sa.and_(briefs.c.created_at == created_at, briefs.c.brief_id < brief_id),
                )
            )
        return list(self._read(query.order_by(briefs.c.created_at.desc(), briefs.c.brief_id.desc()).limit(limit)))

    def list_versions(self, brief_id: str, *, limit: int, below: int | None) -> Sequence[StoredBrief]:
        """Return up to `limit` versions of a brief, newest first, that are older than version `below`."""
        query = _VERSIONS.where(self._mine(brief_id))
        if below is not None:
            query = query.where(brief_versions.c.version < below)
        return list(self._read(query.order_by(brief_versions.c.version.desc()).limit(limit)))

    def archive(self, brief_id: str, *, now: datetime) -> bool:
        """Take a brief out of sight with all its versions; False when there is no such brief."""
        return bool(
            self._connection.execute(briefs.update().where(self._mine(brief_id)).values(archived_at=now)).rowcount
        )

    def _add_version(self, brief_id: str, version: int, brief: Brief, now: datetime) -> None:
        row = {"brief_id": brief_id, "version": version, "body": pack(brief), "created_at": now}
        self._connection.execute(brief_versions.insert(), row)

    def _mine(self, brief_id: str) -> sa.ColumnElement[bool]:
        return sa.and_(
            briefs.c.brief_id == brief_id, briefs.c.tenant_id == self._tenant_id, briefs.c.archived_at.is_(None)
        )

    def _read(self, query: sa.Select[tuple[str, str, datetime, int, bytes, datetime]]) -> Iterator[StoredBrief]:
        for row in self._connection.execute(query):
            yield StoredBrief(
                brief_id=row.brief_id,
                version=row.version,
                name=row.name,
                brief=unpack(row.body, Brief),
                created_at=row.created_at,
                changed_at=row.changed_at,
            )
