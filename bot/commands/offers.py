"""`bildungslotse import offers` and `export offers`"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import click

from bot.catalogue.catalogues import read_data_offers
from bot.catalogue.export import export_offers
from bot.catalogue.importing import (
    Change,
    Changes,
    OvertakenError,
    YesNeededError,
    apply_import,
    plan_import,
    seed,
)
from bot.catalogue.reading import Reading, read_offers_file
from bot.clock import system_clock
from bot.commands import environment
from bot.commands.control import LISTED, warn
from bot.commands.wording import refusal, show_warnings
from bot.i18n import Say
from bot.settings import Settings
from bot.storage.units import Db, Storage


@environment.plainly()
def take_over(file: Path, *, dry_run: bool, confirmed: bool) -> None:
    """Say what would change, then change it: all or nothing."""
    environment.plain_output()
    say = environment.say()
    reading = read_offers_file(file)
    _refuse_problems(say, reading)
    settings = environment.settings()
    with _storage(settings, lasting=not dry_run) as storage:
        changes = storage.read_now(lambda db: plan_import(db, reading))
        _show(say, changes)
        warn(say, settings, storage, changes)
        if dry_run:
            click.echo(say.text("Nothing was changed: this was a dry run."))
            return
        _change(say, storage, changes, confirmed=confirmed)
    click.echo(say.text("The catalogue is up to date."))


@environment.plainly()
def export(file: Path) -> None:
    environment.plain_output()
    say = environment.say()
    if file.suffix.lower() != ".csv":
        raise click.ClickException(say.text("The file's name must end in .csv."))
    try:
        with _storage(environment.settings(), lasting=False) as storage:
            number = storage.read_now(lambda db: export_offers(db, file))
    except OSError as error:
        reason = say.text("{file} cannot be written: {reason}", file=file, reason=error.strerror)
        raise click.ClickException(reason) from error
    click.echo(say.plural("{number} offer written.", "{number} offers written.", number))


@contextmanager
def _storage(settings: Settings, *, lasting: bool) -> Iterator[Storage]:
    """The database, with the town's own offers in it if it never had any.

    What only looks leaves none behind where there was none.
    """
    url = settings.database_url
    reading = read_data_offers(settings.data_dir)
    with (
        nullcontext(url) if lasting else environment.database_or_temporary(url) as place,
        Storage.open(place) as storage,
    ):
        storage.write_now(lambda db: seed(db, reading, system_clock()))
        yield storage


def _change(say: Say, storage: Storage, changes: Changes, *, confirmed: bool) -> None:
    try:
        storage.write_now(lambda db: _apply(db, changes, yes=confirmed))
    except YesNeededError as error:
        removed = len(changes.removed)
        raise click.ClickException(
            say.text(
                "{removed} of {number} offers would be removed. If that is right, say --yes.",
                removed=removed,
                number=removed + changes.unchanged + len(changes.changed),
            )
        ) from error
    except OvertakenError as error:
        text = say.text("Somebody else changed the catalogue meanwhile. Please try again.")
        raise click.ClickException(text) from error


def _apply(db: Db, changes: Changes, *, yes: bool) -> None:
    apply_import(db, changes, system_clock(), yes=yes)


def _refuse_problems(say: Say, reading: Reading) -> None:
    show_warnings(say, reading.warnings)
    if reading.problems:
        raise refusal(say, reading.problems)


def _show(say: Say, changes: Changes) -> None:
    _list(
        say.plural("{number} new offer", "{number} new offers", len(changes.added)), changes.added
    )
    changed = say.plural("{number} changed offer", "{number} changed offers", len(changes.changed))
    _list(changed, changes.changed)
    removed = say.plural("{number} removed offer", "{number} removed offers", len(changes.removed))
    _list(removed, changes.removed)
    unchanged = changes.unchanged
    click.echo(say.plural("{number} offer as before", "{number} offers as before", unchanged))


def _list(head: str, changes: tuple[Change, ...]) -> None:
    click.echo(head)
    for change in changes[:LISTED]:
        columns = ", ".join(difference.column for difference in change.differences)
        click.echo(f"  {change.id}: {columns or change.title}")
    if len(changes) > LISTED:
        click.echo("  …")
