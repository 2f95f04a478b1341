"""What working groups did between two moments: meetings, decisions, tasks; numbers, no person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, func, select

from bot.storage.agenda import AgendaItemRow
from bot.storage.groups import WorkingGroupRow
from bot.storage.meetings import MeetingRow, MeetingState
from bot.storage.results import ResolutionRow, TaskRow


@dataclass(frozen=True, slots=True)
class Worked:
    """What a group did; decisions and tasks are those of its meetings that took place."""

    group: str
    meetings: int
    cancelled: int
    decisions: int
    tasks: int
    done: int


def worked(db: Connection, since: datetime, before: datetime) -> Sequence[Worked]:
    """Every group that is active or met, by its name."""
    between = MeetingRow.start >= since, MeetingRow.start < before
    held = *between, MeetingRow.meeting_state != MeetingState.CANCELLED
    found = {
        "meetings": _numbers(db, _met(*held)),
        "cancelled": _numbers(
            db, _met(*between, MeetingRow.meeting_state == MeetingState.CANCELLED)
        ),
        "decisions": _numbers(db, _came_of(ResolutionRow, *held)),
        "tasks": _numbers(db, _came_of(TaskRow, *held)),
        "done": _numbers(db, _came_of(TaskRow, *held, TaskRow.done.is_(True))),
    }
    groups = select(WorkingGroupRow.id, WorkingGroupRow.name, WorkingGroupRow.active)
    return [
        Worked(name, **{what: numbers.get(number, 0) for what, numbers in found.items()})
        for number, name, active in db.execute(groups.order_by(WorkingGroupRow.name))
        if active or any(number in numbers for numbers in found.values())
    ]


_Numbers = Select[int, int]


def _met(*where: ColumnElement[bool]) -> _Numbers:
    counted = select(MeetingRow.working_group, func.count())
    return counted.where(*where).group_by(MeetingRow.working_group)


def _came_of(result: type[ResolutionRow | TaskRow], *where: ColumnElement[bool]) -> _Numbers:
    counted = select(MeetingRow.working_group, func.count())
    joined = counted.join(AgendaItemRow, AgendaItemRow.meeting == MeetingRow.id)
    joined = joined.join(result, result.agenda_item == AgendaItemRow.id)
    return joined.where(*where).group_by(MeetingRow.working_group)


def _numbers(db: Connection, counted: _Numbers) -> dict[int, int]:
    return {group: int(number) for group, number in db.execute(counted)}
