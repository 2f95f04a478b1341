"""What may happen to meetings and members in every gap, beside a small book that knows better.

The book keeps, for each person and meeting, which reminders are still to come, and holds every
message against it: at the right moment, for the date that holds, once, and none left out.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from bot.groups.plan import read_plan
from bot.outbox import waking
from bot.storage.attendance import Coming
from bot.storage.meetings import Meeting
from bot.storage.units import Storage
from tests.gathering import BERLIN, Gathering, local
from tests.statements import share

PEOPLE = (7_310_000_101, 7_310_000_102, 7_310_000_103)
PLANS = ("7d@17:00;1d@17:00;2h", "2h", "", "3d@09:00;1d@20:30;1d@22:00;5h", "0d@07:00;1h")
STEP = timedelta(minutes=30)
DAYS = (
    "2026-10-25",  # the clocks go back
    "2026-10-26",
    "2026-10-28",
    "2026-11-02",
)
HOURS = ("04:00", "07:30", "09:30", "10:00", "14:00", "18:00", "23:30")
BEGIN = local("2026-10-23 10:00")


@dataclass
class Awaited:
    """A reminder that is to come. `due` moves when it has to wait for the morning."""

    entry: str
    nominal: datetime
    due: datetime


@dataclass
class Known:
    """A meeting as the book knows it."""

    meeting: Meeting
    cancelled: bool = False
    away: set[int] = field(default_factory=set)


class Reminding(RuleBasedStateMachine):
    """Moved, cancelled, joined, left, answered, chosen, and clocks that jump."""

    migrated: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=_memory()))
        shutil.copy(self.migrated, self.folder / "bot.db")
        self.storage = Storage.open(f"sqlite:///{self.folder / 'bot.db'}")
        share(self.storage)
        self.world = Gathering(self.storage, BEGIN)
        self.known: dict[int, Known] = {}
        self.members: set[int] = set()
        self.chosen: dict[int, str] = {}
        self.awaited: dict[tuple[int, int], list[Awaited]] = {}
        self.done: set[str] = set()
        self.last: dict[tuple[int, int], str] = {}
        """The last date that a person was told of a meeting, or "cancelled"."""
        self.back = 0
        """Hours that the clock jumped back: what was due at once has to wait as long again."""

    def teardown(self) -> None:
        try:
            self.passes(48 + self.back)
            self._everybody_knows()
        finally:
            self.storage.close()
            shutil.rmtree(self.folder)

    # --- what may happen

    @initialize(people=st.sets(st.sampled_from(PEOPLE)), day=st.sampled_from(DAYS))
    def begins(self, people: set[int], day: str) -> None:
        for person in sorted(people):
            self.joins(person)
        self.plans(day, "18:00", PLANS[0], invite=True)

    @precondition(lambda self: len(self.known) < 3)
    @rule(
        day=st.sampled_from(DAYS),
        hour=st.sampled_from(HOURS),
        plan=st.sampled_from(PLANS),
        invite=st.booleans(),
    )
    def plans(self, day: str, hour: str, plan: str, invite: bool) -> None:
        if local(f"{day} {hour}") > self.world.now:
            meeting = self.world.plans(f"{day} {hour}", plan, invite=invite)
            self.known[meeting.id] = Known(meeting)
            self._rewrite([meeting.id], PEOPLE)

    @rule(data=st.data(), day=st.sampled_from(DAYS), hour=st.sampled_from(HOURS))
    def moves(self, data: st.DataObject, day: str, hour: str) -> None:
        if self.known and local(f"{day} {hour}") > self.world.now:
            known = self.known[data.draw(st.sampled_from(sorted(self.known)))]
            known.meeting = self.world.moves(known.meeting, f"{day} {hour}")
            known.cancelled = False
            self._rewrite([known.meeting.id], PEOPLE)

    @rule(data=st.data())
    def cancels(self, data: st.DataObject) -> None:
        if self.known:
            known = self.known[data.draw(st.sampled_from(sorted(self.known)))]
            self.world.cancels(known.meeting)
            known.cancelled = True
            self._rewrite([known.meeting.id], PEOPLE)

    @rule(person=st.sampled_from(PEOPLE))
    def joins(self, person: int) -> None:
        self.world.joins(person)
        if person not in self.members:
            self.members.add(person)
            self._rewrite(self._ahead(), [person])

    @rule(person=st.sampled_from(PEOPLE))
    def leaves(self, person: int) -> None:
        self.world.leaves(person)
        self.members.discard(person)
        for number in self._ahead():
            self.known[number].away.discard(person)
        self.last = {of: told for of, told in self.last.items() if of[1] != person}
        self._rewrite(self.known, [person])

    @rule(data=st.data(), person=st.sampled_from(PEOPLE), coming=st.sampled_from(sorted(Coming)))
    def answers(self, data: st.DataObject, person: int, coming: Coming) -> None:
        open_ = [one for one in self._ahead() if not self.known[one].cancelled]
        if open_ and person in self.members:
            number = data.draw(st.sampled_from(open_))
            self.world.answers(person, self.known[number].meeting, coming)
            away = self.known[number].away
            (away.add if coming is Coming.NO else away.discard)(person)
            self._rewrite([number], [person])

    @rule(person=st.sampled_from(PEOPLE), plan=st.sampled_from(PLANS))
    def chooses(self, person: int, plan: str) -> None:
        self.world.chooses(person, plan)
        self.chosen[person] = plan
        if person in self.members:
            self._rewrite(self._ahead(), [person])

    @rule(hours=st.sampled_from((1, 5, 24, 60)))
    def passes(self, hours: int) -> None:
        end = self.world.now + timedelta(hours=hours)
        while self.world.now < end:
            coming = self.world.next_due() or end
            # In between nothing is due: if the book thinks otherwise, it says so at the next one.
            skipped = max(1, -(-(coming - self.world.now) // STEP))
            self.world.now = min(end, self.world.now + skipped * STEP)
            self._tick()

    @rule(hours=st.sampled_from((-24, -1, 1, 24)))
    def jumps(self, hours: int) -> None:
        self.world.now += timedelta(hours=hours)
        self.back += max(0, -hours)
        self._tick()

    # --- the book

    def _ahead(self) -> list[int]:
        now = self.world.now
        return [one for one, known in self.known.items() if known.meeting.span.start > now]

    def _rewrite(self, meetings: Iterable[int], people: Iterable[int]) -> None:
        """Something changed: what is wanted no more is struck, what is still to come noted."""
        everybody = list(people)
        for number in meetings:
            for person in everybody:
                self._rewrite_one(number, person)

    def _rewrite_one(self, number: int, person: int) -> None:
        wanted = self._wanted(number, person)
        still = [one for one in self.awaited.get((number, person), []) if one.entry in wanted]
        there = {one.entry for one in still}
        now = self.world.now
        new = [
            Awaited(entry, due, due)
            for entry, due in wanted.items()
            if entry not in there and due > now and entry not in self.done
        ]
        self.awaited[number, person] = [*still, *new]

    def _wanted(self, number: int, person: int) -> dict[str, datetime]:
        known = self.known[number]
        if known.cancelled or person not in self.members or person in known.away:
            return {}
        meeting = known.meeting
        plan = read_plan(self.chosen.get(person, meeting.reminders))
        found = {}
        for entry in plan:
            due, start = entry.due(meeting.span.start, BERLIN), meeting.span.start
            if due >= start:
                continue
            loud = bool(entry.hours) and start - due <= timedelta(hours=2)
            if not loud and waking(due, BERLIN) >= start:
                eve = waking(due, BERLIN).astimezone(BERLIN) - timedelta(days=1)
                due = eve.replace(hour=19)
            found[f"meeting:{meeting.id}:{meeting.version}:{person}:{entry}"] = due
        return found

    def _tick(self) -> None:
        before = len(self.world.sent)
        self.world.tick()
        sent = self.world.sent[before:]
        keys = [one.key for one in sent]
        assert len(keys) == len(set(keys)), "one message twice"
        assert not self.done & set(keys), "a message again"
        for one in sent:
            self._check_date(one.key, one.text, one.person)
        for (number, person), list_ in self.awaited.items():
            self._check(number, list_, {key for key in keys if f":{person}:" in key})
        reminders = {key for key in keys if key.startswith("meeting:")}
        assert not reminders - self.done, "a reminder that nobody awaits"
        self.done |= set(keys)

    def _check(self, number: int, list_: list[Awaited], sent: set[str]) -> None:
        now, start = self.world.now, self.known[number].meeting.span.start
        due = [one for one in list_ if one.due <= now]
        if start <= now:
            ready, waiting = [], []
        else:
            ready = [one for one in due if waking(now, BERLIN) == now or _loud(one, start)]
            waiting = [one for one in due if one not in ready]
        newest = [one.entry for one in ready if one.due == max(each.due for each in ready)]
        expected = len(newest) > 0
        got = {one.entry for one in list_} & sent
        assert got <= set(newest), f"not the newest: {got} of {newest}"
        assert len(got) == expected, f"{got} of {newest}"
        passed = max((one.due for one in ready), default=None)
        for one in waiting:
            one.due = waking(now, BERLIN)
        over = [one for one in due if one not in waiting]
        over += [one for one in waiting if passed is not None and one.nominal < passed]
        self.done |= {one.entry for one in over}
        list_[:] = [one for one in list_ if one not in over]

    def _check_date(self, key: str, text: str, person: int) -> None:
        kind, number = key.split(":")[:2]
        known = self.known[int(number)]
        start = text.split(" ")[1]
        assert person in self.members, "told somebody who left"
        assert start == known.meeting.span.start_wall, "a date that is dead"
        assert known.meeting.span.start > self.world.now, "after the start"
        assert known.cancelled == (kind == "meeting.cancelled"), "of a meeting that is not"
        self.last[int(number), person] = "cancelled" if known.cancelled else start

    def _everybody_knows(self) -> None:
        """After two quiet days nobody holds a date that is dead."""
        for (number, person), told in self.last.items():
            known = self.known[number]
            if person not in self.members or known.meeting.span.start <= self.world.now:
                continue
            if known.cancelled:
                assert told == "cancelled" or person in known.away, "not told of a cancellation"
            else:
                assert told == known.meeting.span.start_wall, "not told of a move"


def _loud(one: Awaited, start: datetime) -> bool:
    return one.entry.endswith("h") and start - one.due <= timedelta(hours=2)


def _memory() -> str | None:
    """A disk that costs nothing, where there is one."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None
