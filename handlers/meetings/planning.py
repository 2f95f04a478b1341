"""/termin: staff plan, copy, move and call off meetings; all that is said lies in rows."""

from __future__ import annotations

from telegram import Update

from bot.people.roles import Role, may
from bot.storage import groups
from bot.storage import meetings as stored
from bot.storage.units import Db
from handlers.context import Context
from handlers.following import follow, leads
from handlers.meetings import form, managing, papers, results, sending, step
from handlers.meetings.step import Seen, Step
from handlers.opened import find
from handlers.presses import code, part, whole
from handlers.routes import at_first_hand, command, maybe, press
from handlers.spoken import is_own
from handlers.views import buttons, cards
from handlers.views.meetings import form as form_view
from handlers.views.meetings import papers as papers_view
from handlers.views.meetings import planning as view
from handlers.views.meetings.dates import MOST
from handlers.views.meetings.results import ITEM

_ABOUT = frozenset({view.MANAGE, view.CANCEL, view.WHO, view.MINUTES, view.REMIND})
_ASKING = {
    form_view.EDIT: form.fill,
    view.MINUTES: managing.publish,
    view.REMIND: managing.write_reminders,
    view.PAPERS: papers.take,
    papers_view.OF_ITEM: papers.take_for_item,
    ITEM: results.take,
}
"""Screens on which the next text is what was asked for."""


async def show(update: Update, context: Context) -> None:
    await _act(update, context, buttons.PLANNING)


async def pressed(update: Update, context: Context) -> None:
    await _act(update, context, buttons.without_back(code(update))[0])


async def typed(update: Update, context: Context) -> bool:
    """What was asked for, or the words of a button."""
    opened = await find(update, context, buttons.PLANNING)
    text = ((update.message.text if update.message else "") or "").strip()
    if opened is None or not opened.near or not text or not at_first_hand(update):
        return False
    if not may(await context.roles(update), Role.STAFF) or is_own(text):
        return False
    own = ":".join(filter(None, (buttons.PLANNING, opened.step, opened.token, opened.value)))
    here, storage = await step.of(update, context), context.house.storage
    message, _ = await storage.write(lambda db: screen(here, db, own))
    chosen = cards.called(message, own, text)
    if chosen:
        return await follow(update, context, chosen)
    if opened.step in _ASKING:
        take = _ASKING[opened.step]
        seen = await storage.write(lambda db: take(here, db, opened.token, text))
        await step.show(update, context, seen)
    else:
        return False
    return True


async def _act(update: Update, context: Context, code_: str) -> None:
    here = await step.of(update, context)
    await step.show(
        update, context, await context.house.storage.write(lambda db: do(here, db, code_))
    )


def do(here: Step, db: Db, code_: str) -> Seen:
    """What a code does, which anybody could have made up; in the caller's transaction."""
    letter, token, value = part(code_, 1), part(code_, 2), part(code_, 3)
    number = whole(token) or 0
    done = sending.send(here, db, token) if letter == form_view.SEND else None
    done = done or form.do(here, db, letter, token, value)
    done = done or managing.do(here, db, letter, number, value)
    done = done or papers.do(here, db, letter, number, value)
    return done or results.do(here, db, letter, number, value) or screen(here, db, code_)


def screen(here: Step, db: Db, code_: str) -> Seen:
    """What a code shows, without doing anything."""
    letter, number = part(code_, 1), whole(part(code_, 2)) or 0
    if letter == form_view.EDIT:
        return form.show(here, db, part(code_, 2))
    if letter == view.NEW:
        return form.which_group(here, db, part(code_, 2))
    if letter == view.PAST:
        every = [one.id for one in groups.everyone(db)]
        return view.past(here.say, stored.past(db, every, here.now, MOST)), view.code(letter)
    found = managing.shown(db, number)
    if found and letter in _ABOUT:
        return managing.screen(here, db, letter, found), view.code(letter, number)
    ahead = stored.coming(db, [one.id for one in groups.everyone(db)], here.now)
    known = papers.screen(here, db, letter, number)
    known = known or results.screen(here, db, letter, number, part(code_, 3))
    return known or (view.overview(here.say, ahead), buttons.PLANNING)


leads(buttons.PLANNING, _act, Role.STAFF)

ROUTES = (
    command(("termin", "meeting"), show, Role.STAFF),
    press(buttons.PLANNING, pressed, Role.STAFF),
    maybe(typed),
)
