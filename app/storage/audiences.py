"""Uploaded audiences: a row, and their accounts in pages. A row without `ready_at` does not exist for readers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app.domain.account import Account
from app.domain.audience import Frame, Order
from app.domain.handle import Platform
from app.storage.base import UtcDateTime, metadata
from app.storage.codec import pack, unpack
from app.storage.ids import ID_LENGTH

audiences = sa.Table(
    "audiences",
    metadata,
    sa.Column("audience_id", sa.String(ID_LENGTH), primary_key=True),
    sa.Column(
        "tenant_id", sa.String(ID_LENGTH), sa.ForeignKey("tenants.tenant_id", ondelete="CASCADE"), nullable=False
    ),
    sa.Column("platform", sa.String(20), nullable=False),
    sa.Column("handle", sa.String(300)),
    sa.Column("frame", sa.String(20)),
    sa.Column("listing_order", sa.String(20), nullable=False),
    sa.Column("population", sa.BigInteger),
    sa.Column("accounts_count", sa.BigInteger),
    sa.Column("sha256", sa.String(64)),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("ready_at", UtcDateTime),
    sa.Column("expires_at", UtcDateTime, nullable=False),
    sa.Index("ix_audiences_tenant_id_created_at", "tenant_id", "created_at"),
    sa.Index("ix_audiences_expires_at", "expires_at"),
)

audience_pages = sa.Table(
    "audience_pages",
    metadata,
    sa.Column(
        "audience_id",
        sa.String(ID_LENGTH),
        sa.ForeignKey("audiences.audience_id", ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column("page", sa.Integer, primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadedAudience:
    """An audience that a caller uploaded, complete and readable."""

    audience_id: str
    platform: Platform
    handle: str | None
    frame: Frame
    order: Order
    population: int | None
    accounts_count: int
    sha256: str
    created_at: datetime
    expires_at: datetime


class Audiences:
    """The uploads of one tenant."""

    def __init__(self, connection: sa.Connection, tenant_id: str) -> None:
        self._connection = connection
        self._tenant_id = tenant_id

    def begin(
        self,
        audience_id: str,
        *,
        platform: Platform,
        handle: str | None,
        order: Order,
        population: int | None,
        now: datetime,
        expires_at: datetime,
    ) -> None:
        """Open an upload; nobody sees it until `finish`."""
        self._connection.execute(
            audiences.insert(),
            {
                "audience_id": audience_id,
                "tenant_id": self._tenant_id,
                "platform": platform,
                "handle": handle,
                "listing_order": order,
                "population": population,
                "created_at": now,
                "expires_at": expires_at,
            },
        )

    def add_page(self, audience_id: str, page: int, accounts: Sequence[Account]) -> None:
        """Store one page of accounts; LookupError when the upload is not this tenant's."""
        mine = sa.select(audiences.c.audience_id).where(self._mine(audience_id))
        if self._connection.execute(mine).first() is None:
            message = f"no upload {audience_id} of this tenant"
            raise LookupError(message)
        self._connection.execute(
            audience_pages.insert(), {"audience_id": audience_id, "page": page, "body": pack(accounts)}
        )

    def finish(self, audience_id: str, *, frame: Frame, accounts_count: int, sha256: str, now: datetime) -> None:
        """Make the upload readable."""
        self._connection.execute(
            audiences.update()
            .where(self._mine(audience_id))
            .values(frame=frame, accounts_count=accounts_count, sha256=sha256, ready_at=now)
        )

    def delete(self, audience_id: str) -> bool:
        """Remove an upload with its accounts, finished or not."""
        return bool(self._connection.execute(audiences.delete().where(self._mine(audience_id))).rowcount)

    def get(self, audience_id: str) -> UploadedAudience | None:
        """Return a finished upload."""
        row = (
            self._connection.execute(
                sa.select(audiences).where(self._mine(audience_id), audiences.c.ready_at.is_not(None))
            )
            .mappings()
            .first()
        )
        if row is None:
            return None
        return UploadedAudience(
            audience_id=row["audience_id"],
            platform=Platform(row["platform"]),
            handle=row["handle"],
            frame=Frame(row["frame"]),
            order=Order(row["listing_order"]),
            population=row["population"],
            accounts_count=row["accounts_count"],
            sha256=row["sha256"],
            created_at=row["created_at"],
            expires_at=row["expires_at"],
        )

    def read_pages(self, audience_id: str) -> Iterator[list[Account]]:
        """Yield the accounts page by page, in the order of the upload; one page is in memory at a time."""
        numbers = self._connection.execute(
            sa.select(audience_pages.c.page)
            .join(audiences)
            .where(self._mine(audience_id), audiences.c.ready_at.is_not(None))
            .order_by(audience_pages.c.page)
        ).scalars()
        for page in numbers.all():
            body = self._connection.execute(
                sa.select(audience_pages.c.body).where(
                    audience_pages.c.audience_id == audience_id, audience_pages.c.page == page
                )
            ).scalar_one()
            yield unpack(body, list[Account])

    def _mine(self, audience_id: str) -> sa.ColumnElement[bool]:
        return sa.and_(audiences.c.audience_id == audience_id, audiences.c.tenant_id == self._tenant_id)
