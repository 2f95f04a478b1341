"""Answers that staff have begun."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "desk_draft",
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("seen", NUMBER, nullable=False),
        sa.Column("group_seen", NUMBER, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("passed_to", sa.Text, nullable=False),
        sa.Column("offer_id", sa.Text, nullable=True),
        sa.Column("sought", sa.Text, nullable=False),
        sa.Column("changed_update", NUMBER, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_desk_draft"),
        sa.UniqueConstraint("origin", name="uq_desk_draft_origin"),
    )
    op.create_index("ix_desk_draft_created_at", "desk_draft", ["created_at"])
