"""The whole loop from the first question to "Gibt es jetzt", the bot killed while it works on each step."""

from __future__ import annotations

import asyncio
import csv
import io
import os
import re
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from html import unescape
from importlib.resources import files
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from bot.groups import agenda, joining, meetings, plan
from bot.people.roles import Role
from bot.storage import groups, roles, wishes
from bot.storage.meetings import Draft, Location, Span
from bot.storage.memberships import Member
from bot.storage.roles import Grant
from bot.storage.units import Db, Storage
from bot.wishes.wish import Status
from tests.arriving import JAPANESE
from tests.botapi import BotApi
from tests.botapi.people import Person
from tests.botapi.server import serve
from tests.botapi.waiting import until
from tests.kill.serving import Process, Start
from tests.kill.trial import UNHURRIED, Tally, starting

BERLIN = ZoneInfo("Europe/Berlin")
LONGEST = 0.15
"""Seconds after a text within which the bot dies: it works on it, or is just about to answer."""

PATIENCE = 30.0
"""Seconds that a step may take, with a start after a kill."""

QUIET = 2.5
"""Seconds after which a bot that has said nothing has nothing to say."""

DOUBLE = "Vielleicht haben Sie das schon bekommen."
HANDED, DECIDED, OFFERED = "berät darüber", "Die vhs fragt an.", "Gibt es jetzt"
NEWS = (HANDED, DECIDED, OFFERED)
REMINDED = "Morgen ist das Treffen."

_TAG = re.compile("<[^>]*>")


class StuckError(Exception):
    """What was written, and what was read then instead of the answer."""


@dataclass
class Town:
    """Five people and a bot that does not live long. `kills` says while what it died, in order."""

    api: BotApi
    start: Start
    random: Random
    folder: Path
    begun: date = field(default_factory=date.today)
    ahead: timedelta = timedelta()
    kills: list[str] = field(default_factory=list)
    process: Process | None = None

    def __post_init__(self) -> None:
        self.staff, self.anna, self.bert, self.olena, self.member = (
            self.api.person(number, name, language_code=language, started=True)
            for number, (name, language) in enumerate(
                (("Berta", "de"), ("Anna", "de"), ("Bert", "de"), ("Olena", "uk"), ("Blau", "de")),
                1,
            )
        )

        self.wishers = (self.anna, self.bert, self.olena)
        self.set(self.day(0, time(10)))

    def employ(self) -> None:
        """Make one of them staff."""
        grant = Grant(1, self.staff.id, Role.STAFF, "", self.now)
        with Storage.open(self.start.database) as storage:
            storage.write_now(lambda db: roles.grant(db, grant))

    # --- what time it is

    @property
    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def day(self, number: int, at: time) -> datetime:
        """So many days after the loop began, by the clock on the wall."""
        return datetime.combine(self.begun + timedelta(days=number + 1), at, BERLIN)

    def set(self, moment: datetime) -> None:
        self.ahead = moment - datetime.now(UTC)
        self.api.clock.shift = self.ahead.total_seconds()

    # --- what happens

    async def says(self, who: Person, text: str, answer: str, *, killed: bool = False) -> None:
        """Somebody writes; if wished the bot is killed at it. In the end they read the answer."""
        await self.live()
        before = len(self.api.calls)
        who.writes(text)
        if killed:
            await asyncio.sleep(self.random.uniform(0, LONGEST))
            await self.die(text)
        try:
            await until(lambda: any(answer in text for text in self.told(who, before)), PATIENCE)
        except TimeoutError as error:
            raise StuckError(text, self.told(who)[-6:]) from error

    async def passes(self, moment: datetime, what: str) -> None:
        """It is that moment, and the bot is killed while it does what has become due."""
        await self.ends()
        self.set(moment)
        before = len(self.api.calls)
        await self.live()
        await self.until_called(before)
        await asyncio.sleep(self.random.uniform(0, LONGEST))
        await self.die(what)

    async def until_called(self, before: int) -> None:
        """The bot has begun to send something, or had the time to."""
        try:
            await until(lambda: self.messages(before), QUIET)
        except TimeoutError:
            return

    async def live(self) -> None:
        if self.process is None:
            start = replace(self.start, ahead=self.ahead.total_seconds())
            self.process = Process(start)

    async def die(self, at: str) -> None:
        assert self.process is not None
        await self.process.kill()
        self.kills.append(at)
        self.process = None
        await self.live()

    async def ends(self) -> None:
        if self.process:
            await self.process.kill()
            self.process = None

    async def proposed(self) -> None:
        """The desk shows what the new offer may fit; staff look again until it does."""
        before = len(self.api.calls)
        for _ in range(60):
            self.staff.writes("/eingang neue Angebote")
            await asyncio.sleep(0.5)
            if any("Japanisch für Anfänger" in one for one in self.told(self.staff, before)):
                return
        raise TimeoutError

    # --- what they read

    def told(self, who: Person, since: int = 0) -> list[str]:
        """What the bot wrote to somebody, also by changing a message."""
        return [
            unescape(_TAG.sub("", one.params["text"]))
            for one in self.api.calls[since:]
            if one.done and one.chat == who.id and one.method in {"sendMessage", "editMessageText"}
        ]

    def messages(self, since: int) -> list[int]:
        return [
            one.chat for one in self.api.calls[since:] if one.method == "sendMessage" and one.chat
        ]

    async def hears(self, news: str, *people: Person) -> None:
        for who in people:
            await self._hears(news, who)

    async def _hears(self, news: str, who: Person) -> None:
        await until(lambda: any(news in one for one in self.told(who)), PATIENCE)

    def copies(self, news: str, who: Person) -> tuple[int, int]:
        """How often somebody was sent a piece of news: as new, and as perhaps there already."""
        found = [
            unescape(_TAG.sub("", one.params["text"]))
            for one in self.api.sent("sendMessage", who.id)
        ]
        mine = [one for one in found if news in one]
        again = sum(DOUBLE in one for one in mine)
        return len(mine) - again, again


async def _play(town: Town) -> None:
    await _ask_and_wish(town)
    await _hand_on(town)
    _gather(town)
    await town.passes(town.day(7, time(17)), "reminding of the meeting")
    await town.hears(REMINDED, town.member)
    await _decide(town)
    await _offer(town)
    # What was told once is told no more, also by an alert.
    await town.passes(town.day(10, time(17, 30)), "nothing")


async def _ask_and_wish(town: Town) -> None:
    """Three people ask; there is nothing. Two wish, one joins."""
    says, anna, bert, olena = town.says, town.anna, town.bert, town.olena
    await says(anna, "Gibt es einen Japanischkurs?", "steht dazu noch nichts", killed=True)
    await says(anna, "/wunsch Japanisch lernen", "Japanisch lernen")
    await says(anna, "Absenden", "Nr. 1", killed=True)
    await says(bert, "Wo kann ich Japanisch lernen?", "steht dazu noch nichts", killed=True)
    await says(bert, "/wunsch Japanisch lernen am Abend", "Japanisch lernen")
    await says(bert, "Ich auch", "Sie sind dabei", killed=True)
    await says(olena, "Чи є курс японської мови?", "nicht gefunden", killed=True)
    await says(olena, "/wunsch Курс японської мови", "")
    await says(olena, "Absenden", "")
    await says(olena, "Absenden", "Nr. 2", killed=True)


async def _hand_on(town: Town) -> None:
    """Staff see what is missing and that it is, and a working group takes it up."""
    says, staff = town.says, town.staff
    await says(staff, "/luecken", "1 „Ich auch“")
    await says(staff, "Sprachen, Alter nicht genannt", "Sprachen")
    await says(staff, "Art der Lücke festlegen", "Sprachen")
    await says(staff, "Geprüft: fehlt wirklich", "(Defizit)", killed=True)
    await says(staff, "/eingang 1", "Japanisch lernen")
    await says(staff, "Gruppe", "")
    await says(staff, "2", "In einer Gruppe mit: 2", killed=True)
    await says(staff, "/eingang 1", "Japanisch lernen")
    await says(staff, "An Arbeitsgruppe geben", "")
    await says(staff, "Leitbild", "Arbeitsgruppe: Leitbild", killed=True)
    await town.hears(HANDED, *town.wishers)


def _gather(town: Town) -> None:
    """A meeting in a week, with a member who does not forget the date."""
    begin = town.day(8, time(18))
    found = meetings.span(begin.astimezone(BERLIN).replace(tzinfo=None), None, BERLIN)
    assert isinstance(found, Span)

    def work(db: Db) -> None:
        group = groups.called(db, "leitbild")
        assert group is not None
        joining.join(db, group.id, Member(town.member.id), town.now)
        draft = Draft(group.id, "Ziele", found, Location("Rathaus"), plan.DEFAULT)
        made = meetings.create(db, draft, town.now, invite=False)
        assert made is not None
        agenda.add(db, made.id, "Entwurf lesen")

    with Storage.open(town.start.database) as storage:
        storage.write_now(work)


async def _decide(town: Town) -> None:
    """What the group decided goes back to everybody who wished."""
    says, staff = town.says, town.staff
    await town.passes(town.day(9, time(10)), "waking up after the meeting")
    for text in ("/termin", "Vergangene Treffen", "Ziele", "Ergebnisse eintragen"):
        await says(staff, text, "")
    await says(staff, "Japanisch lernen", "Schreiben Sie, was beschlossen wurde")
    await says(staff, "Die vhs fragt an.", "Beschluss: Die vhs fragt an.", killed=True)
    await says(staff, "Antworten: Geplant", "Geplant")
    await says(staff, "ja", "erfahren es jetzt", killed=True)
    await town.hears(DECIDED, *town.wishers)


async def _offer(town: Town) -> None:
    """An import, killed as well, brings the offer; everybody hears of it once."""
    file = _with_japanese(town.folder)
    await _import(town, file, killed=True)
    await _import(town, file)
    await town.proposed()
    await town.says(town.staff, "Japanisch für Anfänger", "(3 Menschen)")
    await town.says(town.staff, "ja", OFFERED, killed=True)
    await town.hears(OFFERED, *town.wishers)


async def _import(town: Town, file: Path, *, killed: bool = False) -> None:
    environment = {**os.environ, "BOT_DATABASE_URL": town.start.database, "BOT_MEANING": "off"}
    command = (sys.executable, "-m", "bot", "import", "offers", str(file), "--yes")
    running = await asyncio.create_subprocess_exec(
        *command, env=environment, stdout=asyncio.subprocess.DEVNULL
    )
    if killed:
        await asyncio.sleep(town.random.uniform(0.5, 2))
        with suppress(ProcessLookupError):
            running.kill()
        town.kills.append("import offers")
    assert (await running.wait() == 0) or killed


def _with_japanese(folder: Path) -> Path:
    """The packaged list with one offer more, as a file."""
    known = files("data").joinpath("offers.csv").read_text(encoding="utf-8")
    rows = csv.DictWriter(out := io.StringIO(), known.splitlines()[0].replace('"', "").split(","))
    rows.writerow({"id": "japanisch", **JAPANESE})
    file = folder / "offers.csv"
    file.write_text(known.rstrip("\n") + "\n" + out.getvalue(), encoding="utf-8")
    return file


async def _trial(folder: Path, seed: int) -> Tally:
    api = BotApi()
    async with serve(api) as url:
        start = replace(starting(folder, url, UNHURRIED), product=True, meaning=False)
        town = Town(api, start, Random(seed), folder)
        town.employ()
        try:
            await _play(town)
        finally:
            await town.ends()
    told = [town.copies(news, who) for news in NEWS for who in town.wishers]
    told.append(town.copies(REMINDED, town.member))
    with Storage.open(start.database) as storage:
        kept = storage.read_now(lambda db: list(wishes.every(db)))
    right = sum(one.decision.status == Status.OFFERED for one in kept)
    return Tally(
        name="the whole loop",
        kills=len(town.kills),
        expected=len(told),
        missing=sum(not any(one) for one in told),
        extra=sum(sum(one) - 1 for one in told if any(one)),
        most_copies=max(sum(one) for one in told),
        note=f"unmarked copies {sum(new > 1 for new, _ in told)}, wishes {len(kept)}, came true {right}",
    )


def trial(folder: Path, kills: int, _number: int = 0, seed: int = 1) -> Tally:
    """Rounds with so many kills at least, added up."""
    found = [_round(folder, seed)]
    while sum(one.kills for one in found) < kills:
        found.append(_round(folder, seed + len(found)))
    notes = Counter(one.note for one in found)
    return Tally(
        name=f"the whole loop, {len(found)} ×",
        kills=sum(one.kills for one in found),
        expected=sum(one.expected for one in found),
        missing=sum(one.missing for one in found),
        extra=sum(one.extra for one in found),
        most_copies=max(one.most_copies for one in found),
        note="; ".join(f"{times} × {note}" for note, times in notes.items()),
    )


def _round(folder: Path, seed: int) -> Tally:
    return asyncio.run(_trial(folder / str(seed), seed))
