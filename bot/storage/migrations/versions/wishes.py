"""Wishes, who is to be told of them, and their drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)


def _said() -> list[sa.Column[object]]:
    """What a wish and its draft say."""
    return [
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("age_from", sa.Float, nullable=True),
        sa.Column("age_to", sa.Float, nullable=True),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("time", sa.Text, nullable=False),
        sa.Column("sensitive", sa.Boolean, nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "wish",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("token", sa.Text, nullable=False),
        *_said(),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, server_default="0", nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("passed_to", sa.Text, nullable=False),
        sa.Column("offer_id", sa.Text, nullable=True),
        sa.Column("threshold", NUMBER, nullable=False),
        sa.Column("interested", sa.Integer, server_default="0", nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_wish"),
        sa.UniqueConstraint("token", name="uq_wish_token"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_wish_status", "wish", ["status"])
    op.create_table(
        "wish_key",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("wish", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "wish", name="pk_wish_key"),
    )
    op.create_index("ix_wish_key_wish", "wish_key", ["wish"])
    op.create_table(
        "wish_follower",
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("person", NUMBER, autoincrement=False, nullable=False),
        sa.Column("author", sa.Boolean, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("notices", sa.Boolean, nullable=False),
        sa.Column("coming", sa.Boolean, nullable=True),
        sa.Column("since", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("token", "person", name="pk_wish_follower"),
    )
    op.create_index("ix_wish_follower_person", "wish_follower", ["person"])
    op.create_table(
        "wish_draft",
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("from_update", NUMBER, nullable=True),
        *_said(),
        sa.Column("changes", NUMBER, nullable=True),
        sa.Column("sent", NUMBER, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_wish_draft"),
        sa.UniqueConstraint("origin", name="uq_wish_draft_origin"),
    )
    op.create_index("ix_wish_draft_from_update", "wish_draft", ["from_update"])
    op.create_index("ix_wish_draft_created_at", "wish_draft", ["created_at"])
