"""Staff answer those who would like to join, and invite others."""

from __future__ import annotations

import re
from collections.abc import Mapping

from telegram import Update

from bot.groups import joining
from bot.message import Message
from bot.people.roles import Role
from bot.storage import applications, groups
from bot.storage.applications import ApplicationState
from bot.storage.units import Db
from handlers.context import Context
from handlers.following import follow, leads
from handlers.groups import inviting
from handlers.groups.seen import is_staff
from handlers.opened import find
from handlers.presses import code, part, whole
from handlers.reply import reply
from handlers.routes import at_first_hand, maybe, press
from handlers.views import buttons, cards
from handlers.views.groups import applications as view
from handlers.views.groups.cards import INVITE, PICTURE

_ANSWER = re.compile(
    r"^\W*(?P<how>annehmen|aufnehmen|accept|ablehnen|decline)\b[\s:,]*(?P<word>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_YES = {"annehmen", "aufnehmen", "accept"}


async def press_staff(update: Update, context: Context) -> None:
    await answer(update, context, code(update))


async def typed_staff(update: Update, context: Context) -> bool:
    """Staff answer an application with a word, or write the words of a button."""
    opened = await find(update, context, buttons.GROUPS)
    text = ((update.message.text if update.message else "") or "").strip()
    if opened is None or not opened.near or not text or not at_first_hand(update):
        return False
    if not await is_staff(update, context):
        return False
    said = _ANSWER.match(text)
    if said and opened.step == view.ASKED:
        how = view.ACCEPT if said["how"].lower() in _YES else view.DECLINE
        await answer(update, context, f"{buttons.GROUPS}:{how}:{opened.token}", said["word"])
        return True
    own = ":".join(filter(None, (buttons.GROUPS, opened.step, opened.token)))
    chosen = cards.called(await _staff_screen(update, context, own), own, text)
    return chosen is not None and await follow(update, context, chosen)


async def answer(update: Update, context: Context, code_: str, said: str = "") -> None:
    say, house = await context.say(update), context.house
    step, number, now = part(code_, 1), whole(part(code_, 2)) or 0, house.now()
    if step in {INVITE, PICTURE}:
        await inviting.invite(update, context, number, as_picture=step == PICTURE)
    elif step in {view.ACCEPT, view.DECLINE}:
        decide = joining.accept if step == view.ACCEPT else joining.decline
        word = " ".join(said.split())[:500]

        def work(db: Db) -> Message:
            note = view.decided_note(say, decide(db, number, word, now))
            return view.applications(say, applications.waiting(db), _names(db), note)

        message = await house.storage.write(work)
        await context.keep_card(update, buttons.GROUPS)
        await reply(update, context, message)
    else:
        own = f"{buttons.GROUPS}:{view.ASKED}:{number}" if number else buttons.GROUPS
        await context.keep_card(update, own)
        await reply(update, context, await _staff_screen(update, context, own))


async def _staff_screen(update: Update, context: Context, code_: str) -> Message:
    say, number = await context.say(update), whole(part(code_, 2)) or 0

    def read(db: Db) -> Message:
        found = applications.find(db, number) if number else None
        if found is not None and found.state is ApplicationState.ASKED:
            return view.application(say, found, _names(db))
        note = view.decided_note(say, None) if found else None
        return view.applications(say, applications.waiting(db), _names(db), note)

    return await context.house.storage.read(read)


def _names(db: Db) -> Mapping[int, str]:
    return {one.id: one.about.name for one in groups.everyone(db)}


leads(buttons.GROUPS, answer, Role.STAFF)

ROUTES = (
    press(buttons.GROUPS, press_staff, Role.STAFF),
    maybe(typed_staff),
)
