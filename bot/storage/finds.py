"""Offers found for alerts: waiting for the person's digest, then part of exactly one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, exists, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, GivenKey, Instant, Number, PersonId, Words, insert
from bot.storage.outbox import OutboxRow, State

ONLY = 1
"""The id of the one row of `alert_state`."""


class FindRow(Base):
    __tablename__ = "alert_find"

    person: Mapped[PersonId]
    offer: Mapped[GivenKey]
    alert: Mapped[Number] = mapped_column(index=True)
    found_at: Mapped[Instant]
    delivery: Mapped[Number | None] = mapped_column(index=True)
    """The digest it went with; none while it waits."""


class JudgedRow(Base):
    """An offer as it was when it was last held against the alerts."""

    __tablename__ = "alert_judged"

    offer: Mapped[GivenKey]
    print: Mapped[Words]


class StateRow(Base):
    __tablename__ = "alert_state"

    id: Mapped[GivenKey]
    version: Mapped[Words]
    """The catalogue that was held against the alerts last."""


@dataclass(frozen=True, slots=True)
class Find:
    """An offer, by its key, that fits an alert of a person."""

    person: int
    offer: int
    alert: int


def judged(db: Connection) -> str:
    """The version of the catalogue that was judged last; empty before the first."""
    return db.scalar(select(StateRow.version).where(StateRow.id == ONLY)) or ""


def prints(db: Connection) -> Mapping[int, str]:
    """Offer → what it was like when it was judged."""
    return {row.offer: row.print for row in db.execute(select(JudgedRow.__table__))}


def settle(db: Connection, version: str, new: Mapping[int, str], gone: Collection[int]) -> None:
    """Note a version as judged, what was new or different in it, and what is gone from it."""
    if new:
        row = insert(db, JudgedRow)
        row = row.on_conflict_do_update(
            index_elements=["offer"], set_={"print": row.excluded.print}
        )
        db.execute(row, [{"offer": offer, "print": known} for offer, known in new.items()])
    if gone:
        db.execute(delete(JudgedRow).where(JudgedRow.offer.in_(gone)))
        db.execute(delete(FindRow).where(FindRow.offer.in_(gone), FindRow.delivery.is_(None)))
    state = insert(db, StateRow, id=ONLY, version=version)
    db.execute(state.on_conflict_do_update(index_elements=["id"], set_={"version": version}))


def replace(
    db: Connection,
    alerts: Collection[int],
    offers: Collection[int],
    found: Sequence[Find],
    now: datetime,
) -> None:
    """Of these offers, exactly these fit these alerts; what went with a digest stays with it."""
    stale = FindRow.alert.in_(alerts), FindRow.offer.in_(offers), FindRow.delivery.is_(None)
    db.execute(delete(FindRow).where(*stale))
    if found:
        rows = insert(db, FindRow).on_conflict_do_nothing(index_elements=["person", "offer"])
        db.execute(
            rows,
            [
                {"person": one.person, "offer": one.offer, "alert": one.alert, "found_at": now}
                for one in found
            ],
        )


def waiting(db: Connection, person: int) -> Sequence[Find]:
    """What no digest took along yet, in the order of alerts and offers."""
    mine = FindRow.person == person, FindRow.delivery.is_(None)
    rows = db.execute(_ALL.where(*mine).order_by(FindRow.alert, FindRow.offer))
    return [Find(*row) for row in rows]


def of_delivery(db: Connection, delivery: int, person: int) -> Sequence[Find]:
    """What went with a digest of this person."""
    mine = FindRow.delivery == delivery, FindRow.person == person
    rows = db.execute(_ALL.where(*mine).order_by(FindRow.alert, FindRow.offer))
    return [Find(*row) for row in rows]


def last_delivery(db: Connection, person: int) -> int | None:
    """The newest digest of a person."""
    return db.scalar(select(func.max(FindRow.delivery)).where(FindRow.person == person))


def take(db: Connection, person: int, offers: Collection[int], delivery: int) -> None:
    """These go with this digest."""
    mine = FindRow.person == person, FindRow.offer.in_(offers), FindRow.delivery.is_(None)
    db.execute(update(FindRow).where(*mine).values(delivery=delivery))


def leave_out(db: Connection, person: int) -> None:
    """What still waits is not worth a digest any more."""
    mine = FindRow.person == person, FindRow.delivery.is_(None)
    db.execute(delete(FindRow).where(*mine))


def without_digest(db: Connection, kind: str) -> Sequence[int]:
    """Persons for whom something waits and no digest is planned."""
    planned = exists().where(
        OutboxRow.object == FindRow.person,
        OutboxRow.kind == kind,
        OutboxRow.state == State.PLANNED.value,
    )
    found = select(FindRow.person).distinct().where(FindRow.delivery.is_(None), ~planned)
    return db.scalars(found.order_by(FindRow.person)).all()


def drop_of_alert(db: Connection, alert: int) -> None:
    """What was found for an alert and not told yet."""
    db.execute(delete(FindRow).where(FindRow.alert == alert, FindRow.delivery.is_(None)))


def purge(db: Connection, before: datetime) -> int:
    """Drop what was found before a moment and went with a digest; how many."""
    over = FindRow.delivery.is_not(None), FindRow.found_at < before
    return db.execute(delete(FindRow).where(*over)).rowcount


def erase(db: Connection, person: int) -> int:
    return db.execute(delete(FindRow).where(FindRow.person == person)).rowcount


_ALL = select(FindRow.person, FindRow.offer, FindRow.alert)
