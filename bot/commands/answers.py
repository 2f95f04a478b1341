"""`bildungslotse import answers`"""

from __future__ import annotations

from pathlib import Path

import click

from bot.clock import system_clock
from bot.commands import environment
from bot.commands.control import LISTED
from bot.commands.wording import explained, show_warnings
from bot.i18n import Say
from bot.sheets import words
from bot.sheets.answers import Answers, read_answers
from bot.sheets.deciding import Changes, apply, plan
from bot.storage.units import Storage

MANY = 200
"""From here on somebody is to say that it is meant: what people are told cannot be taken back."""


@environment.plainly()
def take_over(file: Path, *, dry_run: bool, confirmed: bool) -> None:
    """Say what would be decided, then decide it: all or nothing."""
    environment.plain_output()
    say = environment.say()
    with explained(say):
        answers = read_answers(file)
        show_warnings(say, answers.warnings)
        url = environment.settings().database_url
        with environment.database_or_temporary(url) as place, Storage.open(place) as storage:
            changes = storage.read_now(lambda db: plan(db, answers.answers))
            _show(say, changes)
            if dry_run:
                click.echo(say.text("Nothing was changed: this was a dry run."))
                return
            _decide(say, storage, answers, changes, confirmed=confirmed)


def _decide(
    say: Say, storage: Storage, answers: Answers, changes: Changes, *, confirmed: bool
) -> None:
    if len(changes.changes) > MANY and not confirmed:
        number = len(changes.changes)
        text = say.text(
            "{number} wishes would be answered at once. If that is right, say --yes.", number=number
        )
        raise click.ClickException(text)
    decided = storage.write_now(lambda db: apply(db, answers.answers, system_clock()))
    number = len(decided.changes)
    click.echo(say.plural("{number} wish decided.", "{number} wishes decided.", number))


def _show(say: Say, changes: Changes) -> None:
    number = len(changes.changes)
    click.echo(say.plural("{number} wish with news", "{number} wishes with news", number))
    for change in changes.changes[:LISTED]:
        status = words.STATUSES[change.decision.status]
        click.echo(say.text("  No. {number}: {status}", number=change.wish.id, status=status))
    if number > LISTED:
        click.echo("  …")
    told = changes.told
    click.echo(say.plural("{number} person is told", "{number} people are told", told))
    unchanged = changes.unchanged
    click.echo(say.plural("{number} wish as before", "{number} wishes as before", unchanged))
