"""Roles, invitations and consents."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _roles()
    _invitations()
    _consents()


def _roles() -> None:
    op.create_table(
        "role_grant",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("person", NUMBER, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_role_grant"),
        sa.UniqueConstraint("person", "role", name="uq_role_grant_person_role"),
    )


def _invitations() -> None:
    op.create_table(
        "invitation",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("update_id", NUMBER),
        sa.Column("invited_by", NUMBER),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_by", NUMBER),
        sa.PrimaryKeyConstraint("number", name="pk_invitation"),
        sa.UniqueConstraint("digest", name="uq_invitation_digest"),
        sa.UniqueConstraint("update_id", name="uq_invitation_update_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_invitation_expires_at", "invitation", ["expires_at"])
    op.create_table(
        "invitation_miss",
        sa.Column("update_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("person", NUMBER, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("update_id", name="pk_invitation_miss"),
    )
    op.create_index("ix_invitation_miss_person", "invitation_miss", ["person"])


def _consents() -> None:
    op.create_table(
        "consent",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("person", NUMBER, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_consent"),
    )
    standing = sa.text("withdrawn_at IS NULL")
    op.create_index(
        "ix_consent_standing",
        "consent",
        ["person", "purpose"],
        unique=True,
        sqlite_where=standing,
        postgresql_where=standing,
    )
    op.create_index("ix_consent_withdrawn_at", "consent", ["withdrawn_at"])
