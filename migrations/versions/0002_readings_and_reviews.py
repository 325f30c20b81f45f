"""Samples hold readings instead of accounts, and reviews hang on them.

Samples of before are erased: the columns that were scored cannot be made from them again.

Revision: 0002, after 0001. 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.String(36)
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.execute("DELETE FROM samples")
    op.create_table(
        "reviews",
        sa.Column("vetting_id", ID, nullable=False),
        sa.Column("account_id", sa.String(2048), nullable=False),
        sa.Column("label", sa.String(20), nullable=False),
        sa.Column("reviewed_by", ID, nullable=False),
        sa.Column("reviewed_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("vetting_id", "account_id", name="pk_reviews"),
        sa.ForeignKeyConstraint(
            ["vetting_id"], ["samples.vetting_id"], name="fk_reviews_vetting_id_samples", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_reviews_vetting_id_reviewed_at", "reviews", ["vetting_id", "reviewed_at", "account_id"])


def downgrade() -> None:
    op.drop_table("reviews")
    op.execute("DELETE FROM samples")
