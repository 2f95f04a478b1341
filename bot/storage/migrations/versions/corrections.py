"""What citizens say is wrong with an offer, and how often which link brought somebody."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "correction",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("offer_id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("message", NUMBER, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_correction"),
        sa.UniqueConstraint(
            "offer_id", "kind", "message", name="uq_correction_offer_id_kind_message"
        ),
    )
    op.create_index("ix_correction_created_at", "correction", ["created_at"])
    op.create_table(
        "arrival",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("day", "kind", "target", "language", name="pk_arrival"),
    )
    op.create_table(
        "arrived",
        sa.Column("update_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("update_id", name="pk_arrived"),
    )
    op.create_index("ix_arrived_created_at", "arrived", ["created_at"])
