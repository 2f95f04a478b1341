"""Counts of what was asked, and questions that were passed on to staff."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "question_count",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint(
            "day", "language", "kind", "topic", "value", name="pk_question_count"
        ),
    )
    op.create_table(
        "passed_question",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_passed_question"),
        sa.UniqueConstraint("token", name="uq_passed_question_token"),
    )
    op.create_index("ix_passed_question_created_at", "passed_question", ["created_at"])
