"""Credentials of platforms: what they consist of lies encrypted, everything else in the open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from app.domain.credential import HINT_LENGTH, MAX_CREDENTIAL_NAME, Credential, CredentialStatus
from app.domain.handle import Platform
from app.storage.base import INSERT, UtcDateTime, metadata
from app.storage.ids import ID_LENGTH
from app.storage.vault import FINGERPRINT_LENGTH, KEY_ID_LENGTH, NONCE_BYTES, Place, Sealed

credentials = sa.Table(
    "credentials",
    metadata,
    sa.Column("credential_id", sa.String(ID_LENGTH), primary_key=True),
    sa.Column(
        "tenant_id", sa.String(ID_LENGTH), sa.ForeignKey("tenants.tenant_id", ondelete="CASCADE"), nullable=False
    ),
    sa.Column("platform", sa.String(20), nullable=False),
    sa.Column("name", sa.String(MAX_CREDENTIAL_NAME), nullable=False),
    sa.Column("field_names", sa.String(500), nullable=False),
    sa.Column("hint", sa.String(HINT_LENGTH)),
    sa.Column("fingerprint", sa.String(FINGERPRINT_LENGTH), nullable=False),
    sa.Column("key_id", sa.String(KEY_ID_LENGTH), nullable=False),
    sa.Column("nonce", sa.LargeBinary(NONCE_BYTES), nullable=False),
    sa.Column("ciphertext", sa.LargeBinary, nullable=False),
    sa.Column("status", sa.String(20), nullable=False),
    sa.Column("status_detail", sa.String(50)),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("checked_at", UtcDateTime),
    sa.UniqueConstraint("tenant_id", "platform", "name", name="uq_credentials_tenant_id_platform_name"),
    sa.Index("ix_credentials_tenant_id_created_at", "tenant_id", "created_at", "credential_id"),
)

_SEALED: Final[tuple[sa.Column[Any], ...]] = (credentials.c.key_id, credentials.c.nonce, credentials.c.ciphertext)
_LISTED: Final = tuple(column for column in credentials.c if column not in {*_SEALED, credentials.c.tenant_id})
_REFUSED_LAST: Final = sa.case((credentials.c.status == CredentialStatus.REFUSED, 1), else_=0)


def place_of(tenant_id: str, credential_id: str) -> Place:
    """Name the place that a credential's secret is bound to."""
    return Place(table=credentials.name, tenant_id=tenant_id, row_id=credential_id, column="ciphertext")


class Credentials:
    """The credentials of one tenant."""

    def __init__(self, connection: sa.Connection, tenant_id: str) -> None:
        self._connection = connection
        self._tenant_id = tenant_id

    def add(self, credential: Credential, sealed: Sealed) -> bool:
        """Store a credential; False when another one of the platform has its name."""
        unique = [credentials.c.tenant_id, credentials.c.platform, credentials.c.name]
        insert = INSERT[self._connection.dialect.name](credentials).on_conflict_do_nothing(index_elements=unique)
        row = {
            "credential_id": credential.credential_id,
            "tenant_id": self._tenant_id,
            "platform": credential.platform,
            "name": credential.name,
            "field_names": " ".join(credential.field_names),
            "hint": credential.hint,
            "fingerprint": credential.fingerprint,
            "key_id": sealed.key_id,
            "nonce": sealed.nonce,
            "ciphertext": sealed.ciphertext,
            "status": credential.status,
            "status_detail": credential.status_detail,
            "created_at": credential.created_at,
            "checked_at": credential.checked_at,
        }
        return self._connection.execute(insert.returning(credentials.c.credential_id), row).first() is not None

    def get(self, credential_id: str) -> Credential | None:
        """Return a credential without its secret."""
        row = self._connection.execute(sa.select(*_LISTED).where(self._mine(credential_id))).first()
        return None if row is None else _listed(row)

    def get_sealed(self, credential_id: str) -> tuple[Credential, Sealed] | None:
        """Return a credential with its secret as it lies there."""
        return self._read_sealed(sa.select(*_LISTED, *_SEALED).where(self._mine(credential_id)))

    def get_newest(self, platform: Platform) -> tuple[Credential, Sealed] | None:
        """Return the newest credential of a platform that is not refused, else the newest; with its secret."""
        its = sa.and_(credentials.c.tenant_id == self._tenant_id, credentials.c.platform == platform)
        order = (_REFUSED_LAST, credentials.c.created_at.desc(), credentials.c.credential_id.desc())
        return self._read_sealed(sa.select(*_LISTED, *_SEALED).where(its).order_by(*order).limit(1))

    def list_page(self, *, limit: int, after: tuple[datetime, str] | None) -> Sequence[Credential]:
        """Return up to `limit` credentials, newest first, that come after the given (created_at, credential_id)."""
        query = sa.select(*_LISTED).where(credentials.c.tenant_id == self._tenant_id)
        if after is not None:
            created_at, credential_id = after
            query = query.where(
                sa.or_(
                    credentials.c.created_at < created_at,
                    sa.and_(credentials.c.created_at == created_at, credentials.c.credential_id < credential_id),
                )
            )
        order = (credentials.c.created_at.desc(), credentials.c.credential_id.desc())
        return [_listed(row) for row in self._connection.execute(query.order_by(*order).limit(limit))]

    def report(self, credential_id: str, status: CredentialStatus, detail: str | None, *, now: datetime) -> bool:
        """Write down what a try showed; False when there is no such credential."""
        found = {"status": status, "status_detail": detail, "checked_at": now}
        return bool(
            self._connection.execute(credentials.update().where(self._mine(credential_id)).values(found)).rowcount
        )

    def delete(self, credential_id: str) -> bool:
        """Delete a credential; False when there is no such credential."""
        return bool(self._connection.execute(credentials.delete().where(self._mine(credential_id))).rowcount)

    def _read_sealed(self, query: sa.Select[Any]) -> tuple[Credential, Sealed] | None:
        row = self._connection.execute(query).first()
        return None if row is None else (_listed(row), _sealed(row))

    def _mine(self, credential_id: str) -> sa.ColumnElement[bool]:
        return sa.and_(credentials.c.credential_id == credential_id, credentials.c.tenant_id == self._tenant_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedRow:
    """The secret of some tenant's credential as it lies there."""

    tenant_id: str
    credential_id: str
    sealed: Sealed


class SealedCredentials:
    """The secrets of all tenants' credentials as they lie there; only a rotation of keys looks at them."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def list_under_other_keys(self, key_id: str, *, limit: int, after: str) -> Sequence[SealedRow]:
        """Return up to `limit` secrets that this key did not encrypt, in order of their ids after the given one."""
        query = (
            sa.select(credentials.c.tenant_id, credentials.c.credential_id, *_SEALED)
            .where(credentials.c.key_id != key_id, credentials.c.credential_id > after)
            .order_by(credentials.c.credential_id)
            .limit(limit)
        )
        return [
            SealedRow(tenant_id=row.tenant_id, credential_id=row.credential_id, sealed=_sealed(row))
            for row in self._connection.execute(query)
        ]

    def replace(self, row: SealedRow, sealed: Sealed) -> bool:
        """Put another ciphertext in place; False when the row is gone or was replaced already."""
        same = sa.and_(credentials.c.credential_id == row.credential_id, credentials.c.nonce == row.sealed.nonce)
        values = {"key_id": sealed.key_id, "nonce": sealed.nonce, "ciphertext": sealed.ciphertext}
        return bool(self._connection.execute(credentials.update().where(same).values(values)).rowcount)


def _listed(row: sa.Row[Any]) -> Credential:
    return Credential(
        credential_id=row.credential_id,
        platform=Platform(row.platform),
        name=row.name,
        field_names=tuple(row.field_names.split()),
        hint=row.hint,
        fingerprint=row.fingerprint,
        status=CredentialStatus(row.status),
        status_detail=row.status_detail,
        created_at=row.created_at,
        checked_at=row.checked_at,
    )


def _sealed(row: sa.Row[Any]) -> Sealed:
    return Sealed(key_id=row.key_id, nonce=row.nonce, ciphertext=row.ciphertext)
