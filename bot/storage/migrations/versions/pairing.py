"""New offers held against open wishes, wishes that mean the same, and items about several."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)


def _key(name: str) -> sa.Column[int]:
    return sa.Column(name, NUMBER, autoincrement=False, nullable=False)


def upgrade() -> None:
    op.create_table(
        "offer_news",
        _key("offer"),
        sa.Column("after", sa.Integer, server_default="0", nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("offer", name="pk_offer_news"),
    )
    op.create_table(
        "wish_offer",
        _key("wish"),
        _key("offer"),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.Column("refused_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("wish", "offer", name="pk_wish_offer"),
    )
    op.create_index("ix_wish_offer_offer", "wish_offer", ["offer"])
    op.create_table(
        "wish_cluster",
        _key("wish"),
        sa.Column("cluster", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("wish", name="pk_wish_cluster"),
    )
    op.create_index("ix_wish_cluster_cluster", "wish_cluster", ["cluster"])
    op.create_table(
        "wish_unlike",
        _key("one"),
        _key("other"),
        sa.PrimaryKeyConstraint("one", "other", name="pk_wish_unlike"),
    )
    op.create_index("ix_wish_unlike_other", "wish_unlike", ["other"])
    op.create_table(
        "cluster_state",
        _key("id"),
        sa.Column("looked", sa.Integer, server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cluster_state"),
    )
    op.create_table(
        "agenda_item_wish",
        _key("item"),
        _key("wish"),
        sa.PrimaryKeyConstraint("item", "wish", name="pk_agenda_item_wish"),
    )
    op.create_index("ix_agenda_item_wish_wish", "agenda_item_wish", ["wish"])
