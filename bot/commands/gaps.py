"""`bildungslotse export gaps`: rounded figures of closed months, or the raw data they are made of."""

from __future__ import annotations

import csv
import secrets
from datetime import date
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from bot.catalogue.snapshot import Catalogue
from bot.catalogue.town import Town
from bot.clock import system_clock
from bot.commands import environment
from bot.commands.source import catalogue_for
from bot.commands.wording import explained
from bot.gaps import findings, raw, release
from bot.gaps.period import closed, running
from bot.gaps.raw import Record
from bot.settings import Settings
from bot.sheets.gaps import METHOD, sheets
from bot.sheets.writing import ending, write
from bot.storage import audit
from bot.storage.units import Db, Storage


@environment.plainly()
def export(file: Path) -> None:
    """What may leave the office. Closes the months that are over."""
    environment.plain_output()
    say, settings = environment.say(), environment.settings()
    with explained(say):
        ending(file)
    catalogue, today = catalogue_for(settings, None), environment.today(settings)
    with (
        environment.database_or_temporary(settings.database_url) as url,
        Storage.open(url) as storage,
    ):
        # Each month by itself: nobody who asks at the same time waits for all of them.
        for month in storage.read_now(lambda db: release.due(db, today)):
            storage.write_now(partial(_close, catalogue.town, settings.timezone, month))
        released = storage.read_now(lambda db: release.published(db, closed(today)))
        found = storage.read_now(findings.read)
        number = write(file, sheets(released, catalogue, found))
        storage.write_now(lambda db: _note(db, "gaps"))
    period = released.period
    click.echo(say.plural("{number} row written.", "{number} rows written.", number))
    click.echo(
        say.text(
            "Closed months from {since} to {until}.",
            since=say.day(period.since),
            until=say.day(period.until),
        )
    )
    click.echo(say.text(METHOD[2]))


@environment.plainly()
def export_raw(file: Path) -> None:
    """Single cases, without words and persons, to count the gap table anew."""
    environment.plain_output()
    say, settings = environment.say(), environment.settings()
    if file.suffix.lower() != ".csv":
        raise click.ClickException(say.text("The file's name must end in .csv."))
    catalogue = catalogue_for(settings, None)
    with (
        environment.database_or_temporary(settings.database_url) as url,
        Storage.open(url) as storage,
    ):
        found = storage.read_now(lambda db: _records(db, catalogue, settings))
        _write(file, found)
        storage.write_now(lambda db: _note(db, "gaps-raw"))
    click.echo(say.plural("{number} row written.", "{number} rows written.", len(found)))
    click.echo(say.text("The file holds single cases: it stays in the office."))


def _close(town: Town, timezone: ZoneInfo, month: date, db: Db) -> None:
    release.close(db, town, timezone, month)


def _records(db: Db, catalogue: Catalogue, settings: Settings) -> list[Record]:
    today = environment.today(settings)
    return list(raw.records(db, catalogue, settings.timezone, running(today)))


def _write(file: Path, found: list[Record]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, raw.COLUMNS, restval="", delimiter=";")
        writer.writeheader()
        writer.writerows(found)


def _note(db: Db, what: str) -> None:
    """That the command line did it is known; who sat there is not."""
    audit.note(db, None, "export", what, 0, system_clock(), secrets.token_urlsafe(12))
