"""Invitations: how they are made, used and taken back."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CommandHandler, filters

from bot.i18n import Say
from bot.matching.clean import clean
from bot.people import invitations, roles
from bot.people.roles import GIVEN, Role
from bot.storage import invitations as stored
from bot.storage.invitations import Open
from bot.storage.roles import Grant, granted
from bot.storage.units import Db
from handlers import menu
from handlers.context import Context
from handlers.presses import number, word
from handlers.reply import reply
from handlers.routes import Route, Scope, command, press
from handlers.views import buttons, links, team

_OWN_WORDS = (
    filters.Regex(r"^/start(@\w+)? i_")
    & ~filters.FORWARDED
    & ~filters.VIA_BOT
    & ~filters.UpdateType.EDITED_MESSAGE
)
_INVITE = {"einladen", "invite"}
_END = {"beenden", "entziehen", "end", "revoke"}


async def join(update: Update, context: Context) -> None:
    """Somebody opened an invitation."""
    scene, user, house = await context.scene(update), update.effective_user, context.house
    carried, now = " ".join(context.args or ()), house.now()
    if user is None:
        return
    role = await house.storage.write(
        lambda db: invitations.join(db, carried, user.id, update.update_id, now)
    )
    if role is None:
        await reply(update, context, team.not_valid(scene.say, scene.catalogue.town.office))
        return
    await menu.show(context.bot, user.id, scene.say, await context.roles(update))
    await reply(update, context, team.welcome(scene.say, role))


async def command_team(update: Update, context: Context) -> None:
    """The list; with words behind the command what they ask for."""
    say = await context.say(update)
    asked, _, wanted = " ".join(context.args or ()).partition(" ")
    if asked.lower() in _INVITE:
        await _invite(update, context, say, wanted)
    elif asked.lower() in _END:
        await _ask_end(update, context, say, _whole(wanted))
    else:
        await _show(update, context, say)


async def press_team(update: Update, context: Context) -> None:
    say = await context.say(update)
    match word(update, 1):
        case team.INVITE:
            await _invite(update, context, say, word(update, 2))
        case team.END:
            await _ask_end(update, context, say, number(update, 2))
        case team.SURELY:
            await _end(update, context, say, number(update, 2))
        case _:
            await _show(update, context, say, number(update, 1) or 0)


async def _show(update: Update, context: Context, say: Say, offset: int = 0) -> None:
    entries = await _entries(context)
    await reply(update, context, team.overview(say, entries, context.house.timezone, offset))


async def _invite(update: Update, context: Context, say: Say, wanted: str) -> None:
    """`wanted` begins with a role, as we call it or as the code does; a name may follow."""
    user, house = update.effective_user, context.house
    role, name = _role(say, clean(wanted).text)
    if role is None or user is None:
        await reply(update, context, team.choose_role(say))
        return
    now = house.now()
    token = await house.storage.write(
        lambda db: invitations.invite(db, role, name, now, by=user.id, update=update.update_id)
    )
    link = links.into(context.bot.username, invitations.payload(token))
    until = (now + invitations.VALID).astimezone(house.timezone)
    await reply(update, context, team.invited(say, role, link, until))


def _role(say: Say, wanted: str) -> tuple[Role | None, str]:
    for role in GIVEN:
        for called in (role.value, team.role_name(say, role)):
            if f"{wanted} ".lower().startswith(f"{called} ".lower()):
                return role, wanted[len(called) :].strip()
    return None, ""


async def _ask_end(update: Update, context: Context, say: Say, wanted: int | None) -> None:
    entries = await _entries(context)
    found = next((entry for entry in entries if entry.number == wanted), None)
    if found is not None:
        await reply(update, context, team.ask_end(say, found, context.house.timezone))
    elif wanted is not None:
        await reply(update, context, team.unknown(say, wanted))
    else:
        await _show(update, context, say)


async def _end(update: Update, context: Context, say: Say, wanted: int | None) -> None:
    if wanted is None:
        await _show(update, context, say)
        return
    storage = context.house.storage
    ended = await storage.write(lambda db: invitations.end(db, wanted))
    if ended is not None and (person := ended.person) is not None:
        left = await storage.read(lambda db: roles.held(db, person))
        await menu.show(context.bot, person, say, left)
    await reply(update, context, team.ended(say, wanted))


async def _entries(context: Context) -> list[Grant | Open]:
    now = context.house.now()

    def read(db: Db) -> list[Grant | Open]:
        return [*granted(db), *stored.unused(db, now)]

    return await context.house.storage.read(read)


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


ROUTES = (
    Route(CommandHandler("start", join, _OWN_WORDS), Role.CITIZEN, Scope.PRIVATE),
    command(("team",), command_team, Role.ADMIN),
    press(buttons.TEAM, press_team, Role.ADMIN),
)
