"""`bildungslotse import meetings`"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import click

from bot.catalogue.problems import CatalogueError
from bot.clock import system_clock
from bot.commands import environment
from bot.commands.control import LISTED
from bot.commands.wording import described
from bot.groups.files import Reading, Row, read_meetings
from bot.groups.importing import Changes, apply_import, plan_import
from bot.groups.seeding import seed
from bot.i18n import Say
from bot.settings import Settings
from bot.storage import groups
from bot.storage.units import Storage

MANY = 50
"""New and changed meetings of which the members would all be told at once."""


@environment.plainly()
def take_over(file: Path, *, dry_run: bool, confirmed: bool) -> None:
    """Say what would change, then change it: all or nothing."""
    environment.plain_output()
    say, settings = environment.say(), environment.settings()
    with _storage(settings, lasting=not dry_run) as storage:
        reading = _read(storage, settings, file)
        for warning in reading.warnings:
            click.echo(say.text("Note: {what}", what=described(say, warning)), err=True)
        changes = _planned(say, storage, reading)
        _show(say, changes)
        if dry_run:
            click.echo(say.text("Nothing was changed: this was a dry run."))
            return
        _refuse_many(say, changes, confirmed=confirmed)
        storage.write_now(lambda db: apply_import(db, changes, system_clock()))
    click.echo(say.text("The meetings are planned, and their members will be told."))


def _read(storage: Storage, settings: Settings, file: Path) -> Reading:
    known = storage.read_now(groups.everyone)
    return read_meetings(file.read_bytes(), file.name, known, settings.timezone)


def _planned(say: Say, storage: Storage, reading: Reading) -> Changes:
    try:
        return storage.read_now(lambda db: plan_import(db, reading, system_clock()))
    except CatalogueError as error:
        lines = [described(say, problem) for problem in error.problems]
        closing = say.text("Nothing was changed. Please put this right and try again.")
        raise click.ClickException("\n".join([*lines, closing])) from error


@contextmanager
def _storage(settings: Settings, *, lasting: bool) -> Iterator[Storage]:
    """The database, with the town's own groups in it if it has none.

    What only looks leaves none behind where there was none.
    """
    url = settings.database_url
    with (
        nullcontext(url) if lasting else environment.database_or_temporary(url) as place,
        Storage.open(place) as storage,
    ):
        storage.write_now(lambda db: seed(db, settings.data_dir))
        yield storage


def _show(say: Say, changes: Changes) -> None:
    added, changed = len(changes.added), len(changes.changed)
    click.echo(say.plural("{number} new meeting", "{number} new meetings", added))
    _list([_line(row) for row in changes.added])
    click.echo(say.plural("{number} changed meeting", "{number} changed meetings", changed))
    _list([f"{_line(one.row)}: {', '.join(one.columns)}" for one in changes.changed])
    same = changes.unchanged
    click.echo(say.plural("{number} meeting as before", "{number} meetings as before", same))


def _refuse_many(say: Say, changes: Changes, *, confirmed: bool) -> None:
    number = len(changes.added) + len(changes.changed)
    if number > MANY and not confirmed:
        text = say.text(
            "{number} meetings would be told of at once. If that is right, say --yes.",
            number=number,
        )
        raise click.ClickException(text)


def _list(lines: list[str]) -> None:
    for line in lines[:LISTED]:
        click.echo(f"  {line}")
    if len(lines) > LISTED:
        click.echo("  …")


def _line(row: Row) -> str:
    return f"{row.draft.span.start_wall.replace('T', ' ')} {row.draft.name}"
