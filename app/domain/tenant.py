"""Who may ask: tenants and their API keys."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Scope(StrEnum):
    """What a key may do."""

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenant:
    """An advertiser or agency; every row belongs to exactly one."""

    tenant_id: str
    name: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A key as stored: its public prefix and a hash, never the secret."""

    api_key_id: str
    tenant_id: str
    name: str
    prefix: str
    secret_hash: bytes
    scopes: frozenset[Scope]
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
