"""The desk: what staff do with what is pending, its topics, tips, and the audit."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)
DEAD = sa.text("state = 'dead'")


def upgrade() -> None:
    _topics()
    _tips()
    _work()
    _steps()
    _audit()
    op.create_table(
        "wish_version",
        sa.Column("wish", NUMBER, autoincrement=False, nullable=False),
        sa.Column("version", NUMBER, autoincrement=False, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("wish", "version", name="pk_wish_version"),
    )
    op.create_index(
        "ix_inbox_dead", "inbox", ["ended_at"], sqlite_where=DEAD, postgresql_where=DEAD
    )


def _topics() -> None:
    for table in ("wish", "wish_draft"):
        op.add_column(table, sa.Column("topic", sa.Text, nullable=True))
    op.drop_index("ix_wish_status", "wish")
    op.create_index("ix_wish_status_created_at", "wish", ["status", "created_at", "topic"])
    # SQLite gives the number of the last row again once it is deleted, unless told otherwise.
    again = op.get_bind().dialect.name == "sqlite"
    for table in ("passed_question", "correction"):
        with op.batch_alter_table(
            table,
            recreate="always" if again else "never",
            table_kwargs={"sqlite_autoincrement": True},
        ) as batch:
            batch.add_column(sa.Column("topic", sa.Text, nullable=True))


def _tips() -> None:
    op.create_table(
        "tip",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("topic", sa.Text, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tip"),
        sa.UniqueConstraint("token", name="uq_tip_token"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_tip_created_at", "tip", ["created_at"])


def _work() -> None:
    op.create_table(
        "desk_work",
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer, server_default="0", nullable=False),
        sa.Column("taken_by", NUMBER, nullable=True),
        sa.Column("group", NUMBER, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("kind", "number", name="pk_desk_work"),
    )
    op.create_index("ix_desk_work_taken_by", "desk_work", ["taken_by"])
    op.create_index("ix_desk_work_group", "desk_work", ["group"])
    op.create_index("ix_desk_work_closed_at", "desk_work", ["closed_at"])
    op.create_table(
        "desk_tag",
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("tag", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("kind", "number", "tag", name="pk_desk_tag"),
    )
    op.create_index("ix_desk_tag_tag", "desk_tag", ["tag"])


def _steps() -> None:
    op.create_table(
        "desk_step",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("actor", NUMBER, nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("before", sa.JSON, nullable=True),
        sa.Column("taken_by", NUMBER, nullable=True),
        sa.Column("undone", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_desk_step"),
        sa.UniqueConstraint("token", "kind", "number", name="uq_desk_step_token_kind_number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_desk_step_kind_number", "desk_step", ["kind", "number"])
    op.create_index("ix_desk_step_at", "desk_step", ["at"])


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", NUMBER, nullable=True),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("token", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sa.UniqueConstraint(
            "token", "action", "kind", "number", name="uq_audit_token_action_kind_number"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_at", "audit", ["at"])
