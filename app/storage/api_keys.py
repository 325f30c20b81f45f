"""API keys: found by their public prefix, stored as a hash."""

from datetime import datetime

import sqlalchemy as sa

from app.domain.tenant import ApiKey, Scope
from app.storage.base import UtcDateTime, metadata
from app.storage.ids import ID_LENGTH

MAX_KEY_NAME = 200
MAX_PREFIX = 32

api_keys = sa.Table(
    "api_keys",
    metadata,
    sa.Column("api_key_id", sa.String(ID_LENGTH), primary_key=True),
    sa.Column(
        "tenant_id", sa.String(ID_LENGTH), sa.ForeignKey("tenants.tenant_id", ondelete="CASCADE"), nullable=False
    ),
    sa.Column("name", sa.String(MAX_KEY_NAME), nullable=False),
    sa.Column("prefix", sa.String(MAX_PREFIX), nullable=False, unique=True),
    sa.Column("secret_hash", sa.LargeBinary(32), nullable=False),
    sa.Column("scopes", sa.String(100), nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("expires_at", UtcDateTime),
    sa.Column("revoked_at", UtcDateTime),
    sa.Index("ix_api_keys_tenant_id", "tenant_id"),
)

_BY_PREFIX = sa.select(api_keys).where(api_keys.c.prefix == sa.bindparam("prefix"))


class ApiKeys:
    """All keys of all tenants: authentication has to find one before it knows the tenant."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def get_by_prefix(self, prefix: str) -> ApiKey | None:
        """Return the key with this public prefix, whatever its state."""
        row = self._connection.execute(_BY_PREFIX, {"prefix": prefix}).mappings().first()
        if row is None:
            return None
        return ApiKey(**{**row, "scopes": frozenset(Scope(scope) for scope in row["scopes"].split())})

    def add(self, key: ApiKey) -> None:
        """Store a key."""
        self._connection.execute(
            api_keys.insert(),
            {
                "api_key_id": key.api_key_id,
                "tenant_id": key.tenant_id,
                "name": key.name,
                "prefix": key.prefix,
                "secret_hash": key.secret_hash,
                "scopes": " ".join(sorted(key.scopes)),
                "created_at": key.created_at,
                "expires_at": key.expires_at,
                "revoked_at": key.revoked_at,
            },
        )

    def revoke(self, api_key_id: str, *, now: datetime) -> bool:
        """Revoke a key; False when it is gone or revoked already."""
        result = self._connection.execute(
            api_keys.update()
            .where(api_keys.c.api_key_id == api_key_id, api_keys.c.revoked_at.is_(None))
            .values(revoked_at=now)
        )
        return bool(result.rowcount)
