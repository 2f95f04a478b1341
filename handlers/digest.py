"""/wochenbrief: what staff are sent of the desk, and what they do not want."""

from __future__ import annotations

from telegram import Update

from bot.desk import digest, notices
from bot.i18n import Say
from bot.message import Message
from bot.people.roles import Role
from bot.storage import unwanted
from bot.storage.units import Db
from handlers.context import Context
from handlers.presses import code, word
from handlers.reply import reply, send
from handlers.routes import command, press
from handlers.views import buttons
from handlers.views import digest as view

_KINDS = {view.WEEK: digest.KIND, view.NOTICE: notices.KIND}
_OFF = {"aus", "ab", "nein", "off", "stop", "stopp", "no"}
_ON = {"an", "ein", "ja", "on", "yes"}
_NOTICES = {"hinweise", "hinweis", "notices", "notice"}


async def command_digest(update: Update, context: Context) -> None:
    """What somebody is sent; with a word behind the command what they want changed."""
    said = {one.lower() for one in context.args or ()}
    kind = notices.KIND if said & _NOTICES else digest.KIND
    wanted = False if said & _OFF else True if said & _ON else None
    await reply(update, context, await _set(update, context, kind, wanted))


async def press_digest(update: Update, context: Context) -> None:
    kind = _KINDS.get(word(update, 1), "")
    wanted = {"0": False, "1": True}.get(word(update, 2)) if kind else None
    message = await _set(update, context, kind, wanted)
    apart = buttons.without_back(code(update))[1] == buttons.APART
    answer = send if apart else reply
    await answer(update, context, message)


async def _set(update: Update, context: Context, kind: str, wanted: bool | None) -> Message:
    """Change what is to be changed; the card that shows how it is then."""
    say, user = await context.say(update), update.effective_user
    person = user.id if user else 0
    return await context.house.storage.write(lambda db: _changed(db, say, person, kind, wanted))


def _changed(db: Db, say: Say, person: int, kind: str, wanted: bool | None) -> Message:
    if wanted is not None:
        (unwanted.want if wanted else unwanted.refuse)(db, person, kind)
    refused = unwanted.refused_by(db, person)
    return view.choice(say, digest=digest.KIND not in refused, notices=notices.KIND not in refused)


ROUTES = (
    command(("wochenbrief", "weekletter"), command_digest, Role.STAFF),
    press(buttons.DIGEST, press_digest, Role.STAFF),
)
