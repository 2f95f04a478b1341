"""Papers of an item on an agenda, and which message shows the last card of a person."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.add_column("meeting_document", sa.Column("item", NUMBER, nullable=True))
    op.create_index("ix_meeting_document_item", "meeting_document", ["item"])
    op.add_column("card", sa.Column("message", NUMBER, nullable=True))
