"""A random day is lived once plainly, and once with every update coming up to five times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from bot.wishes.wish import CLOSED
from tests.botapi.wire import Json
from tests.sequences.chances import NOBODY, steps
from tests.sequences.town import PEOPLE, Step, Town, town
from tests.sequences.wrongs import wrongs

STEPS = 30
MOST_COPIES = 5
ENDS = [(status,) for status in CLOSED]

LAST = ((NOBODY, ("sends",)),)

Day = list[tuple[int, Step]]
"""Steps, each with who does it."""


@dataclass(frozen=True)
class Outcome:
    """How a day ended: the rows of wishes, what was told to whom, what must not be."""

    rows: dict[str, list[Json]]
    told: list[tuple[int, str]]
    wrong: tuple[str, ...]
    deliveries: int = 0

    def differs(self, other: Outcome) -> Iterator[str]:
        for table, rows in self.rows.items():
            if rows != other.rows[table]:
                mine = [row for row in rows if row not in other.rows[table]]
                theirs = [row for row in other.rows[table] if row not in rows]
                yield f"{table}: {mine} and {theirs}"
        if self.told != other.told:
            yield f"told: {self.told} and {other.told}"


class Life:
    """A day in a town, watched."""

    def __init__(self, here: Town) -> None:
        self.town = here
        self.wrong: list[str] = []
        self.deliveries = 0
        self._versions: dict[int, int] = {}

    def hears(self, who: int, update: Json, copy: int = 0) -> None:
        self.town.hears(who, update, copy)
        self.deliveries += 1
        if copy == 0:
            self._look()

    def happens(self, step: Step) -> None:
        self.town.happens(step)
        self._look()

    def _look(self) -> None:
        rig, known = self.town.rig, self._versions
        now = rig.hands.now
        read = rig.house.storage.read
        self.wrong += rig.run(read(lambda db: list(wrongs(db, known, now))))

    def outcome(self) -> Outcome:
        self._look()
        broken = [
            "something went wrong"
            for one in self.town.people
            for seen in one.replies
            if "schiefgegangen" in seen.text
        ]
        wrong = (*self.wrong, *broken)
        return Outcome(self.town.state(), self.town.told, wrong, self.deliveries)


def plainly(random: Random) -> tuple[Day, Outcome]:
    """A day as it comes, and how it ended."""
    day: Day = []
    with town() as here:
        life = Life(here)
        for place in range(STEPS):
            for who, step in steps(random, here) if place < STEPS - 1 else LAST:
                day.append((who, step))
                if who == NOBODY:
                    life.happens(step)
                else:
                    life.hears(who, here.acts(who, step))
        return day, life.outcome()


def repeatedly(day: Day, random: Random) -> Outcome:
    """The same day; copies of an update come before the next one of the same person."""
    pending: dict[int, list[tuple[Json, int]]] = defaultdict(list)
    with town() as here:
        life = Life(here)

        def come(who: int, most: int) -> None:
            for update, copy in [pending[who].pop(0) for _ in range(min(most, len(pending[who])))]:
                life.hears(who, update, copy)

        for who, step in day:
            if who == NOBODY:
                # A copy comes after a crash: soon. What was too much before staff decided is
                # welcome when it comes again.
                for one in list(pending) if step[0] == "waits" or step[2:3] in ENDS else ():
                    come(one, MOST_COPIES)
                for _ in range(random.randint(1, 2) if step[0] == "decides" else 1):
                    life.happens(step)
            else:
                come(who, MOST_COPIES)
                update = here.acts(who, step)
                life.hears(who, update)
                pending[who] = [(update, copy) for copy in range(1, random.randint(1, MOST_COPIES))]
            for one in random.sample(range(PEOPLE), random.randint(0, PEOPLE)):
                come(one, random.randint(0, 2))
            if random.random() < 0.1:
                life.happens(("restarts",))
        for one in list(pending):
            come(one, MOST_COPIES)
        return life.outcome()
