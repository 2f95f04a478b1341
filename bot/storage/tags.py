"""Tags that staff put on what is pending."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, GivenKey, WordKey, insert


class TagRow(Base):
    __tablename__ = "desk_tag"

    kind: Mapped[WordKey]
    number: Mapped[GivenKey]
    tag: Mapped[WordKey] = mapped_column(index=True)


def of(db: Connection, kind: str, numbers: Collection[int]) -> Mapping[int, tuple[str, ...]]:
    """The tags of each of these that has any, in the order of the alphabet."""
    mine = TagRow.kind == kind, TagRow.number.in_(numbers)
    found: dict[int, tuple[str, ...]] = {}
    for number, tag in db.execute(select(TagRow.number, TagRow.tag).where(*mine)):
        found[number] = (*found.get(number, ()), tag)
    return {number: tuple(sorted(tags)) for number, tags in found.items()}


def write(db: Connection, kind: str, number: int, tags: Collection[str]) -> None:
    """Let it have these tags and no others."""
    drop(db, kind, [number])
    if tags:
        rows = [{"kind": kind, "number": number, "tag": tag} for tag in sorted(tags)]
        db.execute(insert(db, TagRow), rows)


def used(db: Connection, most: int) -> Sequence[str]:
    """The tags that are there, the commonest first."""
    often = func.count().desc()
    found = select(TagRow.tag).group_by(TagRow.tag).order_by(often, TagRow.tag).limit(most)
    return db.scalars(found).all()


def drop(db: Connection, kind: str, numbers: Collection[int]) -> None:
    db.execute(delete(TagRow).where(TagRow.kind == kind, TagRow.number.in_(numbers)))
