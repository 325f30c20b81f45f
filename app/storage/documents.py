"""Finished vettings as the bytes that are sent: made once when a vetting ends, then only redacted."""

from datetime import datetime

import sqlalchemy as sa

from app.domain.document import Document
from app.storage.base import UtcDateTime, metadata
from app.storage.ids import ID_LENGTH
from app.storage.vettings import require_vetting

documents = sa.Table(
    "documents",
    metadata,
    sa.Column(
        "vetting_id", sa.String(ID_LENGTH), sa.ForeignKey("vettings.vetting_id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column(
        "tenant_id", sa.String(ID_LENGTH), sa.ForeignKey("tenants.tenant_id", ondelete="CASCADE"), nullable=False
    ),
    sa.Column("etag", sa.String(64), nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    # When the platform's own data has to be gone from it; null where it sets no limit, and once that is done.
    sa.Column("redact_at", UtcDateTime),
    sa.Index("ix_documents_tenant_id", "tenant_id"),
    sa.Index("ix_documents_redact_at", "redact_at"),
)

_GET = sa.select(documents.c.etag, documents.c.body).where(
    documents.c.vetting_id == sa.bindparam("vetting_id"), documents.c.tenant_id == sa.bindparam("tenant_id")
)


class Documents:
    """The verdict documents of one tenant."""

    def __init__(self, connection: sa.Connection, tenant_id: str) -> None:
        self._connection = connection
        self._tenant_id = tenant_id

    def get(self, vetting_id: str) -> Document | None:
        """Return the document of a finished vetting: one indexed read, no rebuilding."""
        row = self._connection.execute(_GET, {"vetting_id": vetting_id, "tenant_id": self._tenant_id}).first()
        return None if row is None else Document(row.etag, row.body)

    def add(self, vetting_id: str, document: Document, *, now: datetime, redact_at: datetime | None = None) -> None:
        """Store the document of a vetting that has just ended; LookupError when it is not the tenant's."""
        require_vetting(self._connection, vetting_id, self._tenant_id)
        self._connection.execute(
            documents.insert(),
            {
                "vetting_id": vetting_id,
                "tenant_id": self._tenant_id,
                "etag": document.etag,
                "body": document.body,
                "created_at": now,
                "redact_at": redact_at,
            },
        )
