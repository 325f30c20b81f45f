"""Tenants."""

from datetime import datetime

import sqlalchemy as sa

from app.domain.tenant import Tenant
from app.storage.base import UtcDateTime, metadata
from app.storage.ids import ID_LENGTH, new_id

MAX_TENANT_NAME = 200

tenants = sa.Table(
    "tenants",
    metadata,
    sa.Column("tenant_id", sa.String(ID_LENGTH), primary_key=True),
    sa.Column("name", sa.String(MAX_TENANT_NAME), nullable=False, unique=True),
    sa.Column("created_at", UtcDateTime, nullable=False),
)

_BY_NAME = sa.select(tenants).where(tenants.c.name == sa.bindparam("name"))


class Tenants:
    """All tenants; only the command line and authentication look at them."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def get_by_name(self, name: str) -> Tenant | None:
        """Return the tenant of this name."""
        row = self._connection.execute(_BY_NAME, {"name": name}).mappings().first()
        return None if row is None else Tenant(**row)

    def add(self, name: str, *, now: datetime) -> Tenant:
        """Create a tenant; names are unique."""
        tenant = Tenant(tenant_id=new_id("ten"), name=name, created_at=now)
        self._connection.execute(
            tenants.insert(), {"tenant_id": tenant.tenant_id, "name": tenant.name, "created_at": tenant.created_at}
        )
        return tenant
