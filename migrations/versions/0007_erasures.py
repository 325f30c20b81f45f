"""Who objected, documents that have to be redacted, and when a vetting was.

Revision: 0007, after 0006. 2026-11-27.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("key", sa.LargeBinary(32), nullable=False),
        sa.Column("erased_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("platform", "key", name="pk_erasures"),
    )
    op.add_column("documents", sa.Column("redact_at", TIME))
    op.create_index("ix_documents_redact_at", "documents", ["redact_at"])
    op.add_column("vettings", sa.Column("redacted_at", TIME))


def downgrade() -> None:
    op.drop_column("vettings", "redacted_at")
    op.drop_index("ix_documents_redact_at", "documents")
    op.drop_column("documents", "redact_at")
    op.drop_table("erasures")
