"""New offers that may be what open wishes wait for: proposed to staff, each pair once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import ColumnElement, Connection, delete, func, literal, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, Counter, GivenKey, Instant, insert
from bot.storage.catalogue import StoredOffer
from bot.storage.wishes import Wish, WishRow, those

BATCH = 500


class OfferNewsRow(Base):
    """An offer that came or changed, until every open wish was held against it."""

    __tablename__ = "offer_news"

    offer: Mapped[GivenKey]
    after: Mapped[Counter]
    """The number of the last wish that was."""
    since: Mapped[Instant]


class PairRow(Base):
    __tablename__ = "wish_offer"

    wish: Mapped[GivenKey]
    offer: Mapped[GivenKey] = mapped_column(index=True)
    found_at: Mapped[Instant]
    refused_at: Mapped[Instant | None]
    """When staff said that they do not belong together."""


@dataclass(frozen=True, slots=True)
class News:
    """An offer, by its key, that wishes behind the number `after` were not held against."""

    offer: int
    after: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """An offer, by its key, that may fit so many open wishes."""

    offer: int
    wishes: int


def announce(db: Connection, ids: Iterable[str], now: datetime) -> None:
    """These offers, by their ids, are new or different: every open wish is to be held against them."""
    rest = iter(ids)
    while some := list(islice(rest, BATCH)):
        found = select(StoredOffer.key, literal(0), literal(now, OfferNewsRow.since.type))
        row = insert(db, OfferNewsRow).from_select(
            ["offer", "after", "since"], found.where(StoredOffer.id.in_(some))
        )
        again = {"after": 0, "since": now}
        db.execute(row.on_conflict_do_update(index_elements=["offer"], set_=again))


def news(db: Connection) -> Sequence[News]:
    rows = db.execute(select(OfferNewsRow.offer, OfferNewsRow.after, OfferNewsRow.since))
    return [News(*row) for row in rows]


def advance(db: Connection, judged: Iterable[News], after: int) -> None:
    """Up to this number all wishes were held against these; not where they changed meanwhile."""
    for one in judged:
        row = update(OfferNewsRow).where(
            OfferNewsRow.offer == one.offer,
            OfferNewsRow.since == one.since,
            OfferNewsRow.after < after,
        )
        db.execute(row.values(after=after))


def settle(db: Connection, judged: Iterable[News]) -> None:
    """These are no news any more, unless they changed meanwhile."""
    for one in judged:
        mine = OfferNewsRow.offer == one.offer, OfferNewsRow.since == one.since
        db.execute(delete(OfferNewsRow).where(*mine))


def behind(db: Connection, after: int, statuses: Collection[str], most: int) -> Sequence[Wish]:
    """The next so many wishes in one of these states behind a number."""
    found = select(WishRow.id).where(WishRow.id > after, WishRow.status.in_(statuses))
    return those(db, db.scalars(found.order_by(WishRow.id).limit(most)).all())


def propose(db: Connection, pairs: Collection[tuple[int, int]], now: datetime) -> int:
    """Wishes with offers; how many were never proposed before."""
    if not pairs:
        return 0
    rows = insert(db, PairRow).on_conflict_do_nothing(index_elements=["wish", "offer"])
    new = [{"wish": wish, "offer": offer, "found_at": now} for wish, offer in pairs]
    return db.execute(rows, new).rowcount


def waiting(db: Connection, statuses: Collection[str]) -> Sequence[Waiting]:
    """What is proposed of offers that still stand, for wishes in one of these states.

    The offers for which the most is proposed first.
    """
    number = func.count()
    found = (
        select(PairRow.offer, number)
        .join(WishRow, WishRow.id == PairRow.wish)
        .join(StoredOffer, StoredOffer.key == PairRow.offer)
        .where(*_proposed(statuses))
        .group_by(PairRow.offer)
        .order_by(number.desc(), PairRow.offer)
    )
    return [Waiting(*row) for row in db.execute(found)]


def proposed(db: Connection, offer: int, statuses: Collection[str]) -> Sequence[int]:
    """Numbers of the wishes that an offer may fit, the oldest first."""
    found = (
        select(PairRow.wish)
        .join(WishRow, WishRow.id == PairRow.wish)
        .join(StoredOffer, StoredOffer.key == PairRow.offer)
        .where(PairRow.offer == offer, *_proposed(statuses))
    )
    return db.scalars(found.order_by(PairRow.wish)).all()


def refuse(db: Connection, offer: int, wishes: Collection[int], now: datetime | None) -> int:
    """These do not belong together; with None they may, all the same. How many that was new of."""
    mine = PairRow.offer == offer, PairRow.wish.in_(wishes)
    other = PairRow.refused_at.is_(None) if now else PairRow.refused_at.is_not(None)
    return db.execute(update(PairRow).where(*mine, other).values(refused_at=now)).rowcount


def refused(db: Connection, offer: int, since: datetime, before: datetime) -> Sequence[int]:
    """Numbers of the wishes that staff said between two moments it does not fit."""
    mine = PairRow.offer == offer, PairRow.refused_at >= since, PairRow.refused_at < before
    return db.scalars(select(PairRow.wish).where(*mine).order_by(PairRow.wish)).all()


def tidy(db: Connection) -> int:
    """Drop pairs whose wish is gone; how many."""
    there = select(WishRow.id).where(WishRow.id == PairRow.wish).exists()
    return db.execute(delete(PairRow).where(~there)).rowcount


def _proposed(statuses: Collection[str]) -> Sequence[ColumnElement[bool]]:
    return (
        PairRow.refused_at.is_(None),
        StoredOffer.removed_on.is_(None),
        WishRow.status.in_(statuses),
    )
