"""A town whose people wish: what they do is delivered once or several times, over restarts."""

from __future__ import annotations

import base64
import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from unittest import mock

from bot.app import application, furnish
from bot.library import Edition
from bot.matching.matcher import Matcher
from bot.outbox import Outbox
from bot.settings import Settings
from bot.storage import deliveries
from bot.storage.base import Base
from bot.storage.deliveries import Outcome
from bot.storage.outbox import State
from bot.storage.wishes import Decision
from bot.telegram.render import parameters
from bot.wishes import decisions, sending
from handlers import news
from tests.botapi.wire import Json
from tests.house import Citizen, Rig, fresh, living

PEOPLE = 4
MEMORY = Path("/dev/shm")
"""Where there is such a place: no disk is under test."""

ENOUGH = 2
"""As staff may set the threshold of a wish: so few people can reach it."""

Step = tuple[Any, ...]
"""What happens: a name, and what belongs to it."""

COMPARED = ("wish", "wish_key", "wish_follower", "wish_draft", "outbox", "consent", "card")
APART = {"outbox": {"id", "message_id"}, "consent": {"id"}, "card": {"shown_at"}}
"""Columns that may differ: numbers that nobody sees, and when a copy was shown."""


class Memory(Matcher):
    """The same question has the same answer: it is worked out once for all days of a process."""

    def __init__(self, matcher: Matcher) -> None:
        self.answer = cache(matcher.answer)  # type: ignore[method-assign]


_remembered = cache(Memory)


@dataclass
class Town:
    """A house with people, in which steps happen; `screens` are the messages of each person."""

    rig: Rig
    people: list[Citizen] = field(default_factory=list)
    screens: list[list[int]] = field(default_factory=list)
    told: list[tuple[int, str]] = field(default_factory=list)
    _delivered: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        self.people = [self.rig.citizen(name=f"N{n}") for n in range(PEOPLE)]
        self.screens = [[] for _ in self.people]
        self._drawn = count()

    def token(self, _bytes: int = 0) -> str:
        """The same in both lives: of this update, of this copy, the next one."""
        drawn = f"{self._delivered}/{next(self._drawn)}".encode()
        return base64.urlsafe_b64encode(hashlib.sha256(drawn).digest()[:12]).decode()

    def acts(self, who: int, step: Step) -> Json:
        """What a person does, as the update that Telegram would deliver."""
        person = self.people[who].person
        match step:
            case ("says", text):
                update = person.writes(text)
            case ("voice",):
                update = person.sends_voice()
            case ("presses", place, data):
                shown = {seen.id: seen for seen in person.reads()}
                update = person.forges(data, shown[self.screens[who][place]])
            case _:
                raise ValueError(step)
        self.rig.api.bot.updates.forget([update["update_id"]])
        return update

    def hears(self, who: int, update: Json, copy: int = 0) -> None:
        """One delivery of an update; what the first one shows are the person's screens."""
        before = {seen.id for seen in self.people[who].replies}
        self._delivered, self._drawn = (update["update_id"], copy), count()
        self.rig.again(update)
        if copy == 0:
            shown = [seen.id for seen in self.people[who].replies if seen.id not in before]
            self.screens[who] += shown

    def happens(self, step: Step) -> None:
        """What nobody does: time passes, staff decide, what is owed is sent, the bot restarts."""
        rig, write = self.rig, self.rig.house.storage.write
        match step:
            case ("waits", minutes):
                rig.hands.advance(minutes=minutes)
            case ("decides", number, status, answer):
                decision, now = Decision(status, answer), rig.hands.now
                rig.run(write(lambda db: decisions.decide(db, number, decision, now)))
            case ("sends",):
                self._send()
            case ("restarts",):
                self._restart()

    def _send(self) -> None:
        rig, now = self.rig, self.rig.hands.now
        box = Outbox(news.kinds(rig.house.library), rig.house.timezone, lambda _, __, text: text)
        claimed, _ = rig.run(rig.house.storage.write(lambda db: box.claim(db, "town", now, 100)))
        for delivery, message in claimed:
            self.told.append((delivery.chat, str(message.html)))
            sent = rig.run(rig.app.bot.send_message(delivery.chat, **parameters(message)))
            who = next(n for n, one in enumerate(self.people) if one.person.id == delivery.chat)
            self.screens[who].append(sent.message_id)
            ended = [Outcome(delivery.id, State.SENT, message_id=sent.message_id)]
            rig.run(rig.house.storage.write(lambda db: deliveries.settle(db, "town", ended, now)))  # noqa: B023

    def _restart(self) -> None:
        """A new process over the same database."""
        rig, bot = self.rig, self.rig.app.bot
        rig.run(rig.app.shutdown())
        house = rig.house
        rig.house = rig.run(furnish(Settings(), house.storage, rig.hands, house.library))
        rig.app = application(rig.house, bot)
        rig.run(rig.app.initialize())

    def state(self) -> dict[str, list[Json]]:
        """What is compared."""
        rows, names = (
            self.rig.dump(),
            {t.name: t.columns.keys() for t in Base.metadata.sorted_tables},
        )
        return {
            table: sorted(
                (
                    {
                        name: str(value)
                        for name, value in zip(names[table], row, strict=True)
                        if name not in APART.get(table, set()) | {"message_id"}
                    }
                    for row in rows[table]
                ),
                key=str,
            )
            for table in COMPARED
        }


@contextmanager
def town() -> Iterator[Town]:
    memory = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(dir=memory) as folder, living(fresh(Path(folder))) as rig:
        edition = rig.house.library.edition
        rig.house.library.edition = Edition(edition.catalogue, _remembered(edition.matcher))
        here = Town(rig)
        with (
            mock.patch("secrets.token_urlsafe", here.token),
            mock.patch.object(sending, "THRESHOLD", ENOUGH),
        ):
            yield here
