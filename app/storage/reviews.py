"""Reviews: labels that people gave to accounts of a sample. They go when the sample goes."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from app.domain.account import Label
from app.domain.review import Review
from app.storage.base import INSERT, UtcDateTime, metadata
from app.storage.ids import ID_LENGTH
from app.storage.vettings import require_vetting, vettings

ACCOUNT_ID_LENGTH = 2_048
"""Longest id that a platform gives (a DID; atproto specification)."""

reviews = sa.Table(
    "reviews",
    metadata,
    sa.Column(
        "vetting_id", sa.String(ID_LENGTH), sa.ForeignKey("samples.vetting_id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("account_id", sa.String(ACCOUNT_ID_LENGTH), primary_key=True),
    sa.Column("label", sa.String(20), nullable=False),
    sa.Column("reviewed_by", sa.String(ID_LENGTH), nullable=False),
    sa.Column("reviewed_at", UtcDateTime, nullable=False),
    sa.Index("ix_reviews_vetting_id_reviewed_at", "vetting_id", "reviewed_at", "account_id"),
)


class Reviews:
    """The reviews of one tenant's vettings."""

    def __init__(self, connection: sa.Connection, tenant_id: str) -> None:
        self._connection = connection
        self._tenant_id = tenant_id

    def put(self, vetting_id: str, labels: Mapping[str, Label], *, reviewed_by: str, now: datetime) -> Sequence[Review]:
        """Label accounts; an account that has the same label already keeps who gave it and when.

        Raises LookupError when the vetting is not the tenant's.
        """
        require_vetting(self._connection, vetting_id, self._tenant_id)
        rows = [
            {
                "vetting_id": vetting_id,
                "account_id": account_id,
                "label": label,
                "reviewed_by": reviewed_by,
                "reviewed_at": now,
            }
            for account_id, label in labels.items()
        ]
        insert = INSERT[self._connection.dialect.name](reviews)
        given = insert.excluded
        self._connection.execute(
            insert.on_conflict_do_update(
                index_elements=[reviews.c.vetting_id, reviews.c.account_id],
                set_={"label": given.label, "reviewed_by": given.reviewed_by, "reviewed_at": given.reviewed_at},
                where=reviews.c.label != given.label,
            ),
            rows,
        )
        found = {review.account_id: review for review in self._read(self._of(vetting_id))}
        return [found[account_id] for account_id in labels]

    def get_labels(self, vetting_id: str) -> dict[str, Label]:
        """Return the label of each reviewed account."""
        return {review.account_id: review.label for review in self._read(self._of(vetting_id))}

    def list_page(self, vetting_id: str, *, limit: int, after: tuple[datetime, str] | None) -> Sequence[Review]:
        """Return up to `limit` reviews, newest first, that come after the given (reviewed_at, account_id)."""
        query = self._of(vetting_id)
        if after is not None:
            reviewed_at, account_id = after
            query = query.where(
                sa.or_(
                    reviews.c.reviewed_at < reviewed_at,
                    sa.and_(reviews.c.reviewed_at == reviewed_at, reviews.c.account_id < account_id),
                )
            )
        return self._read(query.order_by(reviews.c.reviewed_at.desc(), reviews.c.account_id.desc()).limit(limit))

    def _of(self, vetting_id: str) -> sa.Select[tuple[str, str, str, datetime]]:
        columns = (reviews.c.account_id, reviews.c.label, reviews.c.reviewed_by, reviews.c.reviewed_at)
        return (
            sa.select(*columns)
            .join(vettings, vettings.c.vetting_id == reviews.c.vetting_id)
            .where(reviews.c.vetting_id == vetting_id, vettings.c.tenant_id == self._tenant_id)
        )

    def _read(self, query: sa.Select[tuple[str, str, str, datetime]]) -> Sequence[Review]:
        return [
            Review(
                account_id=row.account_id,
                label=Label(row.label),
                reviewed_by=row.reviewed_by,
                reviewed_at=row.reviewed_at,
            )
            for row in self._connection.execute(query)
        ]
