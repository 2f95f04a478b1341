"""Alerts: what somebody wants new offers of, and at which time of day they are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, delete, func, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import UniqueConstraint

from bot.storage.base import Base, Counter, Instant, Key, PersonId, PersonKey, Words, insert


class AlertRow(Base):
    """`text` with what was `removed` from it is a question, `guide` the choices of the guide."""

    __tablename__ = "alert"
    __table_args__ = (UniqueConstraint("person", "text", "removed", "guide"),)

    id: Mapped[Key]
    person: Mapped[PersonKey]
    text: Mapped[Words]
    removed: Mapped[Words]
    guide: Mapped[Words]
    language: Mapped[Words]
    sensitive: Mapped[bool]
    version: Mapped[Words]
    """The catalogue of which its offers were seen when it was set."""
    kept_at: Mapped[Instant] = mapped_column(index=True)
    """Since when the person wants it."""
    asked_at: Mapped[Instant | None]


class AlertTimeRow(Base):
    """Who chose another time than the ordinary one."""

    __tablename__ = "alert_time"

    person: Mapped[PersonId]
    minute: Mapped[Counter]
    """Minutes after midnight, by the clock on the wall."""


@dataclass(frozen=True, slots=True)
class Criteria:
    """What offers have to fit: the words of a question, or a guide's code; the other is empty.

    `removed` are names of parts of the question that no longer count.
    """

    text: str = ""
    removed: tuple[str, ...] = ()
    guide: str = ""


@dataclass(frozen=True, slots=True)
class Alert:
    id: int
    person: int
    criteria: Criteria
    language: str
    sensitive: bool
    version: str
    kept_at: datetime
    asked_at: datetime | None


def keep(  # noqa: PLR0913, PLR0917 - what a new alert is
    db: Connection,
    person: int,
    criteria: Criteria,
    language: str,
    version: str,
    now: datetime,
    *,
    sensitive: bool,
) -> int:
    """Its number; the same person and criteria are the same alert."""
    held = _columns(criteria)
    row = insert(
        db,
        AlertRow,
        person=person,
        **held,
        language=language,
        sensitive=sensitive,
        version=version,
        kept_at=now,
    )
    db.execute(row.on_conflict_do_nothing(index_elements=["person", *held]))
    same = [getattr(AlertRow, name) == value for name, value in held.items()]
    return db.scalars(select(AlertRow.id).where(AlertRow.person == person, *same)).one()


def find(db: Connection, number: int, person: int) -> Alert | None:
    """One of this person's."""
    mine = AlertRow.id == number, AlertRow.person == person
    row = db.execute(_ALL.where(*mine)).first()
    return _alert(row) if row else None


def of_person(db: Connection, person: int) -> Sequence[Alert]:
    """The newest first."""
    found = _ALL.where(AlertRow.person == person).order_by(AlertRow.id.desc())
    return [_alert(row) for row in db.execute(found)]


def after(db: Connection, number: int, most: int) -> Sequence[Alert]:
    """The next so many alerts of anybody behind a number, in the order in which they came."""
    rows = db.execute(_ALL.where(AlertRow.id > number).order_by(AlertRow.id).limit(most))
    return [_alert(row) for row in rows]


def kept_before(db: Connection, moment: datetime) -> Sequence[Alert]:
    """Alerts of which their persons said nothing since a moment."""
    rows = db.execute(_ALL.where(AlertRow.kept_at < moment).order_by(AlertRow.id))
    return [_alert(row) for row in rows]


def ask(db: Connection, number: int, now: datetime) -> None:
    db.execute(update(AlertRow).where(AlertRow.id == number).values(asked_at=now))


def renew(db: Connection, number: int, now: datetime) -> None:
    row = update(AlertRow).where(AlertRow.id == number)
    db.execute(row.values(kept_at=now, asked_at=None))


def drop(db: Connection, number: int) -> None:
    db.execute(delete(AlertRow).where(AlertRow.id == number))


def drop_saying(db: Connection, text: str) -> int:
    """Forget every alert of exactly these words, with or without details; how many."""
    longer = AlertRow.text.startswith(f"{text}, ", autoescape=True)
    return db.execute(delete(AlertRow).where(or_(AlertRow.text == text, longer))).rowcount


def choose_time(db: Connection, person: int, minute: int) -> None:
    row = insert(db, AlertTimeRow, person=person, minute=minute)
    db.execute(row.on_conflict_do_update(index_elements=["person"], set_={"minute": minute}))


def chosen_time(db: Connection, person: int) -> int | None:
    """In minutes after midnight; None for the ordinary time."""
    return db.scalar(select(AlertTimeRow.minute).where(AlertTimeRow.person == person))


def chosen_times(db: Connection) -> Mapping[int, int]:
    """Person → minutes after midnight, of all who chose."""
    return {row.person: row.minute for row in db.execute(select(AlertTimeRow.__table__))}


def number_of(db: Connection, person: int) -> int:
    """How many alerts a person has."""
    found = select(func.count()).select_from(AlertRow).where(AlertRow.person == person)
    return db.scalar(found) or 0


def erase(db: Connection, person: int) -> int:
    return db.execute(delete(AlertRow).where(AlertRow.person == person)).rowcount


def erase_time(db: Connection, person: int) -> int:
    return db.execute(delete(AlertTimeRow).where(AlertTimeRow.person == person)).rowcount


_ALL = select(*AlertRow.__table__.columns)


def _columns(criteria: Criteria) -> dict[str, str]:
    removed = ",".join(sorted(criteria.removed))
    return {"text": criteria.text, "removed": removed, "guide": criteria.guide}


def _alert(row: Row[*tuple[object, ...]]) -> Alert:
    said = row._mapping  # noqa: SLF001 - the documented way to columns by name
    removed = tuple(filter(None, said["removed"].split(",")))
    return Alert(
        said["id"],
        said["person"],
        Criteria(said["text"], removed, said["guide"]),
        said["language"],
        said["sensitive"],
        said["version"],
        said["kept_at"],
        said["asked_at"],
    )
