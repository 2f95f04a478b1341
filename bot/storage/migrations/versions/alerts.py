"""What people want new offers of, and what was found for them."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "alert",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("person", NUMBER, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("removed", sa.Text, nullable=False),
        sa.Column("guide", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("sensitive", sa.Boolean, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("kept_at", MOMENT, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_alert"),
        sa.UniqueConstraint(
            "person", "text", "removed", "guide", name="uq_alert_person_text_removed_guide"
        ),
    )
    op.create_index("ix_alert_kept_at", "alert", ["kept_at"])
    op.create_table(
        "alert_time",
        sa.Column("person", NUMBER, autoincrement=False, nullable=False),
        sa.Column("minute", sa.Integer, server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_alert_time"),
    )
    op.create_table(
        "alert_find",
        sa.Column("person", NUMBER, autoincrement=False, nullable=False),
        sa.Column("offer", NUMBER, autoincrement=False, nullable=False),
        sa.Column("alert", NUMBER, nullable=False),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.Column("delivery", NUMBER, nullable=True),
        sa.PrimaryKeyConstraint("person", "offer", name="pk_alert_find"),
    )
    op.create_index("ix_alert_find_alert", "alert_find", ["alert"])
    op.create_index("ix_alert_find_delivery", "alert_find", ["delivery"])
    op.create_table(
        "alert_judged",
        sa.Column("offer", NUMBER, autoincrement=False, nullable=False),
        sa.Column("print", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("offer", name="pk_alert_judged"),
    )
    op.create_table(
        "alert_state",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_alert_state"),
    )
