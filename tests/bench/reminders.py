"""What reminders cost, and whether each comes once at its time whatever happens in between.

`python -m tests.bench.reminders [plan|move|dst|gaps] [--sequences 2000] [--database URL]`
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from bot.groups import meetings
from bot.groups.plan import DEFAULT
from bot.storage import memberships
from bot.storage.meetings import Draft, Meeting, Span
from bot.storage.memberships import Member
from bot.storage.outbox import State
from bot.storage.units import Db, Storage
from tests.gathering import ANNA, BERLIN, NOW, RATHAUS, Gathering, at, local, wall

CHANGES = ("2026-10-25", "2027-03-28", "2027-10-31")
"""The days on which the clocks change."""

AWAKE = range(8, 20)


def members(gathering: Gathering, number: int) -> None:
    def join(db: Db) -> None:
        for person in range(1, number + 1):
            memberships.join(db, gathering.group, Member(person), NOW)

    gathering.do(join)


def planning(storage: Storage, people: int, number: int) -> tuple[int, float]:
    """How many reminders meetings with so many members owe, and in how many seconds."""
    gathering = Gathering(storage)
    members(gathering, people)
    first = at("2027-01-11 18:00").start.astimezone(BERLIN).replace(tzinfo=None)
    drafts = [
        Draft(
            gathering.group,
            f"Treffen {week}",
            at(f"{first + timedelta(weeks=week)}"),
            RATHAUS,
            DEFAULT,
        )
        for week in range(number)
    ]

    def plan(db: Db) -> None:
        for draft in drafts:
            meetings.create(db, draft, NOW, invite=False)

    started = time.perf_counter()
    gathering.do(plan)
    seconds = time.perf_counter() - started
    return len(gathering.rows(State.PLANNED)), seconds


def moving(storage: Storage, people: int) -> tuple[dict[str, int], float]:
    """What is owed after a meeting of so many members moved, and how long the move took."""
    gathering = Gathering(storage)
    members(gathering, people)
    meeting = gathering.plans("2027-01-11 18:00")
    started = time.perf_counter()
    gathering.moves(meeting, "2027-01-13 18:00")
    seconds = time.perf_counter() - started
    planned, dead = gathering.rows(State.PLANNED), gathering.rows(State.CANCELLED)
    return {"owed": len(planned), "dead": len(dead)}, seconds


@dataclass(frozen=True)
class Change:
    """One day on which the clocks change: what was expected, and what came."""

    expected: set[tuple[int, str, str]]
    came: list[tuple[int, str, str]]

    @property
    def right(self) -> bool:
        return sorted(self.expected) == sorted(self.came)


def half_hours(day: date) -> Iterator[str]:
    """Every half hour that clocks show on a day, each once."""
    for half in range(48):
        yield f"{day} {half // 2:02}:{half % 2 * 30:02}"


def change(storage: Storage, changes: str) -> Change:
    """Meetings at every half hour of the day, the day after and a week after; every kind."""
    gathering = Gathering(storage, local(f"{changes} 12:00") - timedelta(days=9))
    gathering.joins(ANNA)
    day = date.fromisoformat(changes)
    starts = [one for after in (0, 1, 7) for one in half_hours(day + timedelta(days=after))]

    def plan(db: Db) -> list[Meeting]:
        return [_plan(db, gathering, start, one) for start in starts for one in _exist(start)]

    expected = {one for meeting in gathering.do(plan) for one in _expected(meeting)}
    while due := gathering.next_due():
        gathering.now = max(due, gathering.now)
        gathering.tick()
    came = [
        (int(one.key.split(":")[1]), one.text.split(" ")[0], wall(one.at)) for one in gathering.sent
    ]
    return Change(expected, came)


def _exist(start: str) -> Iterator[bool]:
    """Which of two is meant; nothing where the clocks jump over it."""
    naive = datetime.fromisoformat(start)
    offsets = {naive.replace(tzinfo=BERLIN, fold=fold).utcoffset() for fold in (0, 1)}
    there = naive.replace(tzinfo=BERLIN).timestamp()
    back = datetime.fromtimestamp(there, BERLIN).replace(tzinfo=None, fold=0)
    if back == naive:
        yield from (False, True) if len(offsets) == 2 else (False,)


def _plan(db: Db, gathering: Gathering, start: str, second: bool) -> Meeting:
    found = meetings.span(datetime.fromisoformat(start), None, BERLIN, second=second)
    assert isinstance(found, Span)
    draft = Draft(gathering.group, "Treffen", found, RATHAUS, DEFAULT)
    made = meetings.create(db, draft, gathering.now, invite=False)
    assert made is not None
    return made


def _expected(meeting: Meeting) -> set[tuple[int, str, str]]:
    """By the calendar on the wall, and two hours of real time."""
    day = date.fromisoformat(meeting.span.start_wall[:10])
    early = meeting.span.start.timestamp() - 2 * 3600
    before = {
        ("meeting.ask", f"{day - timedelta(days=7)} 17:00"),
        ("meeting.day", f"{day - timedelta(days=1)} 17:00"),
    }
    hours = ("meeting.hours", f"{datetime.fromtimestamp(early, BERLIN):%Y-%m-%d %H:%M}")
    return {(meeting.id, kind, when) for kind, when in {*before, hours}}


def gaps(migrated: Path, sequences: int) -> None:
    from tests.reminding import Reminding

    Reminding.migrated = migrated
    checks = settings(
        max_examples=sequences,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    run_state_machine_as_test(Reminding, settings=checks)


@contextmanager
def fresh() -> Iterator[Storage]:
    with tempfile.TemporaryDirectory() as folder, Storage.open(f"sqlite:///{folder}/b.db") as one:
        yield one


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.reminders", description=__doc__)
    every = ("plan", "move", "dst", "gaps")
    parser.add_argument("what", nargs="*", choices=every, default=every)
    parser.add_argument("--sequences", type=int, default=2000)
    asked = parser.parse_args()
    if "plan" in asked.what:
        with fresh() as storage:
            owed, seconds = planning(storage, 1000, 34)
        print(f"planning {owed} reminders: {seconds:.1f} s (demand: 100,000 in 30 s)")
    if "move" in asked.what:
        with fresh() as storage:
            states, seconds = moving(storage, 500)
        print(f"moving a meeting of 500 members: {seconds:.2f} s, {states} (demand: 2 s)")
    if "dst" in asked.what:
        for day in CHANGES:
            with fresh() as storage:
                found = change(storage, day)
            print(
                f"{day}: {len(found.came)} of {len(found.expected)} reminders, all right: {found.right}"
            )
    if "gaps" in asked.what:
        with tempfile.TemporaryDirectory() as folder:
            Storage.open(f"sqlite:///{folder}/b.db").close()
            started = time.perf_counter()
            gaps(Path(folder) / "b.db", asked.sequences)
        seconds = time.perf_counter() - started
        print(f"{asked.sequences} sequences: 0 dead dates, 0 twice, 0 missing ({seconds:.0f} s)")


if __name__ == "__main__":
    main()
