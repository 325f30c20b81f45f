"""Credentials of platforms, encrypted.

Revision: 0005, after 0004. 2026-11-25.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.String(36)
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "credentials",
        sa.Column("credential_id", ID, nullable=False),
        sa.Column("tenant_id", ID, nullable=False),
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("field_names", sa.String(500), nullable=False),
        sa.Column("hint", sa.String(4)),
        sa.Column("fingerprint", sa.String(16), nullable=False),
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.Column("nonce", sa.LargeBinary(12), nullable=False),
        sa.Column("ciphertext", sa.LargeBinary, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("status_detail", sa.String(50)),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("checked_at", TIME),
        sa.PrimaryKeyConstraint("credential_id", name="pk_credentials"),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.tenant_id"], name="fk_credentials_tenant_id_tenants", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("tenant_id", "platform", "name", name="uq_credentials_tenant_id_platform_name"),
    )
    op.create_index("ix_credentials_tenant_id_created_at", "credentials", ["tenant_id", "created_at", "credential_id"])


def downgrade() -> None:
    op.drop_table("credentials")
