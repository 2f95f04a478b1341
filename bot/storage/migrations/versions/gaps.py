"""What was asked in vain by month, what staff found out about gaps, figures of closed months."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    about = ("language", "topic", "age", "group", "place", "time")
    op.create_table(
        "unanswered_count",
        sa.Column("month", sa.Date, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in about),
        sa.Column("number", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("month", *about, name="pk_unanswered_count"),
    )
    op.create_table(
        "gap_mark",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("wish", NUMBER, nullable=True),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("age", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_gap_mark"),
        sa.UniqueConstraint("token", name="uq_gap_mark_token"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_gap_mark_topic_age", "gap_mark", ["topic", "age"])
    op.create_index("ix_gap_mark_wish", "gap_mark", ["wish"])
    op.create_table(
        "gap_month",
        sa.Column("month", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("month", name="pk_gap_month"),
    )
    of = ("part", "topic", "dimension", "value")
    op.create_table(
        "gap_release",
        sa.Column("month", sa.Date, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in of),
        sa.Column("number", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("month", *of, name="pk_gap_release"),
    )
