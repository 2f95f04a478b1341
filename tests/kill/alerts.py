"""Kills a bot while it finds what new offers fit whom, and while it sends the digests."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import product
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from bot.alerts import alert
from bot.alerts.alert import Wanted
from bot.alerts.fitting import Fitting
from bot.app import keep_up
from bot.catalogue.importing import apply_import, plan_import
from bot.library import Library
from bot.outbox import Outbox
from bot.questions import Questions
from bot.storage import catalogue, finds, outbox
from bot.storage.alerts import Criteria
from bot.storage.lock import running
from bot.storage.outbox import State
from bot.storage.units import Db, Storage
from bot.telegram.farewell import hang_up
from bot.telegram.redaction import redacted
from bot.telegram.signals import stop_on_signals
from handlers import alert_news
from handlers.context import House
from tests.botapi import BotApi
from tests.botapi.server import serve
from tests.botapi.waiting import until
from tests.kill import owed
from tests.kill.bot import service, twice
from tests.kill.serving import Process, Start, bot
from tests.kill.trial import PATIENCE, Deaths, Tally, starting
from tests.offer_files import read_all

BERLIN = ZoneInfo("Europe/Berlin")
MORNING = datetime(2026, 11, 23, 9, tzinfo=UTC)
"""When the import comes."""
EVENING = datetime(2026, 11, 23, 16, 0, 30, tzinfo=UTC)
"""When the digests have become due."""

SUBJECTS = (
    *("Kinderchor", "Schach", "Töpfern", "Fußball", "Gitarre", "Yoga", "Schwimmkurs", "Zeichnen"),
    *("Englischkurs", "Theatergruppe", "Imkerei", "Nähkurs", "Judo", "Fotografie", "Klettern"),
)
PLACES = ("Nord", "Süd", "Ost", "West", "Mitte", "Stedtfeld", "Neuenhof", "Hötzelsroda")
FINDING = 3
"""One of so many kills comes while offers are judged, the others while digests are sent."""
SHORT = 0.4
"""Seconds that a bot lives at most while it judges."""

Expected = Mapping[int, frozenset[str]]
"""Person → titles of the offers that are to reach them, each once."""


def fill(start: Start, api: BotApi, people: int, seed: int) -> Expected:
    """A town with alerts of so many people, and an import that nobody has looked at yet."""
    draw = Random(seed)
    before = [{"id": f"a{n}", "title": title} for n, title in enumerate(SUBJECTS)]
    new = [
        {"id": f"n{n}", "title": f"{title} {place}"}
        for n, (title, place) in enumerate(product(SUBJECTS, PLACES))
    ]
    wanted = {person: draw.sample(SUBJECTS, 2) for person in range(1, people + 1)}
    for person in wanted:
        api.person(person, f"Person {person}", started=True)
    with Storage.open(start.database) as storage:
        storage.write_now(lambda db: _import(db, before))
        library = asyncio.run(Library.open(storage, None, MORNING))
        asyncio.run(keep_up(_house(storage, library, lambda: MORNING)))
        storage.write_now(lambda db: _want(db, wanted, library.catalogue.version))
        storage.write_now(lambda db: _import(db, [*before, *new]))
        asyncio.run(library.refresh())
        fitting = Fitting(library.edition, MORNING.date())
        by_key = library.catalogue.by_key
        fits = {
            subject: {by_key[key].title for key in fitting.of(Criteria(subject))}
            for subject in SUBJECTS
        }
    found = {who: frozenset().union(*map(fits.get, asked)) for who, asked in wanted.items()}  # type: ignore[arg-type]
    return {who: titles - set(SUBJECTS) for who, titles in found.items() if titles - set(SUBJECTS)}


def _import(db: Db, offers: list[dict[str, str]]) -> None:
    apply_import(db, plan_import(db, read_all(*offers)), MORNING, yes=True)


def _want(db: Db, wanted: Mapping[int, list[str]], version: str) -> None:
    for person, subjects in wanted.items():
        for subject in subjects:
            criteria = Criteria(subject)
            alert.put(db, person, Wanted(criteria, version, sensitive=False), "de", MORNING)


def _house(storage: Storage, library: Library, clock: object) -> House:
    return House(storage, library, Questions(storage, library), clock, BERLIN)  # type: ignore[arg-type]


def run(start: Start) -> None:
    """The process that is killed: looks after imports and sends what is owed."""
    with redacted(start.token):
        asyncio.run(_run(start))


async def _run(start: Start) -> None:
    ahead = timedelta(seconds=start.ahead or 0)

    def clock() -> datetime:
        return datetime.now(UTC) + ahead

    with (
        running(start.database) as alone,
        Storage.open(start.database) as storage,
        stop_on_signals() as stop,
    ):
        library = await Library.open(storage, None, clock())
        house = _house(storage, library, clock)
        serving = service(
            storage,
            start.token,
            api_url=start.api_url,
            rate=start.rate,
            clock=clock,
            alone=alone,
            tick_seconds=0.5,
            each_tick=partial(keep_up, house),
        )
        box = Outbox(alert_news.kinds(library, house.local), BERLIN, twice)
        await replace(serving, box=box).run(stop)
        await hang_up(serving.bot)


def _at(start: Start, moment: datetime) -> Start:
    return replace(start, ahead=(moment - datetime.now(UTC)).total_seconds())


async def _trial(folder: Path, kills: int, people: int, seed: int) -> Tally:
    api = BotApi()
    deaths, draw = Deaths(api, seed), Random(seed)
    async with serve(api) as url:
        start = starting(folder, url, owed.rate(kills, people))
        expected = await asyncio.to_thread(fill, start, api, people, seed)
        morning = _at(start, MORNING)
        for _ in range(kills // FINDING):
            await _dies_judging(morning, api, draw)
        async with bot(morning):
            await until(lambda: _planned(start) == len(expected), PATIENCE)
        evening = _at(start, EVENING)
        for _ in range(kills - kills // FINDING):
            await deaths.life(evening)
        await deaths.last(evening, lambda: len(_reached(api)) == len(expected))
    return _judge(api, expected, kills, start)


async def _dies_judging(start: Start, api: BotApi, draw: Random) -> None:
    before, process = len(api.calls), Process(start)
    await until(lambda: len(api.calls) > before, PATIENCE)
    await asyncio.sleep(draw.uniform(0, SHORT))
    await process.kill()


def _planned(start: Start) -> int:
    with Storage.open(start.database) as storage:
        return storage.read_now(outbox.counts).get(State.PLANNED, 0)


def _reached(api: BotApi) -> Counter[int]:
    """Person → messages."""
    return Counter(int(record.params["chat_id"]) for record in api.sent("sendMessage"))


def _judge(api: BotApi, expected: Expected, kills: int, start: Start) -> Tally:
    """A copy of the same digest is allowed where its sending was cut off, another digest never."""
    texts: dict[int, set[str]] = {}
    for record in api.sent("sendMessage"):
        text = str(record.params["text"]).removesuffix(owed.DOUBLE)
        texts.setdefault(int(record.params["chat_id"]), set()).add(text)
    reached = _reached(api)
    wrong = [who for who, told in texts.items() if len(told) != 1 or who not in expected]
    counted = [who for who in expected if who in texts and not _counts(texts[who], expected[who])]
    with Storage.open(start.database) as storage:
        kept = storage.read_now(lambda db: {who: _titles(db, who) for who in expected})
    other = [who for who, titles in expected.items() if kept[who] != titles]
    return Tally(
        name="alerts",
        kills=kills,
        expected=len(expected),
        missing=len(expected.keys() - reached.keys()),
        extra=reached.total() - len(reached),
        most_copies=max(reached.values()),
        note=f"other digests {len(wrong)}, other offers {len(counted) + len(other)}",
    )


def _counts(told: set[str], titles: frozenset[str]) -> bool:
    """Whether the message names as many offers as it should, of those, each once."""
    [text] = told
    head = text.partition("\n")[0]
    named = [title for title in titles if f"<b>{title}</b>" in text]
    return f"{len(titles)} " in head and len(named) == text.count(". <b>") == len(set(named))


def _titles(db: Db, person: int) -> frozenset[str]:
    """What went with a digest to a person, by the table."""
    last = finds.last_delivery(db, person)
    found = finds.of_delivery(db, last, person) if last else ()
    rows = [catalogue.find(db, one.offer) for one in found]
    return frozenset(row.cells["title"] for row in rows if row)


def trial(folder: Path, kills: int, number: int, seed: int = 1) -> Tally:
    """`number` people have two alerts each."""
    return asyncio.run(_trial(folder, kills, number, seed))
