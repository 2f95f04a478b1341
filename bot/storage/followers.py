"""Who is to be told of a wish: apart from it, joined by its token, and erasable alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Update, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import drafts, wishes
from bot.storage.base import Base, Instant, PersonId, WordKey, Words, insert
from bot.storage.wishes import WishRow


class FollowerRow(Base):
    __tablename__ = "wish_follower"

    token: Mapped[WordKey]
    person: Mapped[PersonId] = mapped_column(index=True)
    author: Mapped[bool]
    language: Mapped[Words]
    notices: Mapped[bool]
    coming: Mapped[bool | None]
    """What the person answered when enough were interested."""
    since: Mapped[Instant]


@dataclass(frozen=True, slots=True)
class Follower:
    """Somebody who wrote a wish or joined it. `language` is what they are told in."""

    person: int
    author: bool
    language: str
    notices: bool = True
    coming: bool | None = None


def follow(db: Connection, token: str, follower: Follower, now: datetime) -> bool:
    """Whether the person did not follow the wish already."""
    row = insert(
        db,
        FollowerRow,
        token=token,
        person=follower.person,
        author=follower.author,
        language=follower.language,
        notices=follower.notices,
        coming=follower.coming,
        since=now,
    )
    return db.execute(row.on_conflict_do_nothing()).rowcount > 0


def find(db: Connection, token: str, person: int) -> Follower | None:
    row = db.execute(_ALL.where(FollowerRow.token == token, FollowerRow.person == person)).first()
    return Follower(*row) if row else None


def of_wish(db: Connection, token: str) -> Sequence[Follower]:
    """In the order in which they came."""
    found = _ALL.where(FollowerRow.token == token).order_by(FollowerRow.since, FollowerRow.person)
    return [Follower(*row) for row in db.execute(found)]


def followed(db: Connection, person: int) -> Sequence[int]:
    """Numbers of the wishes that a person follows, the newest first."""
    found = select(WishRow.id).join(FollowerRow, FollowerRow.token == WishRow.token)
    return db.scalars(found.where(FollowerRow.person == person).order_by(WishRow.id.desc())).all()


def written(db: Connection, person: int, statuses: Collection[str], since: datetime) -> int:
    """How many wishes in one of these states a person wrote since a moment."""
    found = (
        select(func.count())
        .select_from(FollowerRow)
        .join(WishRow, WishRow.token == FollowerRow.token)
        .where(FollowerRow.person == person, FollowerRow.author, FollowerRow.since > since)
        .where(WishRow.status.in_(statuses))
    )
    return db.scalar(found) or 0


def tell(db: Connection, token: str, person: int, *, notices: bool) -> None:
    """Whether this person wants to be told."""
    db.execute(_of(token, person).values(notices=notices))


def answer(db: Connection, token: str, person: int, *, coming: bool) -> bool:
    """Whether the person is one of those asked."""
    return db.execute(_of(token, person).values(coming=coming)).rowcount > 0


def leave(db: Connection, token: str, person: int) -> bool:
    """Whether the person followed the wish until now."""
    mine = FollowerRow.token == token, FollowerRow.person == person
    return db.execute(delete(FollowerRow).where(*mine)).rowcount > 0


def drop(db: Connection, token: str) -> None:
    """Nobody is to be told of this wish any more."""
    db.execute(delete(FollowerRow).where(FollowerRow.token == token))


def erase(db: Connection, person: int) -> int:
    """Forget whom it was that wished and joined, with what nobody else wants; how many rows.

    Of what others want, too, the words and the count stay.
    """
    mine = followed(db, person)
    gone = db.execute(delete(FollowerRow).where(FollowerRow.person == person)).rowcount
    shared = select(WishRow.id).join(FollowerRow, FollowerRow.token == WishRow.token)
    kept = set(db.scalars(shared.where(WishRow.id.in_(mine))))
    for number in set(mine) - kept:
        drafts.drop_changing(db, number)
        wishes.drop(db, number)
        gone += 1
    return gone


_ALL = select(*(getattr(FollowerRow, name) for name in Follower.__slots__))


def _of(token: str, person: int) -> Update:
    return update(FollowerRow).where(FollowerRow.token == token, FollowerRow.person == person)
