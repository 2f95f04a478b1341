"""Reminders of real meetings while their bot is killed, beside the ordinary ways to send them."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from telegram import Bot
from telegram.ext import ApplicationBuilder, CallbackContext

from bot.groups import meetings
from bot.storage import groups, memberships
from bot.storage.groups import About
from bot.storage.meetings import Draft, Location, Span
from bot.storage.memberships import Member
from bot.storage.units import Db, Storage
from tests.botapi import BotApi
from tests.botapi.server import serve
from tests.kill import owed
from tests.kill.serving import Start
from tests.kill.trial import Deaths, Tally, starting

BERLIN = ZoneInfo("Europe/Berlin")
RUN_ONCE, SELECT = "run_once", "select, then send"
"""PTB's JobQueue with a job for each reminder; a loop that looks, sends and marks."""

BEFORE = timedelta(hours=2)


def soon() -> tuple[datetime, Span]:
    """Now, and a meeting whose reminder has become due this minute."""
    now = datetime.now(UTC)
    begin = (now + BEFORE - timedelta(minutes=1)).replace(second=0, microsecond=0)
    wall = begin.astimezone(BERLIN).replace(tzinfo=None)
    return now, Span(wall.isoformat(timespec="minutes"), BERLIN.key, begin)


def plan(start: Start, api: BotApi, number: int) -> None:
    """One meeting of so many members whose reminder has become due this minute."""
    now, span = soon()

    def unit(db: Db) -> None:
        groups.add(db, About("leitbild", "Leitbild"))
        for person in range(1, number + 1):
            memberships.join(db, 1, Member(person), now)
        draft = Draft(1, "Treffen", span, Location("Rathaus"), "2h")
        meetings.create(db, draft, now - timedelta(hours=1), invite=False)

    for person in range(1, number + 1):
        api.person(person, f"Person {person}", started=True)
    with Storage.open(start.database) as storage:
        storage.write_now(unit)


def trial(folder: Path, kills: int, number: int, seed: int = 1) -> Tally:
    found = owed.trial(folder, kills, number, seed, owe=plan)
    return replace(found, name="reminders")


# --- the ordinary ways


def ordinary(folder: Path, way: str, kills: int, number: int, seed: int = 1) -> Tally:
    return asyncio.run(_ordinary(folder, way, kills, number, seed))


async def _ordinary(folder: Path, way: str, kills: int, number: int, seed: int) -> Tally:
    api = BotApi()
    deaths = Deaths(api, seed)
    async with serve(api) as url:
        start = replace(starting(folder, url, owed.rate(kills, number)), ordinary=way)
        _keep(start, api, number)
        killed = 0
        # Once nothing waits any more, none of its lives would send anything.
        while killed < kills and _waiting(start):
            await deaths.life(start)
            killed += 1
        await deaths.last(start, lambda: len(owed.copies(deaths)) == number)
    found = owed.copies(deaths)
    return Tally(
        name=way,
        kills=killed,
        expected=number,
        missing=number - len(found),
        extra=found.total() - len(found),
        most_copies=max(found.values()),
        note=f"marked as sent {_marked(start)}",
    )


@contextmanager
def _file(start: Start) -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(start.database.removeprefix("sqlite:///"))
    try:
        with db:
            yield db
    finally:
        db.close()


def _keep(start: Start, api: BotApi, number: int) -> None:
    with _file(start) as db:
        db.execute("CREATE TABLE reminder (chat INTEGER PRIMARY KEY, sent INTEGER DEFAULT 0)")
        db.executemany(
            "INSERT INTO reminder (chat) VALUES (?)", [(n,) for n in range(1, number + 1)]
        )
    for person in range(1, number + 1):
        api.person(person, f"Person {person}", started=True)


def _waiting(start: Start) -> list[int]:
    with _file(start) as db:
        return [chat for (chat,) in db.execute("SELECT chat FROM reminder WHERE NOT sent")]


def _mark(start: Start, chat: int) -> None:
    with _file(start) as db:
        db.execute("UPDATE reminder SET sent = 1 WHERE chat = ?", (chat,))


def _marked(start: Start) -> int:
    with _file(start) as db:
        count: int = db.execute("SELECT count(*) FROM reminder WHERE sent").fetchone()[0]
        return count


def run(start: Start) -> None:
    """The process of an ordinary bot."""
    asyncio.run({RUN_ONCE: _run_once, SELECT: _select}[start.ordinary](start))


async def _select(start: Start) -> None:
    async with Bot(start.token, base_url=f"{start.api_url}/bot") as bot:
        while True:
            for chat in _waiting(start):
                await bot.send_message(chat, f"Nachricht {chat}")
                _mark(start, chat)
                await asyncio.sleep(1 / start.rate)
            await asyncio.sleep(1)


async def _run_once(start: Start) -> None:
    """Marked when its job is planned, or every start would plan and send all of them again."""
    app = ApplicationBuilder().token(start.token).base_url(f"{start.api_url}/bot").build()

    async def remind(context: CallbackContext) -> None:  # type: ignore[type-arg]
        assert context.job is not None
        await context.bot.send_message(context.job.chat_id, f"Nachricht {context.job.chat_id}")

    async with app:
        assert app.job_queue is not None
        for place, chat in enumerate(_waiting(start)):
            app.job_queue.run_once(remind, 1 + place / start.rate, chat_id=chat)
        with _file(start) as db:
            db.execute("UPDATE reminder SET sent = 1")
        await app.start()
        await asyncio.Event().wait()
