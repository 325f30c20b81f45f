"""Briefs that are kept under a name, in versions.

Revision: 0003, after 0002. 2026-11-25.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.String(36)
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "briefs",
        sa.Column("brief_id", ID, nullable=False),
        sa.Column("tenant_id", ID, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("latest_version", sa.Integer, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("archived_at", TIME),
        sa.PrimaryKeyConstraint("brief_id", name="pk_briefs"),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.tenant_id"], name="fk_briefs_tenant_id_tenants", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_briefs_tenant_id_created_at", "briefs", ["tenant_id", "created_at", "brief_id"])
    op.create_table(
        "brief_versions",
        sa.Column("brief_id", ID, nullable=False),
        sa.Column("version", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("brief_id", "version", name="pk_brief_versions"),
        sa.ForeignKeyConstraint(
            ["brief_id"], ["briefs.brief_id"], name="fk_brief_versions_brief_id_briefs", ondelete="CASCADE"
        ),
    )


def downgrade() -> None:
    op.drop_table("brief_versions")
    op.drop_table("briefs")
