"""`bildungslotse retention`: ends what is over; says how much, never what."""

from __future__ import annotations

import click

from bot import retention
from bot.clock import system_clock
from bot.commands import environment
from bot.storage.units import Storage


@environment.plainly()
def sweep(*, dry_run: bool) -> None:
    """`run` does the same every hour."""
    environment.plain_output()
    say, now = environment.say(), system_clock()
    work = retention.overdue if dry_run else retention.sweep
    with (
        environment.database_or_temporary(environment.settings().database_url) as url,
        Storage.open(url) as storage,
    ):
        swept = storage.write_now(lambda db: work(db, now))
    for rule, number in swept:
        click.echo(f"{number:>7}  {say.text(rule.what)}")
    if dry_run:
        click.echo(say.text("Nothing was dropped: this only looked."))
