"""`bildungslotse dead`: updates that failed three times, by type and number only."""

from __future__ import annotations

import click

from bot.commands import environment
from bot.storage import dead as stored
from bot.storage.units import Storage


@environment.plainly()
def show() -> None:
    say = environment.say()
    with Storage.open(environment.settings().database_url) as storage:
        updates = storage.read_now(stored.dead)
    for update in updates:
        left = "" if update.retriable else say.text("(no longer there to try again)")
        click.echo(f"{update.update_id}  {update.kind}  {update.died_at:%Y-%m-%d %H:%M} UTC {left}")
    click.echo(say.plural("{number} dead update", "{number} dead updates", len(updates)))


@environment.plainly()
def retry(update_id: int) -> None:
    say = environment.say()
    with Storage.open(environment.settings().database_url) as storage:
        found = storage.write_now(lambda db: stored.retry(db, update_id))
    if not found:
        raise click.ClickException(say.text("There is no dead update {id}.", id=update_id))
    click.echo(say.text("Update {id} is tried again.", id=update_id))
