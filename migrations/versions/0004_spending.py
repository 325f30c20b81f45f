"""What is spent on platforms, counted by purse and day, and by vetting.

Revision: 0004, after 0003. 2026-11-25.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "spending",
        sa.Column("key", sa.String(100), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("calls", sa.BigInteger, nullable=False),
        sa.Column("units", sa.BigInteger, nullable=False),
        sa.Column("micros", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("key", "day", name="pk_spending"),
    )
    op.create_index("ix_spending_day", "spending", ["day"])
    for name in ("units", "micros"):
        op.add_column("vettings", sa.Column(name, sa.BigInteger, nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("vettings") as batch:
        batch.drop_column("micros")
        batch.drop_column("units")
    op.drop_table("spending")
