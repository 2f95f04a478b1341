"""`bildungslotse team`: who may do more than citizens."""

from __future__ import annotations

import asyncio
from datetime import datetime

import click

from bot.clock import system_clock
from bot.commands import environment
from bot.i18n import Say
from bot.matching.clean import clean
from bot.people import invitations
from bot.people.roles import Role
from bot.settings import Settings
from bot.storage import invitations as stored
from bot.storage import roles
from bot.storage.units import Storage
from bot.telegram.redaction import redacted
from bot.telegram.token import own_name


@environment.plainly()
def invite(role: str, name: str) -> None:
    """Prints a link that gives the role to the first who opens it."""
    say, settings = environment.say(), environment.settings()
    known_as, now = clean(name).text, system_clock()
    with Storage.open(settings.database_url) as storage:
        token = storage.write_now(lambda db: invitations.invite(db, Role(role), known_as, now))
    click.echo(_way_in(say, settings, invitations.payload(token)))
    until = _moment(settings, now + invitations.VALID)
    click.echo(say.text("It works once, until {moment}.", moment=until))


def _way_in(say: Say, settings: Settings, payload: str) -> str:
    with redacted(settings.token):
        bot = asyncio.run(own_name(settings.token, settings.api_url)) if settings.token else None
    if bot is None:
        return say.text("To be sent to the bot: {words}", words=f"/start {payload}")
    return f"https://t.me/{bot}?start={payload}"


@environment.plainly()
def show() -> None:
    environment.plain_output()
    say, settings = environment.say(), environment.settings()
    with (
        environment.database_or_temporary(settings.database_url) as url,
        Storage.open(url) as storage,
    ):
        granted = storage.read_now(roles.granted)
        unused = storage.read_now(lambda db: stored.unused(db, system_clock()))
    for grant in granted:
        since = say.text("since {moment}", moment=_moment(settings, grant.since))
        click.echo(f"{grant.number:>4}  {grant.role:<9}{grant.name or '–'}  {since}")
    for one in unused:
        until = say.text("invited, open until {moment}", moment=_moment(settings, one.expires_at))
        click.echo(f"{one.number:>4}  {one.role:<9}{one.name or '–'}  {until}")
    if settings.admins:
        click.echo(
            say.plural(
                "{number} admin is named in BOT_ADMINS.",
                "{number} admins are named in BOT_ADMINS.",
                len(settings.admins),
            )
        )
    elif not granted and not unused:
        click.echo(say.text("Nobody yet. Invite somebody: team invite --role admin"))


@environment.plainly()
def revoke(number: int) -> None:
    """Holds for the very next thing that person does."""
    say = environment.say()
    with Storage.open(environment.settings().database_url) as storage:
        ended = storage.write_now(lambda db: invitations.end(db, number))
    if ended is None:
        raise click.ClickException(say.text("Nothing has number {number}.", number=number))
    click.echo(say.text("Number {number} has no access any more.", number=number))


def _moment(settings: Settings, moment: datetime) -> str:
    return f"{moment.astimezone(settings.timezone):%Y-%m-%d %H:%M}"
