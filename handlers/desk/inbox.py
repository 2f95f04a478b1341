"""/eingang: everything that waits for staff, in one list; a card for each, and what can be done."""

from __future__ import annotations

from telegram import Update
from telegram.ext import filters

from bot.people.roles import Role
from handlers.context import Context
from handlers.desk.asked import read_item, read_narrow
from handlers.desk.moves import act, go
from handlers.desk.naming import is_clusters, is_pairs, is_undelivered
from handlers.desk.seen import After
from handlers.desk.typed import leave, typed
from handlers.presses import code
from handlers.reply import reply
from handlers.routes import aside, command, maybe, press
from handlers.views import buttons
from handlers.views.desk import codes, notes
from handlers.views.desk.codes import Turn, turn_code


async def command_desk(update: Update, context: Context) -> None:
    """The list; a number behind the command opens an item, other words narrow the list."""
    scene, said = await context.scene(update), " ".join(context.args or ())
    narrow = read_narrow(scene, said)
    if is_undelivered(said):
        await go(update, context, After(codes.undelivered()))
    elif is_pairs(said):
        await go(update, context, After(codes.own(codes.PAIRS)))
    elif is_clusters(said):
        await go(update, context, After(codes.own(codes.CLUSTERS)))
    elif ref := read_item(scene.say, said):
        await go(update, context, After(codes.card(ref, "")))
    elif narrow is not None:
        await go(update, context, After(turn_code(Turn(narrow))))
    else:
        await reply(update, context, notes.unknown(scene.say))


async def press_desk(update: Update, context: Context) -> None:
    await act(update, context, code(update))


ROUTES = (
    command(("eingang", "inbox"), command_desk, Role.STAFF),
    press(buttons.DESK, press_desk, Role.STAFF),
    maybe(typed),
    maybe(leave, filters.COMMAND & ~filters.UpdateType.EDITED_MESSAGE),
    aside(buttons.DESK, leave),
)
