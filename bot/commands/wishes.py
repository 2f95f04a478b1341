"""`bildungslotse export wishes` and `import wishes`"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import click

from bot.catalogue.town_files import load_town
from bot.clock import system_clock
from bot.commands import environment
from bot.commands.source import catalogue_for
from bot.commands.wording import explained, show_warnings
from bot.i18n import DEFAULT, Say, say_in
from bot.library import Edition
from bot.matching.matcher import Matcher
from bot.matching.words import town_words
from bot.settings import Settings
from bot.sheets.elsewhere import enter_all, new, read_list
from bot.sheets.wishes import sheets
from bot.sheets.writing import ending, write
from bot.storage import audit
from bot.storage.units import Db, Storage
from bot.wishes.reading import Reading, read

MANY = 200
"""From here on somebody is to say that it is meant."""


@environment.plainly()
def export(file: Path) -> None:
    environment.plain_output()
    say, settings = environment.say(), environment.settings()
    with explained(say):
        ending(file)
    with (
        environment.database_or_temporary(settings.database_url) as url,
        Storage.open(url) as storage,
    ):
        number = storage.read_now(
            lambda db: write(file, sheets(db, settings.timezone, _topics(settings)))
        )
        storage.write_now(lambda db: _note(db, "export"))
    click.echo(say.plural("{number} wish written.", "{number} wishes written.", number))
    click.echo(say.text("The file holds citizens' words: keep it safe, and delete it afterwards."))


def _topics(settings: Settings) -> dict[str, str]:
    """Their German names, by their ids."""
    say = say_in(DEFAULT)
    return {topic.id: say.name(topic.names) for topic in load_town(settings.data_dir).topics}


def _note(db: Db, action: str) -> None:
    """That the command line did it is known; who sat there is not."""
    audit.note(db, None, action, "wish", 0, system_clock(), secrets.token_urlsafe(12))


@environment.plainly()
def take_in(file: Path, *, dry_run: bool, confirmed: bool) -> None:
    """Say what would come in, then keep it: all or nothing."""
    environment.plain_output()
    say, settings = environment.say(), environment.settings()
    with explained(say):
        found = read_list(
            file, _understanding(settings), _topics(settings), environment.today(settings)
        )
    show_warnings(say, found.warnings)
    url = settings.database_url
    with (
        environment.database_or_temporary(url) if dry_run else nullcontext(url) as place,
        Storage.open(place) as storage,
    ):
        fresh = len(storage.read_now(lambda db: new(db, found.wishes)))
        _show(say, fresh, len(found.wishes) - fresh)
        if dry_run:
            click.echo(say.text("Nothing was changed: this was a dry run."))
            return
        _refuse_many(say, fresh, confirmed=confirmed)
        now, timezone = system_clock(), settings.timezone
        kept = storage.write_now(lambda db: enter_all(db, found.wishes, now, timezone))
        storage.write_now(lambda db: _note(db, "import"))
    click.echo(say.plural("{number} wish kept.", "{number} wishes kept.", kept))


def _understanding(settings: Settings) -> Callable[[str], Reading]:
    """By words alone: the model would only find more offers, which nobody asks for here."""
    catalogue = catalogue_for(settings, None)
    edition = Edition(catalogue, Matcher(catalogue, town_words(settings.data_dir)))
    today = environment.today(settings)
    return lambda text: read(edition, text, DEFAULT, today)


def _show(say: Say, fresh: int, known: int) -> None:
    click.echo(say.plural("{number} new wish", "{number} new wishes", fresh))
    click.echo(say.plural("{number} wish as before", "{number} wishes as before", known))


def _refuse_many(say: Say, fresh: int, *, confirmed: bool) -> None:
    if fresh > MANY and not confirmed:
        text = say.text(
            "{number} wishes would come in at once. If that is right, say --yes.", number=fresh
        )
        raise click.ClickException(text)
