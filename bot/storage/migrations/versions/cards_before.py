"""Which update a card answers, and the card before it."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.add_column("card", sa.Column("origin", NUMBER, nullable=True))
    op.add_column("card", sa.Column("code_before", sa.Text, nullable=True))
    op.add_column("card", sa.Column("shown_before", sa.DateTime(timezone=True), nullable=True))
    op.add_column("card", sa.Column("message_before", NUMBER, nullable=True))
