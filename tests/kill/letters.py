"""Reminders by e-mail to members without Telegram, while the bot that sends them is killed."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

from bot.groups import meetings
from bot.storage import contacts, groups, memberships
from bot.storage.groups import About
from bot.storage.meetings import Draft, Location
from bot.storage.memberships import Member
from bot.storage.outbox import Channel, State
from bot.storage.units import Db, Storage
from tests.botapi import BotApi
from tests.botapi.server import serve
from tests.botapi.waiting import until
from tests.kill import owed
from tests.kill.reminders import soon
from tests.kill.serving import Process, Start, bot
from tests.kill.trial import PATIENCE, Tally, starting
from tests.post_office import PostOffice, open_office


def plan(start: Start, number: int) -> None:
    """One meeting of so many members by e-mail whose reminder has become due this minute."""
    now, span = soon()

    def unit(db: Db) -> None:
        groups.add(db, About("leitbild-2", "Leitbild"))
        for one in range(1, number + 1):
            who = contacts.enter(db, f"Person {one}", f"person{one}@amt.example", now)
            memberships.join(db, 1, Member(who.person, Channel.MAIL), now)
        draft = Draft(1, "Treffen", span, Location("Rathaus"), "2h")
        meetings.create(db, draft, now - timedelta(hours=1), invite=False)

    with Storage.open(start.database) as storage:
        storage.write_now(unit)


def trial(folder: Path, kills: int, number: int, seed: int = 1) -> Tally:
    return asyncio.run(_trial(folder, kills, number, seed))


async def _trial(folder: Path, kills: int, number: int, seed: int) -> Tally:
    api, random = BotApi(), Random(seed)
    with open_office() as office:
        async with serve(api) as url:
            start = replace(
                starting(folder, url, 25), product=True, meaning=False, mail_port=office.server.port
            )
            plan(start, number)
            done = 0
            while done < kills and len(_copies(office)) < number:
                await _life(start, office, random.random() / 4)
                done += 1
            async with bot(start):
                await until(lambda: len(_copies(office)) == number, PATIENCE)
                await until(lambda: _settled(start), PATIENCE)
    found, states = _copies(office), owed.counts(start)
    other = {state.value: count for state, count in states.items() if state is not State.SENT}
    return Tally(
        name="letters",
        kills=done,
        expected=number,
        missing=number - len(found),
        extra=found.total() - len(found),
        most_copies=max(found.values()),
        note=f"silent {number - sum(states.values())}, not sent {other or 'none'}",
    )


async def _life(start: Start, office: PostOffice, seconds: float) -> None:
    """Killed so long after its first letter."""
    before = len(office.mails)
    process = Process(start)
    await until(lambda: len(office.mails) > before, PATIENCE)
    await asyncio.sleep(seconds)
    await process.kill()


def _copies(office: PostOffice) -> Counter[str]:
    return Counter(str(mail["To"]) for mail in list(office.mails))


def _settled(start: Start) -> bool:
    return set(owed.counts(start)) <= {State.SENT, State.UNKNOWN}
