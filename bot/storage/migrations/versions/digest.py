"""What staff are told of, and what they do not want to be told."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "desk_event",
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("about", NUMBER, autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date, nullable=True),
        sa.PrimaryKeyConstraint("kind", "about", name="pk_desk_event"),
    )
    op.create_table(
        "unwanted",
        sa.Column("person", NUMBER, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("person", "kind", name="pk_unwanted"),
    )
