"""Insights: owners' figures as they were told. They are about an audience, not about persons: they do not expire."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import sqlalchemy as sa

from app.domain.handle import MAX_NAME_LENGTH, Platform
from app.domain.insights import Figures, Insights
from app.storage.base import UtcDateTime, metadata
from app.storage.codec import pack, unpack
from app.storage.ids import ID_LENGTH

insights = sa.Table(
    "insights",
    metadata,
    sa.Column("insights_id", sa.String(ID_LENGTH), primary_key=True),
    sa.Column(
        "tenant_id", sa.String(ID_LENGTH), sa.ForeignKey("tenants.tenant_id", ondelete="CASCADE"), nullable=False
    ),
    sa.Column("platform", sa.String(20), nullable=False),
    sa.Column("folded_handle", sa.String(3 * MAX_NAME_LENGTH), nullable=False),
    sa.Column("as_of", UtcDateTime, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Index("ix_insights_tenant_id_created_at", "tenant_id", "created_at", "insights_id"),
    sa.Index("ix_insights_tenant_id_platform", "tenant_id", "platform", "folded_handle", "as_of"),
)

_ALL = sa.select(insights.c.insights_id, insights.c.body, insights.c.created_at)


class InsightsBook:
    """The insights of one tenant."""

    def __init__(self, connection: sa.Connection, tenant_id: str) -> None:
        self._connection = connection
        self._tenant_id = tenant_id

    def add(self, insights_id: str, figures: Figures, *, now: datetime) -> None:
        """Store figures as they were told."""
        self._connection.execute(
            insights.insert(),
            {
                "insights_id": insights_id,
                "tenant_id": self._tenant_id,
                "platform": figures.platform,
                "folded_handle": figures.handle.casefold(),
                "as_of": figures.as_of,
                "body": pack(figures),
                "created_at": now,
            },
        )

    def get(self, insights_id: str) -> Insights | None:
        """Return what was stored under an id."""
        return next(self._read(_ALL.where(self._mine(insights_id))), None)

    def get_newest(self, platform: Platform, handle: str) -> Insights | None:
        """Return the figures of a creator with the latest date; of several with one date, those that came last."""
        query = _ALL.where(
            insights.c.tenant_id == self._tenant_id,
            insights.c.platform == platform,
            insights.c.folded_handle == handle.casefold(),
        )
        newest = (insights.c.as_of.desc(), insights.c.created_at.desc(), insights.c.insights_id.desc())
        return next(self._read(query.order_by(*newest).limit(1)), None)

    def list_page(self, *, limit: int, after: tuple[datetime, str] | None) -> Sequence[Insights]:
        """Return up to `limit` insights, the last stored first, after (created_at, insights_id)."""
        query = _ALL.where(insights.c.tenant_id == self._tenant_id)
        if after is not None:
            created_at, insights_id = after
            query = query.where(
                sa.or_(
                    insights.c.created_at < created_at,
                    sa.and_(insights.c.created_at == created_at, insights.c.insights_id < insights_id),
                )
            )
        return list(
            self._read(query.order_by(insights.c.created_at.desc(), insights.c.insights_id.desc()).limit(limit))
        )

    def delete(self, insights_id: str) -> bool:
        """Erase what was stored under an id; False when there is no such."""
        return bool(self._connection.execute(insights.delete().where(self._mine(insights_id))).rowcount)

    def _mine(self, insights_id: str) -> sa.ColumnElement[bool]:
        return sa.and_(insights.c.insights_id == insights_id, insights.c.tenant_id == self._tenant_id)

    def _read(self, query: sa.Select[tuple[str, bytes, datetime]]) -> Iterator[Insights]:
        for row in self._connection.execute(query):
            yield Insights(insights_id=row.insights_id, figures=unpack(row.body, Figures), created_at=row.created_at)
