"""First schema: tenants, keys, uploads, vettings with their pages, samples and documents.

Revision: 0001, the first. 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.String(36)
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "tenants",
        sa.Column("tenant_id", ID, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", name="pk_tenants"),
        sa.UniqueConstraint("name", name="uq_tenants_name"),
    )
    op.create_table(
        "api_keys",
        sa.Column("api_key_id", ID, nullable=False),
        sa.Column("tenant_id", ID, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("prefix", sa.String(32), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("scopes", sa.String(100), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("expires_at", TIME),
        sa.Column("revoked_at", TIME),
        sa.PrimaryKeyConstraint("api_key_id", name="pk_api_keys"),
        sa.UniqueConstraint("prefix", name="uq_api_keys_prefix"),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.tenant_id"], name="fk_api_keys_tenant_id_tenants", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_api_keys_tenant_id", "api_keys", ["tenant_id"])
    op.create_table(
        "audiences",
        sa.Column("audience_id", ID, nullable=False),
        sa.Column("tenant_id", ID, nullable=False),
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("handle", sa.String(300)),
        sa.Column("frame", sa.String(20)),
        sa.Column("listing_order", sa.String(20), nullable=False),
        sa.Column("population", sa.BigInteger),
        sa.Column("accounts_count", sa.BigInteger),
        sa.Column("sha256", sa.String(64)),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("ready_at", TIME),
        sa.Column("expires_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("audience_id", name="pk_audiences"),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.tenant_id"], name="fk_audiences_tenant_id_tenants", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_audiences_tenant_id_created_at", "audiences", ["tenant_id", "created_at"])
    op.create_index("ix_audiences_expires_at", "audiences", ["expires_at"])
    op.create_table(
        "audience_pages",
        sa.Column("audience_id", ID, nullable=False),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("audience_id", "page", name="pk_audience_pages"),
        sa.ForeignKeyConstraint(
            ["audience_id"],
            ["audiences.audience_id"],
            name="fk_audience_pages_audience_id_audiences",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "vettings",
        sa.Column("vetting_id", ID, nullable=False),
        sa.Column("tenant_id", ID, nullable=False),
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("handle", sa.String(300)),
        sa.Column("audience_id", ID),
        sa.Column("question", sa.LargeBinary, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer),
        sa.Column("calls", sa.Integer, nullable=False),
        sa.Column("resumes_at", TIME),
        sa.Column("failure_code", sa.String(50)),
        sa.Column("failure_detail", sa.String(1000)),
        sa.Column("failure_retryable", sa.Boolean),
        sa.Column("in_flight_key", sa.String(64)),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("started_at", TIME),
        sa.Column("finished_at", TIME),
        sa.PrimaryKeyConstraint("vetting_id", name="pk_vettings"),
        sa.UniqueConstraint("in_flight_key", name="uq_vettings_in_flight_key"),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.tenant_id"], name="fk_vettings_tenant_id_tenants", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audiences.audience_id"], name="fk_vettings_audience_id_audiences", ondelete="SET NULL"
        ),
        sa.CheckConstraint(
            "status IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')", name="ck_vettings_status"
        ),
    )
    op.create_index("ix_vettings_tenant_id_created_at", "vettings", ["tenant_id", "created_at", "vetting_id"])
    op.create_table(
        "vetting_pages",
        sa.Column("vetting_id", ID, nullable=False),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("fetched_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("vetting_id", "stage", "page", name="pk_vetting_pages"),
        sa.ForeignKeyConstraint(
            ["vetting_id"], ["vettings.vetting_id"], name="fk_vetting_pages_vetting_id_vettings", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "samples",
        sa.Column("vetting_id", ID, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("vetting_id", name="pk_samples"),
        sa.ForeignKeyConstraint(
            ["vetting_id"], ["vettings.vetting_id"], name="fk_samples_vetting_id_vettings", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_samples_expires_at", "samples", ["expires_at"])
    op.create_table(
        "documents",
        sa.Column("vetting_id", ID, nullable=False),
        sa.Column("tenant_id", ID, nullable=False),
        sa.Column("etag", sa.String(64), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("vetting_id", name="pk_documents"),
        sa.ForeignKeyConstraint(
            ["vetting_id"], ["vettings.vetting_id"], name="fk_documents_vetting_id_vettings", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.tenant_id"], name="fk_documents_tenant_id_tenants", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_documents_tenant_id", "documents", ["tenant_id"])
    op.create_table(
        "rate_limits",
        sa.Column("key", sa.String(100), nullable=False),
        sa.Column("arrives_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_rate_limits"),
    )
    op.create_table(
        "worker_heartbeats",
        sa.Column("worker_id", sa.String(100), nullable=False),
        sa.Column("last_seen", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("worker_id", name="pk_worker_heartbeats"),
    )


def downgrade() -> None:
    for table in (
        "worker_heartbeats",
        "rate_limits",
        "documents",
        "samples",
        "vetting_pages",
        "vettings",
        "audience_pages",
        "audiences",
        "api_keys",
        "tenants",
    ):
        op.drop_table(table)
