"""The commands that Telegram's menu shows to those who can do more than citizens."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress

from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import BadRequest, Forbidden

from bot.i18n import Say
from bot.people.roles import Role
from handlers.views import commands


async def show(bot: Bot, person: int, say: Say, held: Collection[Role]) -> None:
    """Make the menu of this person fit their roles; who never wrote to us has none yet."""
    own, chat = commands.of_roles(say, held), BotCommandScopeChat(person)
    with suppress(BadRequest, Forbidden):
        if own:
            listed = [BotCommand(name, text) for name, text in (*commands.listed(say), *own)]
            await bot.set_my_commands(listed, scope=chat)
        else:
            await bot.delete_my_commands(scope=chat)
