"""The agenda of a meeting: its items, and the papers that belong to it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, func, or_, select, union, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, Counter, GivenKey, Key, Number, Words, insert
from bot.storage.groups import WorkingGroupRow

NAME_LENGTH = 200
"""Characters of what an item is called."""


class AgendaItemRow(Base):
    """An item without a meeting waits for the next one of its group."""

    __tablename__ = "agenda_item"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id: Mapped[Key]
    working_group: Mapped[Number] = mapped_column(index=True)
    meeting: Mapped[Number | None] = mapped_column(index=True)
    order: Mapped[Counter]
    name: Mapped[Words]
    wish: Mapped[Number | None] = mapped_column(index=True)


class ItemWishRow(Base):
    """Another wish that an item is about: one that means the same."""

    __tablename__ = "agenda_item_wish"

    item: Mapped[GivenKey]
    wish: Mapped[GivenKey] = mapped_column(index=True)


class DocumentRow(Base):
    """Of a meeting, or of an item wherever it is dealt with."""

    __tablename__ = "meeting_document"

    id: Mapped[Key]
    meeting: Mapped[Number] = mapped_column(index=True)
    item: Mapped[Number | None] = mapped_column(index=True)
    name: Mapped[Words]
    url: Mapped[Words]


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """`wish` is the number of the wish it is about, if any, or of the first of them."""

    id: int
    working_group: int
    meeting: int | None
    order: int
    name: str
    wish: int | None


@dataclass(frozen=True, slots=True)
class Document:
    """A paper, as a link. `item` is the number of the item it belongs to, if any."""

    id: int
    meeting: int
    name: str
    url: str
    item: int | None


def add(
    db: Connection, group: int, meeting: int | None, name: str, wish: int | None = None
) -> AgendaItem:
    """A new last item."""
    last = select(func.max(AgendaItemRow.order)).where(_place(group, meeting))
    order = (db.scalar(last) or 0) + 1
    values = {"working_group": group, "meeting": meeting, "order": order, "name": name}
    number = db.scalar(insert(db, AgendaItemRow, **values, wish=wish).returning(AgendaItemRow.id))
    return _items(db, AgendaItemRow.id == number)[0]


def find(db: Connection, item: int) -> AgendaItem | None:
    return next(iter(_items(db, AgendaItemRow.id == item)), None)


def of_meeting(db: Connection, meeting: int) -> Sequence[AgendaItem]:
    return _items(db, AgendaItemRow.meeting == meeting)


def waiting(db: Connection, group: int) -> Sequence[AgendaItem]:
    """What the next meeting of a group is to deal with."""
    return _items(db, _place(group, None))


def of_wish(db: Connection, wish: int) -> Sequence[AgendaItem]:
    """Also those that are about others, too."""
    shared = select(ItemWishRow.item).where(ItemWishRow.wish == wish)
    return _items(db, or_(AgendaItemRow.wish == wish, AgendaItemRow.id.in_(shared)))


def wishes_of(db: Connection, item: int) -> Sequence[int]:
    """Numbers of all the wishes that an item is about, the first of them first."""
    first = db.scalar(select(AgendaItemRow.wish).where(AgendaItemRow.id == item))
    others = select(ItemWishRow.wish).where(ItemWishRow.item == item).order_by(ItemWishRow.wish)
    return [] if first is None else [first, *db.scalars(others)]


def handed(db: Connection, wishes: Collection[int]) -> Mapping[int, Sequence[tuple[int, str]]]:
    """The groups that were given wishes, by the number of the wish: once for each item."""
    found: dict[int, list[tuple[int, str]]] = {}
    first = select(AgendaItemRow.wish.label("wish"), AgendaItemRow.id.label("item"))
    others = select(ItemWishRow.wish, ItemWishRow.item).where(ItemWishRow.wish.in_(wishes))
    about = union(first.where(AgendaItemRow.wish.in_(wishes)), others).subquery()
    items = (
        select(about.c.wish, WorkingGroupRow.id, WorkingGroupRow.name)
        .join(AgendaItemRow, AgendaItemRow.id == about.c.item)
        .join(WorkingGroupRow, WorkingGroupRow.id == AgendaItemRow.working_group)
        .order_by(AgendaItemRow.id)
    )
    for wish, group, name in db.execute(items):
        found.setdefault(wish or 0, []).append((group, name))
    return found


def join(db: Connection, item: int, wish: int) -> None:
    """The item is about this wish, too."""
    row = insert(db, ItemWishRow, item=item, wish=wish)
    db.execute(row.on_conflict_do_nothing(index_elements=["item", "wish"]))


def leave(db: Connection, item: int, wish: int, name: str = "") -> None:
    """The item is about this wish no more: without any it goes, else the next one is its first.

    What was wished goes with the wish; `name` is what the item is called then.
    """
    about = wishes_of(db, item)
    if about == [wish]:
        drop(db, item)
        return
    db.execute(delete(ItemWishRow).where(ItemWishRow.item == item, ItemWishRow.wish == wish))
    if about[:1] == [wish]:
        mine, first = ItemWishRow.item == item, about[1]
        db.execute(delete(ItemWishRow).where(mine, ItemWishRow.wish == first))
        row = update(AgendaItemRow).where(AgendaItemRow.id == item)
        db.execute(row.values(wish=first, name=name[:NAME_LENGTH]))


def put(db: Connection, item: AgendaItem, meeting: int | None) -> None:
    """Deal with it at another meeting, as the last item; with None at the next one there is."""
    last = select(func.max(AgendaItemRow.order)).where(_place(item.working_group, meeting))
    row = update(AgendaItemRow).where(AgendaItemRow.id == item.id)
    db.execute(row.values(meeting=meeting, order=(db.scalar(last) or 0) + 1))


def rename(db: Connection, item: int, name: str) -> None:
    row = update(AgendaItemRow).where(AgendaItemRow.id == item)
    db.execute(row.values(name=name[:NAME_LENGTH]))


def drop(db: Connection, item: int) -> bool:
    """Its papers stay with the meeting."""
    db.execute(delete(ItemWishRow).where(ItemWishRow.item == item))
    db.execute(update(DocumentRow).where(DocumentRow.item == item).values(item=None))
    return db.execute(delete(AgendaItemRow).where(AgendaItemRow.id == item)).rowcount > 0


def drop_wish(db: Connection, wish: int, name: Callable[[int], str]) -> None:
    """Let no agenda say what was wished any more; `name` says what an item is called instead
    that is about another wish, too.
    """
    for item in of_wish(db, wish):
        others = [one for one in wishes_of(db, item.id) if one != wish]
        leave(db, item.id, wish, name(others[0]) if others else "")


def attach(db: Connection, meeting: int, name: str, url: str, item: int | None = None) -> None:
    db.execute(insert(db, DocumentRow, meeting=meeting, name=name, url=url, item=item))


def detach(db: Connection, document: int) -> bool:
    return db.execute(delete(DocumentRow).where(DocumentRow.id == document)).rowcount > 0


def documents(db: Connection, meeting: int) -> Sequence[Document]:
    """Those of the meeting, and those of the items that it deals with."""
    items = select(AgendaItemRow.id).where(AgendaItemRow.meeting == meeting)
    own = (DocumentRow.meeting == meeting) & DocumentRow.item.is_(None)
    return _documents(db, or_(own, DocumentRow.item.in_(items)))


def _documents(db: Connection, where: ColumnElement[bool]) -> Sequence[Document]:
    columns = select(*(getattr(DocumentRow, name) for name in Document.__slots__))
    return [Document(*row) for row in db.execute(columns.where(where).order_by(DocumentRow.id))]


def _place(group: int, meeting: int | None) -> ColumnElement[bool]:
    if meeting is not None:
        return AgendaItemRow.meeting == meeting
    return (AgendaItemRow.working_group == group) & AgendaItemRow.meeting.is_(None)


def _items(db: Connection, where: ColumnElement[bool]) -> Sequence[AgendaItem]:
    columns = select(*(getattr(AgendaItemRow, name) for name in AgendaItem.__slots__))
    rows = db.execute(columns.where(where).order_by(AgendaItemRow.order, AgendaItemRow.id))
    return [AgendaItem(*row) for row in rows]
