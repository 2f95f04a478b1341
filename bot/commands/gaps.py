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
from bot.commands.replacing import replace
from bot.commands.source import catalogue_for
from bot.gaps import findings, raw, release
from bot.gaps.period import closed, running
from bot.gaps.raw import Record
from bot.i18n import Say
from bot.report import bars
from bot.report.drawn import Drawn
from bot.report.heat import heat
from bot.settings import Settings
from bot.sheets.gaps import METHOD, sheets
from bot.sheets.writing import ENDINGS, write
from bot.storage import audit
from bot.storage.units import Db, Storage

PICTURES = (".png", ".svg", ".pdf")
SHOWN = {"ages": heat, "months": bars.demand, "offers": bars.supply, "kinds": bars.kinds}


@environment.plainly()
def export(file: Path, which: str) -> None:
    """What may leave the office, as tables or as a picture. Closes the months that are over."""
    environment.plain_output()
    say, settings = environment.say(), environment.settings()
    as_picture = file.suffix.lower() in PICTURES
    if not as_picture and file.suffix.lower() not in ENDINGS:
        endings = ", ".join((*ENDINGS, *PICTURES))
        reason = say.text("The file's name must end in one of these: {endings}.", endings=endings)
        raise click.ClickException(reason)
    catalogue, today = catalogue_for(settings, None), environment.today(settings)
    with (
        environment.database_or_temporary(settings.database_url) as url,
        Storage.open(url) as storage,
    ):
        close_due(storage, catalogue.town, settings.timezone, today)
        released = storage.read_now(lambda db: release.published(db, closed(today)))
        found = storage.read_now(findings.read)
        if as_picture:
            told = _draw(say, file, which, Drawn(released, catalogue, found, today))
        else:
            number = write(file, sheets(released, catalogue, found))
            told = say.plural("{number} row written.", "{number} rows written.", number)
        storage.write_now(lambda db: note(db, "gaps"))
    period = released.period
    click.echo(told)
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
        storage.write_now(lambda db: note(db, "gaps-raw"))
    click.echo(say.plural("{number} row written.", "{number} rows written.", len(found)))
    click.echo(say.text("The file holds single cases: it stays in the office."))


def _draw(say: Say, file: Path, which: str, drawn: Drawn) -> str:
    """What was drawn, in words."""
    from bot.sheets.charts import draw

    picture = SHOWN[which](drawn)
    if picture is None:
        text = say.text("There is nothing to draw: nobody missed anything in closed months so far.")
        raise click.ClickException(text)
    replace(file, draw(picture, file.suffix.lower()))
    return picture.title


def close_due(storage: Storage, town: Town, timezone: ZoneInfo, today: date) -> None:
    """Each month by itself: nobody who asks at the same time waits for all of them."""
    for month in storage.read_now(lambda db: release.due(db, today)):
        storage.write_now(partial(_close, town, timezone, month))


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


def note(db: Db, what: str) -> None:
    """That the command line did it is known; who sat there is not."""
    audit.note(db, None, "export", what, 0, system_clock(), secrets.token_urlsafe(12))
