"""What owners tell about their audiences.

Revision: 0006, after 0005. 2026-11-26.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.String(36)
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "insights",
        sa.Column("insights_id", ID, nullable=False),
        sa.Column("tenant_id", ID, nullable=False),
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("folded_handle", sa.String(900), nullable=False),
        sa.Column("as_of", TIME, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("insights_id", name="pk_insights"),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.tenant_id"], name="fk_insights_tenant_id_tenants", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_insights_tenant_id_created_at", "insights", ["tenant_id", "created_at", "insights_id"])
    op.create_index("ix_insights_tenant_id_platform", "insights", ["tenant_id", "platform", "folded_handle", "as_of"])


def downgrade() -> None:
    op.drop_table("insights")
