"""Persons, questions, the catalogue, the inbox and the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _people_and_questions()
    _catalogue()
    _inbox()
    _outbox()


def _people_and_questions() -> None:
    op.create_table(
        "person",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("language", sa.Text),
        sa.Column("unhelpful", sa.Integer, server_default="0", nullable=False),
        sa.Column("counted_update", NUMBER),
        sa.Column("last_seen", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
    )
    op.create_table(
        "asked",
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("update_id", NUMBER, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("removed", sa.JSON, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_asked"),
        sa.UniqueConstraint("update_id", name="uq_asked_update_id"),
    )
    op.create_index("ix_asked_created_at", "asked", ["created_at"])


def _catalogue() -> None:
    op.create_table(
        "offer",
        sa.Column("key", NUMBER, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("cells", sa.JSON, nullable=False),
        sa.Column("removed_on", sa.Date),
        sa.PrimaryKeyConstraint("key", name="pk_offer"),
        sa.UniqueConstraint("id", name="uq_offer_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "catalogue_state",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_catalogue_state"),
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("update_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("person", NUMBER, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("raw", sa.Text),
        sa.Column("state", sa.Text, server_default="waiting", nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT),
        sa.Column("starts", sa.Integer, server_default="0", nullable=False),
        sa.Column("failures", sa.Integer, server_default="0", nullable=False),
        sa.Column("crashes", sa.Integer, server_default="0", nullable=False),
        sa.Column("owner", sa.Text),
        sa.Column("lease_until", MOMENT),
        sa.Column("ended_at", MOMENT),
        sa.PrimaryKeyConstraint("update_id", name="pk_inbox"),
    )
    waiting = sa.text("state = 'waiting'")
    for name, columns in (
        ("ix_inbox_lane", ["person", "update_id"]),
        ("ix_inbox_arrival", ["received_at", "update_id"]),
    ):
        op.create_index(name, "inbox", columns, sqlite_where=waiting, postgresql_where=waiting)
    held = sa.text("owner IS NOT NULL")
    op.create_index("ix_inbox_held", "inbox", ["person"], sqlite_where=held, postgresql_where=held)
    op.create_index("ix_inbox_ended_at", "inbox", ["ended_at"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("chat", NUMBER, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("object", NUMBER, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT),
        sa.Column("state", sa.Text, server_default="planned", nullable=False),
        sa.Column("attempts", sa.Integer, server_default="0", nullable=False),
        sa.Column("failures", sa.Integer, server_default="0", nullable=False),
        sa.Column("owner", sa.Text),
        sa.Column("lease_until", MOMENT),
        sa.Column("message_id", NUMBER),
        sa.Column("reason", sa.Text),
        sa.Column("ended_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
    )
    owed = sa.text("state IN ('planned', 'sending')")
    op.create_index(
        "ix_outbox_due", "outbox", ["due_at", "id"], sqlite_where=owed, postgresql_where=owed
    )
    op.create_index("ix_outbox_chat_object", "outbox", ["chat", "object"])
    op.create_index("ix_outbox_object_kind", "outbox", ["object", "kind"])
    op.create_table(
        "silenced",
        sa.Column("chat", NUMBER, autoincrement=False, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("chat", name="pk_silenced"),
    )
