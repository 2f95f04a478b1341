"""Typed words of a button that leads into another conversation: who can take it up there."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update

from bot.people.roles import Role, may
from handlers.context import Context

Acting = Callable[[Update, Context, str], Coroutine[Any, Any, None]]
"""Does what the code of a button says, which anybody could have made up."""

_ACTS: dict[str, tuple[Acting, Role]] = {}
"""By the letter that codes begin with. Conversations enter themselves: they do not know each other."""


def leads(letter: str, act: Acting, role: Role = Role.CITIZEN) -> None:
    """Codes with this letter are for `act`, where the person may do so."""
    _ACTS[letter] = act, role


async def follow(update: Update, context: Context, code: str) -> bool:
    """Do what a code says; whether there is somebody to do it."""
    act, role = _ACTS.get(code.partition(":")[0], (None, Role.ADMIN))
    if act is None or not may(await context.roles(update), role):
        return False
    await act(update, context, code)
    return True
