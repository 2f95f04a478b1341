"""The list of attendance, as a file to print: for those who organise, in their own chat."""

from __future__ import annotations

import asyncio
from datetime import datetime

from markupsafe import Markup
from telegram import Update

from bot.groups import answers
from bot.i18n import DEFAULT, say_in
from bot.message import Message
from bot.people.roles import Role, may
from bot.sheets.attendance import Sheet, attendance
from bot.storage import agenda, audit, groups, meetings
from bot.storage.units import Db
from handlers.context import Context
from handlers.opened import find
from handlers.presses import code, part, whole
from handlers.reply import send, send_file
from handlers.routes import maybe, press
from handlers.views import attendance as view
from handlers.views import buttons
from handlers.views.cards import labelled
from handlers.views.meetings.facts import when, where
from handlers.views.meetings.planning import WHO


async def pressed(update: Update, context: Context) -> None:
    await _show(update, context, whole(part(code(update), 1)) or 0)


async def typed(update: Update, context: Context) -> bool:
    """The words of its button, below who is coming."""
    opened = await find(update, context, buttons.PLANNING)
    text = (update.message.text if update.message else "") or ""
    number = whole(opened.token) if opened and opened.near and opened.step == WHO else None
    if number is None or not may(await context.roles(update), Role.STAFF):
        return False
    row = (view.button(await context.say(update), number),)
    if labelled(Message(Markup(), (row,)), text) is None:
        return False
    await _show(update, context, number)
    return True


async def _show(update: Update, context: Context, number: int) -> None:
    say, house, user = await context.say(update), context.house, update.effective_user
    now, actor = house.now(), user.id if user else None
    office = (await context.scene(update)).catalogue.town.office.name

    def work(db: Db) -> Sheet | None:
        found = _sheet(db, number, office, now.astimezone(house.timezone))
        if found is not None:
            token = f"update:{update.update_id}"
            audit.note(db, actor, "export", "attendance", number, now, token)
        return found

    sheet = await house.storage.write(work)
    if sheet is None:
        await send(update, context, view.gone(say))
        return
    content = await asyncio.to_thread(attendance, sheet)
    await send_file(update, context, view.file_name(say), content, view.caption(say, sheet.name))


def _sheet(db: Db, number: int, office: str, now: datetime) -> Sheet | None:
    """In German, as it is printed in the town."""
    meeting = meetings.find(db, number)
    group = groups.find(db, meeting.working_group) if meeting else None
    if meeting is None or group is None:
        return None
    return Sheet(
        office=office,
        name=meeting.name,
        group=group.about.name,
        when=when(say_in(DEFAULT), meeting.span),
        where=[*where(meeting.location)],
        agenda=[item.name for item in agenda.of_meeting(db, number)],
        places=answers.places(db, meeting),
        printed=now.date(),
    )


ROUTES = (press(buttons.SHEET, pressed, Role.STAFF), maybe(typed))
