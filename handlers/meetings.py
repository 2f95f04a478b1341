"""/termine: meetings, who comes to them, and each in a calendar."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from markupsafe import Markup
from telegram import Update

from bot.calendar import meeting_file
from bot.catalogue.problems import RefusedError
from bot.groups import answers
from bot.i18n import Say
from bot.message import Message
from bot.people.roles import Role, may
from bot.storage import agenda, attendance, groups, meetings, memberships
from bot.storage.attendance import Coming
from bot.storage.meetings import Meeting
from bot.storage.units import Db
from handlers.context import Context
from handlers.opened import find
from handlers.presses import code, part, whole
from handlers.reply import reply, send_file
from handlers.routes import at_first_hand, command, maybe, press, words
from handlers.spoken import is_own
from handlers.views import buttons, cards
from handlers.views import meetings as view
from handlers.views.meetings import Shown

_SAID = {
    "y": r"zusagen?|zugesagt|ich komme( gerne?)?|ja,? ich komme|i am coming|i'm coming",
    "n": r"absagen?|abgesagt|ich komme (leider )?nicht|nein,? ich komme nicht|i am not coming",
    "u": r"wei(ß|ss) (ich )?(noch )?nicht|vielleicht|i do not know yet|maybe",
}
_SPOKEN = ("(meine |n[äa]e?chste )?(termine|treffen|sitzungen)", "(my |next )?(meetings|dates)")


async def show(update: Update, context: Context) -> None:
    await _act(update, context, buttons.MEETING)


async def pressed(update: Update, context: Context) -> None:
    await _act(update, context, buttons.without_back(code(update))[0])


async def typed(update: Update, context: Context) -> bool:
    """A button's words below a meeting, or the note that was asked for."""
    opened = await find(update, context, buttons.MEETING)
    text = ((update.message.text if update.message else "") or "").strip()
    if opened is None or not opened.near or not text or not at_first_hand(update):
        return False
    number, step = opened.step, opened.token
    if step == view.NOTE and not is_own(text):
        return await _note(update, context, whole(number) or 0, text)
    letter = _meant(text)
    if letter and number:
        version = (await _seen(context, whole(number) or 0)) or ""
        await _act(update, context, f"{buttons.MEETING}:{number}:{letter}:{version}")
        return True
    own = f"{buttons.MEETING}:{number}" if number else buttons.MEETING
    chosen = cards.called(await _screen(update, context, own), own, text)
    if not chosen or not chosen.startswith(buttons.MEETING):
        return False
    await _act(update, context, chosen)
    return True


async def answer_next(update: Update, context: Context) -> bool:
    """As "zusagen" while no meeting is open: to the next one, if there is only one ahead."""
    text = ((update.message.text if update.message else "") or "").strip()
    letter, user = _meant(text), update.effective_user
    if letter is None or user is None or not at_first_hand(update):
        return False
    now, person = context.house.now(), user.id
    ahead = await context.house.storage.read(lambda db: _ahead(db, person, now))
    if not ahead:
        return False
    one = ahead[0]
    asked = f":{one.id}:{letter}:{one.version}" if len(ahead) == 1 else ""
    await _act(update, context, f"{buttons.MEETING}{asked}")
    return True


def _meant(text: str) -> str | None:
    for letter, pattern in _SAID.items():
        if re.fullmatch(rf"\W*(?:{pattern})\W*", text, re.IGNORECASE):
            return letter
    return None


async def _seen(context: Context, number: int) -> int | None:
    found = await context.house.storage.read(lambda db: meetings.find(db, number))
    return found.version if found else None


async def _screen(update: Update, context: Context, code_: str) -> Message:
    """What a code shows, without doing anything."""
    say, user, house = await context.say(update), update.effective_user, context.house
    person, now, number = user.id if user else 0, house.now(), whole(part(code_, 1))
    if number is None:
        return await house.storage.read(lambda db: _list(db, say, person, now))
    staff = await _staff(update, context)
    found = await house.storage.read(lambda db: shown(db, number, person, staff=staff))
    return view.card(say, found, now) if found else view.gone(say)


async def _act(update: Update, context: Context, code_: str) -> None:
    """What a code does, which anybody could have made up."""
    number, step = whole(part(code_, 1)), part(code_, 2)
    if number is None:
        await _keep_and_reply(update, context, buttons.MEETING)
    elif step == view.CALENDAR:
        await _send_file(update, context, number)
    elif step in view.LETTERS:
        await _answer(update, context, number, view.LETTERS[step], whole(part(code_, 3)))
    elif step == view.NOTE:
        await _ask_note(update, context, number)
    else:
        await _keep_and_reply(update, context, f"{buttons.MEETING}:{number}")


async def _keep_and_reply(update: Update, context: Context, code_: str) -> None:
    await context.keep_card(update, code_)
    await reply(update, context, await _screen(update, context, code_))


async def _answer(
    update: Update, context: Context, number: int, coming: Coming, version: int | None
) -> None:
    """Say so, if the date is still the one that was read."""
    say, user, house = await context.say(update), update.effective_user, context.house
    person, now, staff = user.id if user else 0, house.now(), await _staff(update, context)

    def work(db: Db) -> Message:
        found = shown(db, number, person, staff=staff)
        if found is None:
            return view.gone(say)
        note: Markup | None = view.changed(say)
        if found.meeting.version == version or not found.member or found.meeting.cancelled:
            answers.answer(db, number, person, coming, now)
            found, note = shown(db, number, person, staff=staff) or found, None
        return view.card(say, found, now, note)

    message = await house.storage.write(work)
    await context.keep_card(update, f"{buttons.MEETING}:{number}")
    await reply(update, context, message)


async def _ask_note(update: Update, context: Context, number: int) -> None:
    say, found = await context.say(update), await _mine(update, context, number)
    if found is None or not found.member:
        await _keep_and_reply(update, context, f"{buttons.MEETING}:{number}")
        return
    await context.keep_card(update, f"{buttons.MEETING}:{number}:{view.NOTE}")
    await reply(update, context, view.ask_note(say, found))


async def _note(update: Update, context: Context, number: int, text: str) -> bool:
    say, user, house = await context.say(update), update.effective_user, context.house
    person, now, staff = user.id if user else 0, house.now(), await _staff(update, context)

    def work(db: Db) -> Message:
        answers.answer(db, number, person, None, now, note=text)
        found = shown(db, number, person, staff=staff)
        return view.card(say, found, now) if found else view.gone(say)

    try:
        message = await house.storage.write(work)
    except RefusedError:
        await reply(update, context, view.too_long(say, len(text)))
        return True
    await context.keep_card(update, f"{buttons.MEETING}:{number}")
    await reply(update, context, message)
    return True


async def _send_file(update: Update, context: Context, number: int) -> None:
    scene, found = await context.scene(update), await _mine(update, context, number)
    if found is None:
        await reply(update, context, view.gone(scene.say))
        return
    wording = view.wording(scene.say, found, scene.catalogue.town.name)
    content = meeting_file(found.meeting, wording, context.house.now())
    caption = view.caption(scene.say, found.meeting)
    await send_file(update, context, view.file_name(found.meeting), content, caption)


async def _mine(update: Update, context: Context, number: int) -> Shown | None:
    user = update.effective_user
    person = user.id if user else 0
    return await context.house.storage.read(lambda db: shown(db, number, person, staff=False))


async def _staff(update: Update, context: Context) -> bool:
    return may(await context.roles(update), Role.STAFF)


def shown(db: Db, number: int, person: int, *, staff: bool) -> Shown | None:
    """A meeting as a person sees it; others than members see when, where and what about."""
    meeting = meetings.find(db, number)
    group = groups.find(db, meeting.working_group) if meeting else None
    if meeting is None or group is None:
        return None
    member = memberships.find(db, group.id, person) is not None
    found = Shown(meeting, group, member, items=agenda.of_meeting(db, number))
    if member or staff:
        found = replace(found, documents=agenda.documents(db, number))
    else:
        # The address of a room on the net is for those who belong there.
        place = replace(meeting.location, online_url="")
        public = replace(meeting, location=place, minutes_url="")
        found = replace(found, meeting=public)
    given = attendance.find(db, number, person) if member else None
    if given:
        stands = given.coming if given.start == meeting.span.start else None
        found = replace(found, coming=stands, note=given.note)
    return replace(found, tally=answers.tally(db, meeting)) if staff else found


def _list(db: Db, say: Say, person: int, now: datetime) -> Message:
    own = memberships.groups(db, person)
    which = own or [one.id for one in groups.everyone(db) if one.about.active]
    ahead = meetings.coming(db, which, now)[: view.MOST]
    found = [one for each in ahead if (one := shown(db, each.id, person, staff=False))]
    return view.mine(say, found, member=bool(own))


def _ahead(db: Db, person: int, now: datetime) -> list[Meeting]:
    mine = memberships.groups(db, person)
    return [one for one in meetings.coming(db, mine, now) if not one.cancelled]


ROUTES = (
    command(("termine", "meetings", "dates"), show),
    words(_SPOKEN, show),
    press(buttons.MEETING, pressed),
    maybe(typed),
    maybe(answer_next),
)
