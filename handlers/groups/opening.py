"""Somebody opens an invitation into a working group."""

from __future__ import annotations

from telegram import Update
from telegram.ext import filters

from bot.groups import joining
from bot.message import Message
from bot.people import invitations
from bot.storage.units import Db
from handlers.context import Context
from handlers.groups.seen import seen
from handlers.reply import reply
from handlers.routes import at_first_hand, maybe
from handlers.views import buttons
from handlers.views.groups import cards as view
from handlers.views.groups import invitation
from handlers.views.groups import joining as joining_view

_BY_LINK = filters.Regex(r"^/start(@\w+)? i_") & ~filters.FORWARDED & ~filters.VIA_BOT


async def open_link(update: Update, context: Context) -> bool:
    """An invitation into a working group; other invitations are for others to answer."""
    say, user, house = await context.say(update), update.effective_user, context.house
    carried = ((update.message.text if update.message else "") or "").partition(" ")[2].strip()
    if user is None or not at_first_hand(update):
        return False
    person, now = user.id, house.now()
    group = await house.storage.read(lambda db: invitations.into(db, carried))
    if group is None:
        return False

    def work(db: Db) -> Message:
        opened = joining.open_link(db, carried, person, update.update_id, now)
        found = seen(db, opened.id, person, now, staff=False) if opened else None
        if found is None:
            return invitation.not_valid(say)
        return view.card(say, found) if found.member else joining_view.invited(say, found.group)

    message = await house.storage.write(work)
    await context.keep_card(update, f"{buttons.GROUP}:{group}:{view.INVITED}")
    await reply(update, context, message)
    return True


ROUTES = (maybe(open_link, _BY_LINK & ~filters.UpdateType.EDITED_MESSAGE),)
