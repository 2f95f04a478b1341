"""What a file of meetings would change, and changing it: all of it or nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from itertools import groupby

from bot.catalogue.problems import N_, CatalogueError, Problem, Reason
from bot.groups import agenda, meetings, notices, posts
from bot.groups.files import Reading, Row
from bot.storage import agenda as stored_agenda
from bot.storage import meetings as stored
from bot.storage.meetings import Location, Meeting, Span
from bot.storage.units import Db


@dataclass(frozen=True, slots=True)
class Change:
    """A meeting whose row says something else than last time."""

    meeting: Meeting
    row: Row
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    added: tuple[Row, ...]
    changed: tuple[Change, ...]
    unchanged: int

    def __bool__(self) -> bool:
        return bool(self.added or self.changed)


def plan_import(db: Db, reading: Reading, now: datetime) -> Changes:
    """A row is known by its group, title and start; what staff changed since stays as it is.

    Raises CatalogueError when the file has problems, and for new meetings in the past.
    """
    problems = list(reading.problems)
    added: list[Row] = []
    changed: list[Change] = []
    for row in reading.rows:
        meeting = stored.of_origin(db, row.draft.origin or "")
        if meeting is None:
            added.append(row)
            if row.draft.span.start <= now:
                reason = Reason(N_("this time has passed"))
                problems.append(Problem(reading.file, row.row, "starts_at", reason))
        elif columns := _differences(meeting, row):
            changed.append(Change(meeting, row, columns))
    if problems:
        raise CatalogueError(problems)
    unchanged = len(reading.rows) - len(added) - len(changed)
    return Changes(tuple(added), tuple(changed), unchanged)


def apply_import(db: Db, changes: Changes, now: datetime) -> None:
    """Plans, and tells members of each group once, in the caller's one transaction."""
    for change in changes.changed:
        _change(db, change, now)
    rows = sorted(changes.added, key=lambda row: row.draft.working_group)
    for group, added in groupby(rows, key=lambda row: row.draft.working_group):
        _announce(db, group, [made for row in added if (made := _add(db, row, now))], now)


def _add(db: Db, row: Row, now: datetime) -> Meeting | None:
    meeting = meetings.create(db, row.draft, now, invite=False)
    if meeting:
        for name in row.agenda:
            agenda.add(db, meeting.id, name)
    return meeting


def _announce(db: Db, group: int, made: Sequence[Meeting], now: datetime) -> None:
    """One invitation, or one message about all new dates."""
    if len(made) == 1:
        notices.invite(db, made[0], now)
        posts.invite(db, made[0], now)
        return
    batch = sha256(";".join(str(one.id) for one in made).encode()).hexdigest()[:16]
    until = max(one.span.start for one in made)
    notices.announce(db, group, batch, until, now)
    posts.announce(db, group, batch, until, now)


def _change(db: Db, change: Change, now: datetime) -> None:
    meeting, row = change.meeting, change.row
    if not meeting.cancelled and meeting.span.start > now:
        to, location = _span(change), _location(change)
        meetings.move(db, meeting.id, to, location, now)
        if "reminders" in change.columns:
            meetings.remind(db, meeting.id, row.draft.reminders, now)
    if "agenda" in change.columns:
        _rewrite_agenda(db, change)
    stored.rewrite(db, meeting.id, now, origin_row=row.draft.origin_row)


def _span(change: Change) -> Span:
    """The end that the file says now, unless staff moved the beginning meanwhile."""
    meeting, new = change.meeting.span, change.row.draft.span
    return new if "ends_at" in change.columns and meeting.start == new.start else meeting


def _location(change: Change) -> Location:
    new = change.row.draft.location
    said = {name: getattr(new, name) for name in Location.__slots__ if name in change.columns}
    return replace(change.meeting.location, **said)


def _rewrite_agenda(db: Db, change: Change) -> None:
    """What staff put on the agenda stays; what the file said before and says no more goes."""
    before = _kept(change.meeting).get("agenda", "").split(";")
    for item in stored_agenda.of_meeting(db, change.meeting.id):
        if item.wish is None and item.name in before and item.name not in change.row.agenda:
            agenda.remove(db, item.id)
    for name in change.row.agenda:
        agenda.add(db, change.meeting.id, name)


def _differences(meeting: Meeting, row: Row) -> tuple[str, ...]:
    before = _kept(meeting)
    return tuple(column for column, cell in row.cells.items() if before.get(column) != cell)


def _kept(meeting: Meeting) -> Mapping[str, str]:
    kept: Mapping[str, str] = json.loads(meeting.origin_row or "{}")
    return kept
