"""A whole bot on a fake Telegram: what citizens type goes in, what they read comes out."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from telegram.ext import ExtBot

from bot.app import application, furnish, introduce, process
from bot.library import Edition, Library
from bot.matching.answer import Answer
from bot.matching.matcher import Matcher
from bot.meaning.embedder import Embedder, installed_embedder
from bot.meaning.nearness import Meaning
from bot.meaning.vectors import packaged_vectors
from bot.settings import Settings
from bot.storage.base import Base
from bot.storage.units import Db, Storage
from bot.telegram.redaction import redacted
from handlers.context import App, House
from tests.botapi.clock import Clock as ServerClock
from tests.botapi.core import BotApi
from tests.botapi.people import Person
from tests.botapi.request import BotApiRequest
from tests.botapi.view import Seen
from tests.statements import share

Rows = dict[str, list[tuple[Any, ...]]]
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@dataclass
class Hands:
    """A clock whose hands the test moves."""

    now: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return self.now.timestamp()

    def advance(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class Rig:
    """The house, its Telegram and the clock both go by."""

    api: BotApi
    house: House
    app: App
    hands: Hands
    runner: asyncio.Runner
    _people: int = field(default=7_310_000_100)

    def citizen(self, language: str = "de", name: str = "Anna") -> Citizen:
        self._people += 1
        return Citizen(self, self.api.person(self._people, name, language_code=language))

    def settle(self) -> None:
        """Work off everything that people did."""
        while waiting := self.api.bot.updates.first(100):
            for raw in waiting:
                self.api.bot.updates.forget([raw["update_id"]])
                self.run(process(self.app, json.dumps(raw)))

    def again(self, update: Any) -> None:
        """Telegram delivers an update once more."""
        self.run(process(self.app, json.dumps(update)))

    def introduce(self) -> None:
        self.run(introduce(self.app.bot))

    def break_matcher(self) -> None:
        """From here on every question fails in a way nobody foresaw."""
        self.house.library.edition = Edition(self.house.library.catalogue, Broken())

    def kept_of_people(self) -> dict[str, list[Any]]:
        """Every row, without what Telegram groups are to read."""
        found = self.dump()
        posts = [row for row in found["outbox"] if "post." in row[1]]
        return {**found, "outbox": [row for row in found["outbox"] if row not in posts]}

    def dump(self) -> Rows:
        """Every row of every table."""
        rows: Rows = self.run(self.house.storage.read(_dump))
        return rows

    def run(self, task: Any) -> Any:
        return self.runner.run(task)


class Broken(Matcher):
    def __init__(self) -> None:
        """Knows nothing."""

    def answer(self, question: str, *_: Any, **__: Any) -> Answer:
        raise RuntimeError(question)


def _dump(db: Db) -> Rows:
    tables = Base.metadata.sorted_tables
    return {table.name: [tuple(row) for row in db.execute(table.select())] for table in tables}


@dataclass
class Citizen:
    """Somebody who talks to the bot and reads what it says."""

    rig: Rig
    person: Person

    def says(self, text: str) -> Seen:
        self.person.writes(text)
        return self.reads()

    def presses(self, label: str) -> Seen:
        self.person.presses(label)
        return self.reads()

    def does(self, *_update: Any) -> Seen:
        """Reads what comes after something the person did by itself."""
        return self.reads()

    def reads(self) -> Seen:
        self.rig.settle()
        return self.person.last

    @property
    def replies(self) -> list[Seen]:
        return [seen for seen in self.person.reads() if seen.by_bot]


class Remembering:
    """An embedder that reads each question once: many tests ask the same."""

    def __init__(self, real: Embedder) -> None:
        self.name = real.name
        self.passage = real.passage
        self.question = cache(real.question)


@cache
def _seeded() -> tuple[bytes, Library]:
    """A database with the town's catalogue, read and indexed once for all tests of a process."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "seeded.db"
        with asyncio.Runner() as runner, Storage.open(f"sqlite:///{file}") as storage:
            embedder = installed_embedder()
            vectors = packaged_vectors(embedder.name) if embedder else {}
            meaning = Meaning(Remembering(embedder), vectors) if embedder else None
            library = runner.run(Library.open(storage, None, MONDAY, meaning))
        return file.read_bytes(), library


def _prepared(url: str) -> Library | None:
    """Fill a database that does not exist yet as the house would; None where one exists."""
    file = Path(url.removeprefix("sqlite:///"))
    if not url.startswith("sqlite:///") or file.exists():
        return None
    content, library = _seeded()
    file.write_bytes(content)
    return copy(library)


@contextmanager
def living(url: str, hands: Hands | None = None) -> Iterator[Rig]:
    """A running house over a database."""
    hands = hands or Hands()
    api = BotApi(clock=ServerClock(hands.seconds))
    bot = ExtBot(
        api.bot.token,
        base_url="https://fake/bot",
        request=BotApiRequest(api),
        get_updates_request=BotApiRequest(api),
    )
    library = _prepared(url)
    with redacted(api.bot.token), asyncio.Runner() as runner, Storage.open(url) as storage:
        share(storage)
        if library:
            library._storage = storage
        house = runner.run(furnish(Settings(), storage, hands, library))
        app = application(house, bot)
        runner.run(app.initialize())
        yield Rig(api, house, app, hands, runner)
        runner.run(app.shutdown())


def fresh(folder: Path) -> str:
    """The address of a new SQLite database."""
    return f"sqlite:///{folder / 'bildungslotse.db'}"
