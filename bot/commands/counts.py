"""`bildungslotse export counts`: what was asked, and which links brought people."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

import click

from bot.catalogue.text import guard
from bot.commands import environment
from bot.i18n import Say
from bot.storage import arrivals, counts
from bot.storage.arrivals import Arrival
from bot.storage.counts import Count
from bot.storage.units import Db, Storage


@environment.plainly()
def export(file: Path) -> None:
    """All counts of the last thirteen months; a database that is not there has none."""
    environment.plain_output()
    say = environment.say()
    if file.suffix.lower() != ".csv":
        raise click.ClickException(say.text("The file's name must end in .csv."))
    with (
        environment.database_or_temporary(environment.settings().database_url) as url,
        Storage.open(url) as storage,
    ):
        rows = storage.read_now(_rows)
    try:
        file.write_bytes(counts_as_csv(say, rows))
    except OSError as error:
        reason = say.text("{file} cannot be written: {reason}", file=file, reason=error.strerror)
        raise click.ClickException(reason) from error
    click.echo(say.plural("{number} row written.", "{number} rows written.", len(rows)))


def _rows(db: Db) -> list[Count | Arrival]:
    return [*counts.stored(db), *arrivals.stored(db)]


def counts_as_csv(say: Say, rows: Iterable[Count | Arrival]) -> bytes:
    """As German Excel opens it."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    header = (
        say.text("Day"),
        say.text("Language"),
        say.text("Table"),
        say.text("Topic"),
        say.text("Value"),
        say.text("Number"),
    )
    writer.writerow(header)
    writer.writerows(map(_row, rows))
    # The mark tells Excel that this is UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _row(count: Count | Arrival) -> tuple[str, ...]:
    if isinstance(count, Count):
        cells = (count.language, count.table.value, count.topic, count.value)
    else:
        cells = (count.language, f"link to {count.kind}", "", count.target)
    return (count.day.isoformat(), *map(guard, cells), str(count.number))
