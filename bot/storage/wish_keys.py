"""The words by which a wish finds another."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, GivenKey, WordKey, insert


class WishKeyRow(Base):
    """A telling word, or a concept, of an open wish."""

    __tablename__ = "wish_key"

    key: Mapped[WordKey]
    wish: Mapped[GivenKey] = mapped_column(index=True)


def write(db: Connection, wish: int, keys: Collection[str]) -> None:
    """Let a wish be found by these and no others."""
    drop(db, wish)
    if keys:
        db.execute(insert(db, WishKeyRow), [{"key": key, "wish": wish} for key in sorted(keys)])


def drop(db: Connection, wish: int) -> None:
    """It is found by its words no more."""
    db.execute(delete(WishKeyRow).where(WishKeyRow.wish == wish))


def holding(db: Connection, keys: Collection[str], most: int) -> Sequence[int]:
    """Numbers of the wishes that share the most keys with these, rare keys before common ones."""
    often = select(WishKeyRow.key, func.count().label("often")).where(WishKeyRow.key.in_(keys))
    rarity = often.group_by(WishKeyRow.key).subquery()
    worth = func.sum(1.0 / rarity.c.often)
    return db.scalars(
        select(WishKeyRow.wish)
        .join(rarity, rarity.c.key == WishKeyRow.key)
        .group_by(WishKeyRow.wish)
        .order_by(worth.desc(), WishKeyRow.wish)
        .limit(most)
    ).all()
