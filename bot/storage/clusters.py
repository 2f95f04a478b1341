"""Wishes that may mean the same: proposed to staff, never put together by themselves."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, delete, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, Counter, GivenKey, Number, insert
from bot.storage.desk import WorkRow
from bot.storage.wishes import KIND, WishRow

ONLY = 1
"""The id of the one row of `cluster_state`."""


class ClusterRow(Base):
    """A wish in the cluster that is called by the number of its first wish."""

    __tablename__ = "wish_cluster"

    wish: Mapped[GivenKey]
    cluster: Mapped[Number] = mapped_column(index=True)


class UnlikeRow(Base):
    """Two wishes that do not mean the same, as staff said; the smaller number first."""

    __tablename__ = "wish_unlike"

    one: Mapped[GivenKey]
    other: Mapped[GivenKey] = mapped_column(index=True)


class ClusterStateRow(Base):
    __tablename__ = "cluster_state"

    id: Mapped[GivenKey]
    looked: Mapped[Counter]
    """The number of the last wish for which others like it were looked for."""


def looked(db: Connection) -> int:
    """The number of the last wish that was looked at; 0 before the first."""
    return db.scalar(select(ClusterStateRow.looked).where(ClusterStateRow.id == ONLY)) or 0


def look(db: Connection, number: int) -> None:
    row = insert(db, ClusterStateRow, id=ONLY, looked=number)
    db.execute(row.on_conflict_do_update(index_elements=["id"], set_={"looked": number}))


def of(db: Connection, wishes: Collection[int]) -> Mapping[int, int]:
    """Wish → its cluster; wishes in none are left out."""
    found = select(ClusterRow.wish, ClusterRow.cluster).where(ClusterRow.wish.in_(wishes))
    return {row.wish: row.cluster for row in db.execute(found)}


def members(db: Connection, cluster: int) -> Sequence[int]:
    """Numbers of its wishes, the oldest first."""
    found = select(ClusterRow.wish).where(ClusterRow.cluster == cluster)
    return db.scalars(found.order_by(ClusterRow.wish)).all()


def join(db: Connection, cluster: int, wish: int) -> None:
    """A wish is in this cluster, and in no other."""
    row = insert(db, ClusterRow, wish=wish, cluster=cluster)
    db.execute(row.on_conflict_do_update(index_elements=["wish"], set_={"cluster": cluster}))


def leave(db: Connection, wishes: Collection[int]) -> None:
    """These are in no cluster any more."""
    db.execute(delete(ClusterRow).where(ClusterRow.wish.in_(wishes)))


def waiting(db: Connection, statuses: Collection[str]) -> Sequence[tuple[int, int]]:
    """Clusters with how many wishes of them are in one of these states and in no group yet.

    The largest first; those of only one are left out.
    """
    number = func.count()
    found = (
        select(ClusterRow.cluster, number)
        .join(WishRow, WishRow.id == ClusterRow.wish)
        .outerjoin(WorkRow, (WorkRow.number == WishRow.id) & (WorkRow.kind == KIND))
        .where(WishRow.status.in_(statuses), WorkRow.group.is_(None))
        .group_by(ClusterRow.cluster)
        .having(number > 1)
        .order_by(number.desc(), ClusterRow.cluster)
    )
    return [(cluster, many) for cluster, many in db.execute(found)]


def part(db: Connection, pairs: Collection[tuple[int, int]]) -> None:
    """These do not mean the same."""
    if pairs:
        row = insert(db, UnlikeRow).on_conflict_do_nothing(index_elements=["one", "other"])
        db.execute(row, [{"one": min(pair), "other": max(pair)} for pair in pairs])


def unlike(db: Connection, wish: int) -> frozenset[int]:
    """What does not mean the same as a wish, as staff said."""
    mine = select(UnlikeRow.one, UnlikeRow.other)
    rows = db.execute(mine.where(or_(UnlikeRow.one == wish, UnlikeRow.other == wish)))
    return frozenset(one if other == wish else other for one, other in rows)


def tidy(db: Connection) -> int:
    """Drop what is said of wishes that are gone; how many rows."""
    gone = ~select(WishRow.id).where(WishRow.id == ClusterRow.wish).exists()
    one = ~select(WishRow.id).where(WishRow.id == UnlikeRow.one).exists()
    other = ~select(WishRow.id).where(WishRow.id == UnlikeRow.other).exists()
    dropped = db.execute(delete(ClusterRow).where(gone)).rowcount
    return dropped + db.execute(delete(UnlikeRow).where(or_(one, other))).rowcount
