"""Working groups, their members and meetings, and by which channel a message goes."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)
OPEN = sa.text("state = 'asked'")


def upgrade() -> None:
    _groups()
    _members()
    _meetings()
    _agenda()
    _answers()
    op.add_column("invitation", sa.Column("working_group", NUMBER, nullable=True))
    op.add_column(
        "outbox", sa.Column("channel", sa.Text, server_default="telegram", nullable=False)
    )


def _groups() -> None:
    op.create_table(
        "working_group",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("topics", sa.Text, nullable=False),
        sa.Column("contact", sa.Text, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("telegram_group", NUMBER, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_working_group"),
        sa.UniqueConstraint("code", name="uq_working_group_code"),
        sa.UniqueConstraint("telegram_group", name="uq_working_group_telegram_group"),
        sqlite_autoincrement=True,
    )


def _members() -> None:
    op.create_table(
        "application",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("working_group", NUMBER, nullable=False),
        sa.Column("person", NUMBER, nullable=False),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_application"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_application_open",
        "application",
        ["working_group", "person"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index("ix_application_person", "application", ["person"])
    op.create_table(
        "membership",
        sa.Column("working_group", NUMBER, autoincrement=False, nullable=False),
        sa.Column("person", NUMBER, autoincrement=False, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("working_group", "person", name="pk_membership"),
    )
    op.create_index("ix_membership_person", "membership", ["person"])


def _when() -> list[sa.Column[object]]:
    """What a meeting and each of its versions say."""
    return [
        sa.Column("start_wall", sa.Text, nullable=False),
        sa.Column("end_wall", sa.Text, nullable=True),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("start", MOMENT, nullable=False),
        sa.Column("end", MOMENT, nullable=True),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("online_url", sa.Text, nullable=False),
    ]


def _meetings() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("working_group", NUMBER, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("meeting_state", sa.Text, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("reminders", sa.Text, nullable=False),
        sa.Column("minutes_url", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=True),
        sa.Column("origin_row", sa.Text, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        *_when(),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
        sa.UniqueConstraint("origin", name="uq_meeting_origin"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_meeting_working_group_start", "meeting", ["working_group", "start"])
    op.create_table(
        "meeting_version",
        sa.Column("meeting", NUMBER, autoincrement=False, nullable=False),
        sa.Column("version", NUMBER, autoincrement=False, nullable=False),
        *_when(),
        sa.PrimaryKeyConstraint("meeting", "version", name="pk_meeting_version"),
    )
    op.create_table(
        "meeting_document",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("meeting", NUMBER, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_meeting_document"),
    )
    op.create_index("ix_meeting_document_meeting", "meeting_document", ["meeting"])


def _agenda() -> None:
    op.create_table(
        "agenda_item",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("working_group", NUMBER, nullable=False),
        sa.Column("meeting", NUMBER, nullable=True),
        sa.Column("order", sa.Integer, server_default="0", nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("wish", NUMBER, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_agenda_item"),
        sqlite_autoincrement=True,
    )
    for column in ("working_group", "meeting", "wish"):
        op.create_index(f"ix_agenda_item_{column}", "agenda_item", [column])
    op.create_table(
        "resolution",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("agenda_item", NUMBER, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_resolution"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_resolution_agenda_item", "resolution", ["agenda_item"])
    op.create_table(
        "task",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("agenda_item", NUMBER, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("until", sa.Date, nullable=True),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_task"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_task_agenda_item", "task", ["agenda_item"])


def _answers() -> None:
    op.create_table(
        "attendance",
        sa.Column("meeting", NUMBER, autoincrement=False, nullable=False),
        sa.Column("person", NUMBER, autoincrement=False, nullable=False),
        sa.Column("coming", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("start", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("meeting", "person", name="pk_attendance"),
    )
    op.create_index("ix_attendance_person", "attendance", ["person"])
    op.create_table(
        "reminder_choice",
        sa.Column("person", NUMBER, autoincrement=False, nullable=False),
        sa.Column("reminders", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_reminder_choice"),
    )
