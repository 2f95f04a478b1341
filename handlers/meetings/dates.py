"""/termine: meetings, who comes to them, and each in a calendar."""

from __future__ import annotations

import re

from telegram import Update
from telegram.ext import filters

from bot.calendar import meeting_file
from bot.message import Message
from bot.storage import meetings
from handlers.context import Context
from handlers.following import follow, leads
from handlers.meetings import coming, one_card, times
from handlers.meetings.seen import ahead, listed, mine, past, shown, viewer
from handlers.opened import find
from handlers.presses import code, part, whole
from handlers.reply import reply, send_file
from handlers.routes import at_first_hand, command, maybe, press, words
from handlers.spoken import is_own
from handlers.views import buttons, cards
from handlers.views.meetings import card, dates, entry
from handlers.views.meetings import times as times_view

_SAID = {
    "y": r"zusagen?|zugesagt|ich komme( gerne?)?|ja,? ich komme|i am coming|i'm coming",
    "n": r"absagen?|abgesagt|ich komme (leider )?nicht|nein,? ich komme nicht|i am not coming",
    "u": r"wei(ß|ss) (ich )?(noch )?nicht|vielleicht|i do not know yet|maybe",
}
_BY_LINK = filters.Regex(r"^/start(@\w+)? m(_\d{1,9})?$") & ~filters.UpdateType.EDITED_MESSAGE
_SPOKEN = ("(meine |n[äa]e?chste )?(termine|treffen|sitzungen)", "(my |next )?(meetings|dates)")


async def show(update: Update, context: Context) -> None:
    await _act(update, context, buttons.MEETING)


async def open_link(update: Update, context: Context) -> bool:
    """Somebody comes from a post in the Telegram group of a working group."""
    carried = ((update.message.text if update.message else "") or "").rpartition(" ")[2]
    number = carried.partition("_")[2]
    await _act(update, context, f"{buttons.MEETING}:{number}" if number else buttons.MEETING)
    return True


async def pressed(update: Update, context: Context) -> None:
    await _act(update, context, buttons.without_back(code(update))[0])


async def typed(update: Update, context: Context) -> bool:
    """A button's words below a meeting, or the note that was asked for."""
    opened = await find(update, context, buttons.MEETING)
    text = ((update.message.text if update.message else "") or "").strip()
    if opened is None or not opened.near or not text or not at_first_hand(update):
        return False
    if buttons.MEETING + ":" + opened.step == times_view.CODE:
        return await times.typed(update, context, text)
    number, step = opened.step, opened.token
    if step == card.NOTE and not is_own(text):
        return await coming.note(update, context, whole(number) or 0, text)
    letter = _meant(text)
    if letter and number:
        version = (await _seen(context, whole(number) or 0)) or ""
        await _act(update, context, f"{buttons.MEETING}:{number}:{letter}:{version}")
        return True
    own = f"{buttons.MEETING}:{number}" if number else buttons.MEETING
    chosen = cards.called(await _screen(update, context, own), own, text)
    return chosen is not None and await follow(update, context, chosen)


async def answer_next(update: Update, context: Context) -> bool:
    """As "zusagen" while no meeting is open: to the next one, if there is only one ahead."""
    text = ((update.message.text if update.message else "") or "").strip()
    letter, user = _meant(text), update.effective_user
    if letter is None or user is None or not at_first_hand(update):
        return False
    now, person = context.house.now(), user.id
    found = await context.house.storage.read(lambda db: ahead(db, person, now))
    if not found:
        return False
    one = found[0]
    asked = f":{one.id}:{letter}:{one.version}" if len(found) == 1 else ""
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
    say, house = await context.say(update), context.house
    who, now, number = await viewer(update, context), house.now(), whole(part(code_, 1))
    if number is None:
        many = past if part(code_, 1) == dates.PAST else listed
        return await house.storage.read(lambda db: many(db, say, who, now))
    found = await house.storage.read(lambda db: shown(db, number, who))
    return card.card(say, found, now) if found else card.gone(say)


async def _act(update: Update, context: Context, code_: str) -> None:
    """What a code does, which anybody could have made up."""
    number, step = whole(part(code_, 1)), part(code_, 2)
    if code_.startswith(times_view.CODE):
        await times.act(update, context, step)
    elif number is None:
        own = f":{dates.PAST}" if part(code_, 1) == dates.PAST else ""
        await _keep_and_reply(update, context, f"{buttons.MEETING}{own}")
    elif step == card.CALENDAR:
        await _send_file(update, context, number)
    elif step in card.LETTERS:
        await coming.answer(update, context, number, card.LETTERS[step], whole(part(code_, 3)))
    elif step == card.NOTE:
        await coming.ask_note(update, context, number)
    else:
        await _keep_and_reply(update, context, f"{buttons.MEETING}:{number}")


async def _keep_and_reply(update: Update, context: Context, code_: str) -> None:
    await one_card.show(update, context, code_, await _screen(update, context, code_))


async def _send_file(update: Update, context: Context, number: int) -> None:
    scene, found = await context.scene(update), await mine(update, context, number)
    if found is None:
        await reply(update, context, card.gone(scene.say))
        return
    wording = entry.wording(scene.say, found, scene.catalogue.town.name)
    content = meeting_file(found.meeting, wording, context.house.now())
    caption = entry.caption(scene.say, found.meeting)
    await send_file(update, context, entry.file_name(found.meeting), content, caption)


leads(buttons.MEETING, _act)

ROUTES = (
    command(("termine", "meetings", "dates"), show),
    words(_SPOKEN, show),
    press(buttons.MEETING, pressed),
    maybe(typed),
    maybe(answer_next),
    maybe(times.open_spoken),
    maybe(open_link, _BY_LINK),
)
