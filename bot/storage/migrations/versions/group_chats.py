"""Telegram groups of which staff have not said yet to which working group they belong."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "group_chat",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("telegram_group", NUMBER, nullable=False),
        sa.Column("person", NUMBER, nullable=True),
        sa.Column("origin", NUMBER, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_group_chat"),
        sa.UniqueConstraint("telegram_group", name="uq_group_chat_telegram_group"),
        sqlite_autoincrement=True,
    )
