"""Samples: the readings behind a verdict, ids and numbers only, until they expire."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from app.domain.readings import Listed, SampleReadings
from app.storage.base import UtcDateTime, metadata
from app.storage.codec import pack, unpack
from app.storage.ids import ID_LENGTH
from app.storage.vettings import require_vetting, vettings

samples = sa.Table(
    "samples",
    metadata,
    sa.Column(
        "vetting_id", sa.String(ID_LENGTH), sa.ForeignKey("vettings.vetting_id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("expires_at", UtcDateTime, nullable=False),
    sa.Index("ix_samples_expires_at", "expires_at"),
)


class Samples:
    """The samples of one tenant's vettings."""

    def __init__(self, connection: sa.Connection, tenant_id: str) -> None:
        self._connection = connection
        self._tenant_id = tenant_id

    def add(self, vetting_id: str, value: Sequence[SampleReadings], *, now: datetime, expires_at: datetime) -> None:
        """Store the samples of a vetting, one for each audience role; LookupError when it is not the tenant's."""
        require_vetting(self._connection, vetting_id, self._tenant_id)
        self._connection.execute(
            samples.insert(),
            {"vetting_id": vetting_id, "body": pack(value), "created_at": now, "expires_at": expires_at},
        )

    def get(self, vetting_id: str, *, now: datetime) -> list[SampleReadings] | None:
        """Return the samples of a vetting; None when there are none or they expired."""
        body = self._get_body(vetting_id, now)
        return None if body is None else unpack(body, list[SampleReadings])

    def get_listed(self, vetting_id: str, *, now: datetime) -> list[Listed] | None:
        """Return frame and sketch of the same samples, without reading what is known about their accounts."""
        body = self._get_body(vetting_id, now)
        return None if body is None else unpack(body, list[Listed])

    def _get_body(self, vetting_id: str, now: datetime) -> bytes | None:
        query = (
            sa.select(samples.c.body)
            .join(vettings)
            .where(
                samples.c.vetting_id == vetting_id,
                samples.c.expires_at > now,
                vettings.c.tenant_id == self._tenant_id,
            )
        )
        body: bytes | None = self._connection.execute(query).scalar()
        return body

    def delete_of(self, audience_id: str) -> None:
        """Erase the samples of every vetting of an upload, as the upload itself is erased."""
        of_upload = sa.select(vettings.c.vetting_id).where(
            vettings.c.audience_id == audience_id, vettings.c.tenant_id == self._tenant_id
        )
        self._connection.execute(samples.delete().where(samples.c.vetting_id.in_(of_upload)))
