"""What staff ask of wishes and change in them, beside deciding what becomes of one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, select, update

from bot.storage.wishes import WishRow


def reword(db: Connection, old: str, new: str) -> Sequence[int]:
    """Put other words in place of exactly these; numbers of the wishes."""
    saying = WishRow.text == old
    found = db.scalars(select(WishRow.id).where(saying).order_by(WishRow.id)).all()
    db.execute(update(WishRow).where(saying).values(text=new))
    return found


def set_topic(db: Connection, number: int, topic: str | None) -> None:
    db.execute(update(WishRow).where(WishRow.id == number).values(topic=topic))


def set_threshold(db: Connection, number: int, threshold: int) -> None:
    db.execute(update(WishRow).where(WishRow.id == number).values(threshold=threshold))


def most_wanted(db: Connection, statuses: Collection[str], most: int) -> Sequence[int]:
    """Numbers of the wishes in one of these states that the most people want."""
    found = select(WishRow.id).where(WishRow.status.in_(statuses))
    return db.scalars(found.order_by(WishRow.interested.desc(), WishRow.id).limit(most)).all()
