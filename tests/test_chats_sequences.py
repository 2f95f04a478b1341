"""Random days of a Telegram group, each update delivered up to five times: nothing twice, nobody forgotten."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.app import process
from bot.groups import meetings
from bot.storage import meetings as stored
from bot.storage.outbox import OutboxRow, State
from bot.storage.units import Db
from tests.botapi.people import Person
from tests.house import fresh, living
from tests.room import LATER, Room

STEPS = 20
ONCE = ("post.dated", "post.moved", "post.cancelled", "post.reminder", "post.minutes")


class Days:
    """What may happen, in any order."""

    def __init__(self, room: Room, seed: int) -> None:
        self.room = room
        self.random = random.Random(seed)
        self.upgrades = 0
        room.staff.says("/start")
        self.deeds: list[Callable[[], object]] = [
            lambda: self.takes_in(room.staff.person),
            lambda: self.takes_in(room.staff.person),
            lambda: self.takes_in(room.anna.person),
            lambda: self.chooses(room.group.about.name),
            lambda: self.chooses(room.group.about.name),
            lambda: self.chooses("Keine"),
            lambda: room.is_in and room.chat.removes_bot(room.anna.person),
            lambda: room.is_in and room.anna.person.writes("hallo", chat=room.chat),
            lambda: room.staff.person.forges(f"K:p:{room.group.id}:y", room.staff.person.last),
            lambda: room.plans(self.soon(), invite=True),
            lambda: room.plans(self.soon(), invite=True),
            self.moves,
            self.cancels,
            self.upgrade,
            lambda: room.rig.hands.advance(hours=self.random.choice((1, 5, 20))),
        ]

    def takes_in(self, who: Person) -> None:
        if not self.room.is_in:
            self.room.chat.adds_bot(who)

    def chooses(self, label: str) -> None:
        if any(label in seen.labels for seen in self.room.staff.replies):
            self.room.staff.person.presses(label)

    def soon(self) -> str:
        """Six in the evening, in one to four days."""
        day = self.room.rig.hands.now + timedelta(days=self.random.randint(1, 4))
        return f"{day:%Y-%m-%d} 18:00"

    def moves(self) -> None:
        if found := self._meeting():
            self.room.moves(found, self.soon())

    def cancels(self) -> None:
        if found := self._meeting():
            now = self.room.rig.hands.now
            self.room.write(lambda db: meetings.cancel(db, found.id, now))

    def _meeting(self) -> stored.Meeting | None:
        now = self.room.rig.hands.now

        def read(db: Db) -> list[stored.Meeting]:
            return list(stored.coming(db, [self.room.group.id], now))

        found: list[stored.Meeting] = self.room.write(read)
        return self.random.choice(found) if found else None

    def upgrade(self) -> None:
        if self.room.is_in and self.upgrades == 0:
            self.upgrades += 1
            self.room.chat.migrates(-1_009_000, self.room.anna.person)

    def day(self) -> None:
        self.random.choice(self.deeds)()
        self.deliver()
        if self.random.random() < 0.6:
            self.room.post(seconds=LATER)

    def deliver(self) -> None:
        """Each update up to five times, also once more after those that followed."""
        rig = self.room.rig
        while waiting := rig.api.bot.updates.first(100):
            rig.api.bot.updates.forget([raw["update_id"] for raw in waiting])
            again = [raw for raw in waiting for _ in range(self.random.choice((1, 1, 2, 5)))]
            for raw in (*again, *waiting[:1]):
                rig.run(process(rig.app, json.dumps(raw)))


@pytest.mark.parametrize("seed", range(6))
def test_any_order_of_days_ends_well(tmp_path: Path, seed: int) -> None:
    with living(fresh(tmp_path)) as rig:
        room = Room(rig, kind="group")
        days = Days(room, seed)
        for _ in range(STEPS):
            days.day()
        room.post(days=1)
        room.post(seconds=LATER)

        # Whoever is linked is there, whoever is there is linked; nobody is asked for ever.
        assert (room.linked == room.chat.id) is room.is_in
        assert room.linked in {None, room.chat.id}
        assert rig.dump()["group_chat"] == []
        sent = Counter(one for one in posted(room) if one[0] in ONCE)
        assert [one for one, times in sent.items() if times > 1] == []


def posted(room: Room) -> list[tuple[str, int, int]]:
    """Kind, meeting and version of every post that was sent."""
    columns = select(OutboxRow.kind, OutboxRow.object, OutboxRow.version)
    sent = columns.where(OutboxRow.state == State.SENT.value)
    found: list[tuple[str, int, int]] = room.write(
        lambda db: [tuple(row) for row in db.execute(sent)]
    )
    return found
