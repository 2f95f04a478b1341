"""Somebody writes faster than anybody reads: one notice."""

from __future__ import annotations

from telegram import Update

from handlers.context import Context
from handlers.reply import send
from handlers.routes import Scope, scope_of
from handlers.views import human


async def slow_down(update: Update, context: Context) -> None:
    if scope_of(update) is Scope.PRIVATE:
        await send(update, context, human.too_much(await context.say(update)))
