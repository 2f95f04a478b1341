"""`bildungslotse check`: what stands in the way of serving, and what staff should look at."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

import click

from bot.catalogue.catalogues import packaged_catalogue, read_data_offers
from bot.catalogue.findings import findings
from bot.catalogue.importing import drift
from bot.catalogue.problems import CatalogueError
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.stored import catalogue_version, current_catalogue
from bot.catalogue.town import Town
from bot.catalogue.town_files import load_town
from bot.commands import environment
from bot.commands.wording import described
from bot.i18n import Say
from bot.people.roles import Role
from bot.settings import Settings, SettingsError
from bot.storage import dead, outbox, roles
from bot.storage.engine import wal_is_safe
from bot.storage.outbox import State
from bot.storage.roles import Grant
from bot.storage.schema import NewerSchemaError
from bot.storage.units import Storage, StorageUnavailableError
from bot.telegram.redaction import redacted
from bot.telegram.token import Standing, standing

AT_THE_DESK = frozenset({Role.STAFF, Role.ADMIN})
INVITING = "bildungslotse team invite --role admin"


class Level(StrEnum):
    """An error makes the exit code 1; a warning is for staff; ok is said so that it is seen."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Line:
    level: Level
    name: str
    text: str


def check(*, as_json: bool) -> None:
    environment.plain_output()
    lines = list(_lines(environment.say()))
    fit = all(line.level is not Level.ERROR for line in lines)
    if as_json:
        report = {"fit": fit, "findings": [asdict(line) for line in lines]}
        click.echo(json.dumps(report, ensure_ascii=False))
    else:
        for line in lines:
            click.echo(f"{line.level.value:<8}{line.name}: {line.text}")
    sys.exit(0 if fit else 1)


def _lines(say: Say) -> Iterator[Line]:
    try:
        settings = Settings.from_environment(os.environ)
    except SettingsError as error:
        yield from (Line(Level.ERROR, "settings", problem) for problem in error.problems)
        return
    missing = settings.missing()
    yield from (Line(Level.ERROR, "settings", problem) for problem in missing)
    if not missing:
        yield Line(Level.OK, "settings", say.text("complete"))
        yield from _telegram(say, settings)
    try:
        town = load_town(settings.data_dir)
    except CatalogueError as error:
        yield from (
            Line(Level.ERROR, "data", described(say, problem)) for problem in error.problems
        )
        return
    yield from _database(say, settings, town)


def _telegram(say: Say, settings: Settings) -> Iterator[Line]:
    with redacted(settings.token):
        found = asyncio.run(standing(settings.token, settings.api_url))
    if found is Standing.REFUSED:
        yield Line(Level.ERROR, "telegram", say.text("refuses the token"))
    elif found is Standing.UNREACHABLE:
        yield Line(Level.WARNING, "telegram", say.text("cannot be reached from here"))
    else:
        yield Line(Level.OK, "telegram", say.text("takes the token"))
    if found is Standing.NO_INLINE:
        text = say.text("inline mode is off: send /setinline to @BotFather")
        yield Line(Level.WARNING, "telegram", text)


def _database(say: Say, settings: Settings, town: Town) -> Iterator[Line]:
    if not environment.exists(settings.database_url):
        yield Line(Level.WARNING, "database", say.text("not there yet; run makes it"))
        yield from _staff(say, settings, ())
        yield from _findings(say, settings, packaged_catalogue(town, settings.data_dir))
        return
    try:
        with Storage.open(settings.database_url) as storage:
            yield from _journal(say, settings)
            yield from _backlog(say, storage)
            yield from _staff(say, settings, storage.read_now(roles.granted))
            yield from _catalogue(say, settings, town, storage)
    except (StorageUnavailableError, NewerSchemaError, ModuleNotFoundError) as error:
        yield Line(Level.ERROR, "database", str(error))


def _journal(say: Say, settings: Settings) -> Iterator[Line]:
    if environment.database_file(settings.database_url) and not wal_is_safe(
        sqlite3.sqlite_version_info
    ):
        version = sqlite3.sqlite_version
        text = say.text("SQLite {version} is safe with journal mode TRUNCATE", version=version)
        yield Line(Level.OK, "database", text)
    else:
        yield Line(Level.OK, "database", say.text("reachable, schema is current"))


def _backlog(say: Say, storage: Storage) -> Iterator[Line]:
    """What could not be processed or sent, by number."""
    if died := len(storage.read_now(dead.dead)):
        text = say.plural("{number} dead update", "{number} dead updates", died)
        yield Line(Level.WARNING, "inbox", text)
    counts = storage.read_now(outbox.counts)
    if stuck := sum(counts.get(state, 0) for state in (State.FAILED, State.UNKNOWN)):
        text = say.plural("{number} message not sent", "{number} messages not sent", stuck)
        yield Line(Level.WARNING, "outbox", text)


def _staff(say: Say, settings: Settings, granted: Sequence[Grant]) -> Iterator[Line]:
    """Without anybody at the desk, nobody reads what citizens write."""
    if not settings.admins and {grant.role for grant in granted}.isdisjoint(AT_THE_DESK):
        text = say.text("nobody is staff or admin yet: {command}", command=INVITING)
        yield Line(Level.WARNING, "staff", text)


def _catalogue(say: Say, settings: Settings, town: Town, storage: Storage) -> Iterator[Line]:
    if not storage.read_now(catalogue_version):
        yield Line(Level.WARNING, "catalogue", say.text("empty; run fills it"))
        return
    catalogue = storage.read_now(lambda db: current_catalogue(db, town))
    yield from _findings(say, settings, catalogue)
    changes = storage.read_now(lambda db: drift(db, read_data_offers(settings.data_dir)))
    if changes:
        number = len(changes.added) + len(changes.changed) + len(changes.removed)
        text = say.plural(
            "{number} offer differs from data/offers.csv",
            "{number} offers differ from data/offers.csv",
            number,
        )
        yield Line(Level.WARNING, "catalogue drift", text)


def _findings(say: Say, settings: Settings, catalogue: Catalogue) -> Iterator[Line]:
    offers = say.plural("{number} offer", "{number} offers", len(catalogue.offers))
    yield Line(Level.OK, "catalogue", offers)
    for found in findings(catalogue, environment.today(settings)):
        text = say.text(found.reason.message, **found.reason.values)
        yield Line(Level.WARNING, f"catalogue {found.kind}", text)
