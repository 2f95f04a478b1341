"""What was begun about groups and meetings."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "group_draft",
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("form", sa.JSON, nullable=False),
        sa.Column("changed_update", NUMBER, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_group_draft"),
        sa.UniqueConstraint("origin", name="uq_group_draft_origin"),
    )
    op.create_index("ix_group_draft_created_at", "group_draft", ["created_at"])
