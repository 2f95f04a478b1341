"""The one place where something unexpected ends: in the log with a number, and as an apology."""

from __future__ import annotations

import logging
import secrets

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.telegram.processing import note
from handlers.context import Context
from handlers.reply import send
from handlers.routes import Scope, scope_of
from handlers.views import human

log = logging.getLogger(__name__)


async def give_up(update: object, context: Context) -> None:
    """What failed is not tried by another conversation."""
    await apologise(update, context)
    raise ApplicationHandlerStop


async def apologise(update: object, context: Context) -> None:
    """Once, after the last try; never says what went wrong, nor who they are to the log."""
    error = context.error
    if not isinstance(error, Exception) or not note(error):
        return
    reference = secrets.token_hex(3).upper()
    log.error("Update failed, reference %s", reference, exc_info=_bare(error))
    if isinstance(update, Update) and scope_of(update) is Scope.PRIVATE:
        scene = await context.scene(update)
        sorry = human.broken(scene.say, scene.catalogue.town.office, reference)
        try:
            await send(update, context, sorry)
        except TelegramError:
            log.error("The apology could not be sent, reference %s", reference)  # noqa: TRY400


def _bare(error: Exception) -> Exception:
    """The error with its place in the code, without its words: they may quote a citizen."""
    return RuntimeError(type(error).__name__).with_traceback(error.__traceback__)
