"""Applications: who would like to join a working group, and what staff said."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Index, delete, select, text, update
from sqlalchemy.orm import Mapped

from bot.storage.base import Base, Instant, Key, Number, PersonKey, Words, insert


class ApplicationState(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"


_OPEN = text("state = 'asked'")


class ApplicationRow(Base):
    __tablename__ = "application"
    __table_args__ = (
        Index(
            "ix_application_open",
            "working_group",
            "person",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_application_person", "person"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Key]
    working_group: Mapped[Number]
    person: Mapped[PersonKey]
    organisation: Mapped[Words]
    role: Mapped[Words]
    language: Mapped[Words]
    state: Mapped[Words]
    answer: Mapped[Words]
    asked_at: Mapped[Instant]
    decided_at: Mapped[Instant | None]


@dataclass(frozen=True, slots=True)
class Application:
    """`language` is what the person is answered in; `answer` what staff wrote."""

    id: int
    working_group: int
    person: int
    organisation: str
    role: str
    language: str
    state: ApplicationState
    answer: str
    asked_at: datetime
    decided_at: datetime | None


def ask(  # noqa: PLR0913, PLR0917 - what an application says
    db: Connection,
    group: int,
    person: int,
    organisation: str,
    role: str,
    language: str,
    now: datetime,
) -> Application:
    """The open application of a person to a group: a new one, or the one there is, said anew."""
    row = insert(
        db,
        ApplicationRow,
        working_group=group,
        person=person,
        organisation=organisation,
        role=role,
        language=language,
        state=ApplicationState.ASKED,
        answer="",
        asked_at=now,
    )
    said = {"organisation": organisation, "role": role, "language": language}
    db.execute(
        row.on_conflict_do_update(
            index_elements=["working_group", "person"], index_where=_OPEN, set_=said
        )
    )
    mine = ApplicationRow.working_group == group, ApplicationRow.person == person
    return _only(db, *mine, ApplicationRow.state == ApplicationState.ASKED)[0]


def find(db: Connection, number: int) -> Application | None:
    return next(iter(_only(db, ApplicationRow.id == number)), None)


def those(db: Connection, numbers: Collection[int]) -> Sequence[Application]:
    """The applications of these numbers, in the order of their numbers."""
    return _only(db, ApplicationRow.id.in_(numbers))


def waiting(db: Connection) -> Sequence[Application]:
    """Those nobody has answered, the oldest first."""
    return _only(db, ApplicationRow.state == ApplicationState.ASKED)


def of_person(db: Connection, person: int) -> Sequence[Application]:
    return _only(db, ApplicationRow.person == person)


def decide(
    db: Connection, number: int, state: ApplicationState, answer: str, now: datetime
) -> bool:
    """Whether it was still open."""
    open_ = ApplicationRow.id == number, ApplicationRow.state == ApplicationState.ASKED
    row = update(ApplicationRow).where(*open_)
    return db.execute(row.values(state=state, answer=answer, decided_at=now)).rowcount > 0


def withdraw(db: Connection, group: int, person: int) -> bool:
    """Whether there was an open one."""
    row = delete(ApplicationRow).where(
        ApplicationRow.working_group == group,
        ApplicationRow.person == person,
        ApplicationRow.state == ApplicationState.ASKED,
    )
    return db.execute(row).rowcount > 0


def purge(db: Connection, before: datetime) -> int:
    """Drop those decided before a moment; how many."""
    return db.execute(delete(ApplicationRow).where(ApplicationRow.decided_at < before)).rowcount


def erase(db: Connection, person: int) -> int:
    return db.execute(delete(ApplicationRow).where(ApplicationRow.person == person)).rowcount


_ALL = select(*(getattr(ApplicationRow, name) for name in Application.__slots__))


def _only(db: Connection, *where: ColumnElement[bool]) -> Sequence[Application]:
    rows = db.execute(_ALL.where(*where).order_by(ApplicationRow.id))
    return [_application(*row) for row in rows]


def _application(  # noqa: PLR0913, PLR0917 - a row
    id_: int,
    group: int,
    person: int,
    organisation: str,
    role: str,
    language: str,
    state: str,
    answer: str,
    asked_at: datetime,
    decided_at: datetime | None,
) -> Application:
    known = ApplicationState(state)
    return Application(
        id_, group, person, organisation, role, language, known, answer, asked_at, decided_at
    )
