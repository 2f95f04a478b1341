"""Who was told of which offer."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "told_offers",
        sa.Column("person", NUMBER, autoincrement=False, nullable=False),
        sa.Column("offer", NUMBER, autoincrement=False, nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person", "offer", name="pk_told_offers"),
    )
    op.create_index("ix_told_offers_told_at", "told_offers", ["told_at"])
