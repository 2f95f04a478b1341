"""Attendance: who said what to which date of a meeting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, GivenKey, Instant, PersonId, Words, insert


class Coming(StrEnum):
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class AttendanceRow(Base):
    __tablename__ = "attendance"

    meeting: Mapped[GivenKey]
    person: Mapped[PersonId] = mapped_column(index=True)
    coming: Mapped[Words]
    note: Mapped[Words]
    start: Mapped[Instant]
    """The beginning that the answer was given for."""
    answered_at: Mapped[Instant]


@dataclass(frozen=True, slots=True)
class Attendance:
    person: int
    coming: Coming
    note: str
    start: datetime
    answered_at: datetime


def answer(db: Connection, meeting: int, attendance: Attendance) -> None:
    """What a person says now takes the place of what they said before."""
    said = {
        "coming": attendance.coming,
        "note": attendance.note,
        "start": attendance.start,
        "answered_at": attendance.answered_at,
    }
    row = insert(db, AttendanceRow, meeting=meeting, person=attendance.person, **said)
    db.execute(row.on_conflict_do_update(index_elements=["meeting", "person"], set_=said))


def find(db: Connection, meeting: int, person: int) -> Attendance | None:
    mine = AttendanceRow.meeting == meeting, AttendanceRow.person == person
    row = db.execute(_ALL.where(*mine)).first()
    return _attendance(*row) if row else None


def of_meeting(db: Connection, meeting: int) -> Mapping[int, Attendance]:
    """By person, in the order in which they answered."""
    found = _ALL.where(AttendanceRow.meeting == meeting)
    rows = db.execute(found.order_by(AttendanceRow.answered_at, AttendanceRow.person))
    return {one.person: one for one in (_attendance(*row) for row in rows)}


def withdraw(db: Connection, meeting: int, person: int) -> None:
    """The person does not belong to the group any more."""
    mine = AttendanceRow.meeting == meeting, AttendanceRow.person == person
    db.execute(delete(AttendanceRow).where(*mine))


def purge(db: Connection, before: datetime) -> int:
    """Drop the answers to dates before a moment; how many."""
    return db.execute(delete(AttendanceRow).where(AttendanceRow.start < before)).rowcount


def erase(db: Connection, person: int) -> int:
    return db.execute(delete(AttendanceRow).where(AttendanceRow.person == person)).rowcount


_ALL = select(*(getattr(AttendanceRow, name) for name in Attendance.__slots__))


def _attendance(
    person: int, coming: str, note: str, start: datetime, answered_at: datetime
) -> Attendance:
    return Attendance(person, Coming(coming), note, start, answered_at)
