"""A file of meetings → rows that can be planned, or everything that is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.catalogue import cells
from bot.catalogue.problems import N_, CatalogueError, Problem, Reason, RefusedError
from bot.catalogue.table import HEADER_ROW, Record, Table, read_table
from bot.catalogue.text import line
from bot.groups.meetings import span
from bot.groups.plan import DEFAULT, print_plan, read_plan
from bot.groups.wall import Absent, Twice, read_wall
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import Draft, Location, Span

REQUIRED = ("group", "title", "starts_at")
COLUMNS = (*REQUIRED, "ends_at", "place", "address", "online_url", "agenda", "reminders")

_SUMMER = re.compile(r"\s*(MESZ|CEST|(MEZ|CET))$", re.IGNORECASE)
_TITLE = cells.line(200)
_PLACE = cells.line(300)


@dataclass(frozen=True, slots=True)
class Row:
    """One meeting as a file says it. `cells` are canonical: the same meeting, the same cells."""

    row: int
    draft: Draft
    agenda: tuple[str, ...]
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """All of a file. With problems, nothing of it may be used; warnings are to be known."""

    file: str
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def read_meetings(
    data: bytes, file: str, groups: Iterable[WorkingGroup], zone: ZoneInfo
) -> Reading:
    """`groups` are found by their code or by their name."""
    try:
        table = read_table(data, file, REQUIRED)
        reader = _Reader(file, groups, zone)
        rows = [row for record in table.records if (row := reader.read(table, record))]
    except CatalogueError as error:
        return Reading(file, problems=error.problems)
    problems = list(reader.problems)
    if not rows and not problems:
        problems.append(Problem(file, None, None, Reason(N_("there is no meeting in the file"))))
    return Reading(file, tuple(rows), tuple(problems), tuple(_unknown(table)))


def _unknown(table: Table) -> Iterable[Problem]:
    reason = Reason(N_("the column is not known and is left out"))
    return [
        Problem(table.file, HEADER_ROW, name, reason)
        for name in table.header
        if name and name not in COLUMNS
    ]


class _Reader:
    """Reads rows one by one and remembers what was wrong."""

    def __init__(self, file: str, groups: Iterable[WorkingGroup], zone: ZoneInfo) -> None:
        self._file = file
        self._zone = zone
        self._groups: dict[str, WorkingGroup] = {}
        for group in groups:
            for name in (group.about.code, group.about.name):
                self._groups.setdefault(name.casefold(), group)
        self._seen: dict[str, int] = {}
        self.problems: list[Problem] = []

    def read(self, table: Table, record: Record) -> Row | None:
        raw = dict(zip(table.header, record.cells, strict=False))
        said = _Cells(self._file, record.row, raw, self.problems)
        before = len(self.problems)
        group, title = self._group(said), said.take("title", _TITLE)
        when = said.span(self._zone)
        place = said.location()
        reminders = said.take("reminders", _plan) if said.filled("reminders") else DEFAULT
        if len(self.problems) > before or group is None or when is None:
            return None
        agenda = _items(raw.get("agenda", ""))
        canonical = {
            "ends_at": when.end_wall or "",
            "place": place.place,
            "address": place.address,
            "online_url": place.online_url,
            "agenda": ";".join(agenda),
            "reminders": reminders,
        }
        origin = f"file:{group.about.code}|{title}|{when.start.isoformat()}"
        if not self._is_first(said, origin):
            return None
        kept = json.dumps(canonical, ensure_ascii=False)
        draft = Draft(group.id, title, when, place, reminders, origin, kept)
        return Row(record.row, draft, agenda, canonical)

    def _group(self, said: _Cells) -> WorkingGroup | None:
        name = said.take("group", _TITLE)
        group = self._groups.get(name.casefold())
        if name and group is None:
            said.refuse("group", Reason(N_("there is no working group “{text}”"), {"text": name}))
        return group

    def _is_first(self, said: _Cells, origin: str) -> bool:
        other = self._seen.setdefault(origin, said.row)
        if other != said.row:
            message = N_("row {other} has the same group, title and start")
            said.refuse(None, Reason(message, {"other": other}))
        return other == said.row


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of one row; what cannot be taken is reported and reads as empty."""

    file: str
    row: int
    raw: Mapping[str, str]
    problems: list[Problem]

    def filled(self, column: str) -> bool:
        return bool(line(self.raw.get(column, "")))

    def take(self, column: str, kind: cells.Kind) -> str:
        cell = line(self.raw.get(column, ""))
        if not cell and column in REQUIRED:
            self.refuse(column, Reason(N_("this cell must not be empty")))
        try:
            return kind(cell) if cell else ""
        except RefusedError as error:
            self.refuse(column, error.reason)
            return ""

    def location(self) -> Location:
        address = self.take("online_url", cells.url)
        return Location(self.take("place", _PLACE), self.take("address", _PLACE), address)

    def span(self, zone: ZoneInfo) -> Span | None:
        begins, second = self._wall("starts_at")
        ends, also = self._wall("ends_at") if self.filled("ends_at") else (None, None)
        if begins is None or (self.filled("ends_at") and ends is None):
            return None
        try:
            found = span(begins, ends, zone, second=second if second is not None else also)
        except RefusedError as error:
            self.refuse("ends_at", error.reason)
            return None
        if isinstance(found, Span):
            return found
        self._ask_back(found, zone, begins)
        return None

    def _wall(self, column: str) -> tuple[datetime | None, bool | None]:
        """A time, and which of two is meant where its zone is written behind it."""
        text = line(self.raw.get(column, ""))
        zone = _SUMMER.search(text)
        wall = self.take(column, lambda cell: read_wall(_SUMMER.sub("", cell)).isoformat())
        return datetime.fromisoformat(wall) if wall else None, zone and bool(zone[2])

    def _ask_back(self, found: Absent | Twice, zone: ZoneInfo, begins: datetime) -> None:
        local = [moment.astimezone(zone) for moment in _moments(found)]
        hits = {moment.replace(tzinfo=None, fold=0) for moment in local}
        near = min(abs((begins - hit).total_seconds()) for hit in hits) <= 3600
        column = "starts_at" if near else "ends_at"
        values: dict[str, object] = {"text": line(self.raw.get(column, ""))}
        if isinstance(found, Twice):
            self.refuse(column, Reason(_TWICE, values))
            return
        values |= {"before": f"{local[0]:%H:%M}", "after": f"{local[1]:%H:%M}"}
        self.refuse(column, Reason(_ABSENT, values))

    def refuse(self, column: str | None, reason: Reason) -> None:
        self.problems.append(Problem(self.file, self.row, column, reason))


_ABSENT = N_("the clocks jump over “{text}” that night; write {before} or {after}")
_TWICE = N_("“{text}” is there twice that night; write “{text} MESZ” or “{text} MEZ”")


def _moments(found: Absent | Twice) -> tuple[datetime, datetime]:
    return (found.first, found.second) if isinstance(found, Twice) else (found.before, found.after)


def _items(cell: str) -> tuple[str, ...]:
    parts = (line(part) for part in re.split(r"[;\n]", cell))
    return tuple(dict.fromkeys(part for part in parts if part))


def _plan(cell: str) -> str:
    return print_plan(read_plan(cell))
