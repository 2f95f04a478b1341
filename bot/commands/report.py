"""`bildungslotse report`: the figures of a quarter as a document for a committee."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from bot.commands import environment
from bot.commands.gaps import close_due, note
from bot.commands.replacing import replace
from bot.commands.source import catalogue_for
from bot.i18n import Say
from bot.report import contents, quarter
from bot.report.quarter import Quarter
from bot.sheets.report.document import document
from bot.storage.units import Storage


@environment.plainly()
def write(said: str, file: Path) -> None:
    """Closes the months that are over; what was in the file before is replaced."""
    environment.plain_output()
    say, settings = environment.say(), environment.settings()
    today = environment.today(settings)
    if file.suffix.lower() != ".pdf":
        raise click.ClickException(say.text("The file's name must end in .pdf."))
    wanted = _quarter(say, said, today)
    catalogue = catalogue_for(settings, None)
    with (
        environment.database_or_temporary(settings.database_url) as url,
        Storage.open(url) as storage,
    ):
        close_due(storage, catalogue.town, settings.timezone, today)
        found = storage.read_now(lambda db: contents.find(db, settings.timezone, wanted, today))
        if found is None:
            raise click.ClickException(say.text("No figures are kept of this quarter."))
        report = contents.report(found, catalogue, wanted, today)
        replace(file, document(report))
        storage.write_now(lambda db: note(db, "report"))
    click.echo(say.text("The report is written: {file}", file=file))
    if report.unknown:
        months = ", ".join(map(say.month, report.unknown))
        click.echo(say.text("Not closed yet, and so not in it: {months}.", months=months))


def _quarter(say: Say, said: str, today: date) -> Quarter:
    """One of which at least a month is over."""
    wanted = quarter.read(said)
    if wanted is None:
        text = say.text("“{text}” is no quarter. Write for example: 2026-4.", text=said)
        raise click.ClickException(text)
    if wanted.over(today) is None:
        first = wanted.period.months[1]
        text = say.text(
            "No month of this quarter is over. Its first figures come on {day}.",
            day=say.day(first),
        )
        raise click.ClickException(text)
    return wanted
