"""A wish that came by phone, at the counter or at a conference: staff write it down for somebody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from telegram import Update
from telegram.ext import filters

from bot.people.roles import Role, may
from bot.storage import drafts as stored
from bot.wishes import drafts
from bot.wishes.saying import read_details
from bot.wishes.wish import Source
from handlers import counter_card
from handlers.context import Context
from handlers.opened import find
from handlers.presses import code
from handlers.routes import aside, at_first_hand, command, maybe, press
from handlers.spoken import is_never_mind, is_own
from handlers.views import buttons, wish_card
from handlers.views import counter as view
from handlers.views.cards import called

_PATH = 4
"""Parts of a code: the letter, the step, the draft, the source; then the value."""

_SAID = {
    Source.PHONE: "(am |per |übers )?telefon(isch)?|(telefon)?anruf|angerufen|(by )?phone|call",
    Source.COUNTER: "(am )?(schalter|tresen)|an der theke|persönlich|(at the )?counter|in person",
    Source.CONFERENCE: "(auf (der|einer) |bei (der|einer) )?(konferenz|tagung|veranstaltung)|(at a )?conference",
}
"""How a wish came in, in words."""

_HOW = {
    source: re.compile(
        rf"^\W*(?:{said})(?:\W*$|\s*[:,–-]\s*(?P<rest>\S.*)$)", re.IGNORECASE | re.DOTALL
    )
    for source, said in _SAID.items()
}
_ENTER = re.compile(
    r"^\W*((ab)?senden|speichern|fertig|ok(ay)?|ja|save|send|yes)\W*$", re.IGNORECASE
)


async def begin(update: Update, context: Context) -> None:
    """/eintragen, alone or with the words behind it."""
    said = (update.message.text if update.message else "") or ""
    await _hear(update, context, said.partition(" ")[2].strip(), "", Source.COUNTER)


async def typed(update: Update, context: Context) -> bool:
    """The words that were asked for, or of a button of the card; only of who is staff still."""
    opened = await find(update, context, buttons.COUNTER)
    if opened is None or not opened.near or not at_first_hand(update):
        return False
    text = ((update.message.text if update.message else "") or "").strip()
    if is_own(text) or not may(await context.roles(update), Role.STAFF):
        return False
    source = _source((await context.open_card(update)).split(":"))
    known = await context.house.storage.read(lambda db: drafts.of_text(db, update.update_id))
    if known is not None:
        await counter_card.show(update, context, known, source)
    elif is_never_mind(text):
        await counter_card.discard(update, context, opened.token)
    elif opened.asks:
        await _hear(update, context, text, opened.token, source)
    else:
        return await _named(update, context, opened.token, source, text)
    return True


async def _hear(update: Update, context: Context, text: str, token: str, source: Source) -> None:
    """The words of a wish; how it came in may stand before them, or alone."""
    heard, words = _how(text)
    if words:
        await counter_card.take(update, context, words, token, heard or source)
    else:
        await counter_card.ask(update, context, token, heard or source, heard)


def _how(text: str) -> tuple[Source | None, str]:
    """As "Telefon: Yoga": the way in, and the rest."""
    for source, pattern in _HOW.items():
        if found := pattern.match(text):
            return source, (found["rest"] or "").strip()
    return None, text


async def leave(update: Update, context: Context) -> bool:
    """Something else comes now: the next text is not the wish. Never takes the update."""
    opened = await find(update, context, buttons.COUNTER)
    if opened is not None and opened.asks:
        await context.keep_card(update, "")
    return False


async def pressed(update: Update, context: Context) -> None:
    await _act(update, context, code(update).split(":"))


async def _named(update: Update, context: Context, token: str, source: Source, text: str) -> bool:
    """A button of the open card, details, or how it came in; other words are the wish anew."""
    draft = await context.house.storage.read(lambda db: stored.find(db, token))
    if draft is None or draft.sent is not None:
        return False
    card = view.card(await context.say(update), draft, source)
    heard, words = _how(text)
    if (chosen := called(card, buttons.COUNTER, text)) is not None:
        await _act(update, context, chosen.split(":"))
    elif _ENTER.match(text):
        await counter_card.send(update, context, token, source)
    elif heard is not None and not words:
        await counter_card.show(update, context, draft, heard)
    elif details := read_details(text):
        await counter_card.choose(update, context, token, source, details)
    else:
        await counter_card.take(update, context, words, token, heard or source)
    return True


async def _act(update: Update, context: Context, parts: Sequence[str]) -> None:
    """What a code does, which anybody could have made up."""
    _, step, token, _, value = (*parts, "", "", "", "", "")[: _PATH + 1]
    source = _source(parts)
    match step:
        case "":
            await counter_card.ask(update, context)
        case "t":
            await counter_card.ask(update, context, token, source)
        case "s":
            await counter_card.send(update, context, token, source)
        case "x":
            await counter_card.discard(update, context, token)
        case _:
            await counter_card.choose(update, context, token, source, wish_card.chosen(step, value))


def _source(parts: Sequence[str]) -> Source:
    named = parts[_PATH - 1] if len(parts) >= _PATH else ""
    return Source(named) if named in view.SOURCES else Source.COUNTER


ROUTES = (
    command(("eintragen", "enter"), begin, Role.STAFF),
    press(buttons.COUNTER, pressed, Role.STAFF),
    maybe(typed),
    maybe(leave, filters.COMMAND & ~filters.UpdateType.EDITED_MESSAGE),
    aside(buttons.COUNTER, leave),
)
