"""A wish that came by phone, at the counter or at a conference: staff write it down for somebody."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from telegram import Update
from telegram.ext import filters

from bot.people.roles import Role, may
from bot.storage import drafts as stored
from bot.storage import wishes
from bot.storage.drafts import Draft
from bot.wishes import drafts
from bot.wishes.entering import enter_draft
from bot.wishes.reading import Reading, read
from bot.wishes.refusals import Refusal, refuse, word
from bot.wishes.saying import read_details
from bot.wishes.sending import Unsent
from bot.wishes.wish import Source
from handlers.context import Context
from handlers.opened import find
from handlers.presses import code
from handlers.reply import reply, send
from handlers.routes import aside, at_first_hand, command, maybe, press
from handlers.spoken import is_never_mind, is_own
from handlers.views import buttons, crisis, wish_card
from handlers.views import counter as view
from handlers.views.cards import called

_PATH = 4
"""Parts of a code: the letter, the step, the draft, the source; then the value."""


async def begin(update: Update, context: Context) -> None:
    """/eintragen, alone or with the words behind it."""
    said = (update.message.text if update.message else "") or ""
    text = said.partition(" ")[2].strip()
    if text:
        await _take(update, context, text, "", Source.COUNTER)
    else:
        await _ask(update, context)


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
        await _show(update, context, known, source)
    elif is_never_mind(text):
        await _discard(update, context, opened.token)
    elif opened.asks:
        await _take(update, context, text, opened.token, source)
    else:
        return await _named(update, context, opened.token, source, text)
    return True


async def leave(update: Update, context: Context) -> bool:
    """Something else comes now: the next text is not the wish. Never takes the update."""
    opened = await find(update, context, buttons.COUNTER)
    if opened is not None and opened.asks:
        await context.keep_card(update, "")
    return False


async def pressed(update: Update, context: Context) -> None:
    await _act(update, context, code(update).split(":"))


async def _named(update: Update, context: Context, token: str, source: Source, text: str) -> bool:
    """A button of the open card, or details in words; anything else is a question."""
    draft = await context.house.storage.read(lambda db: stored.find(db, token))
    if draft is None or draft.sent is not None:
        return False
    card = view.card(await context.say(update), draft, source)
    if (chosen := called(card, buttons.COUNTER, text)) is not None:
        await _act(update, context, chosen.split(":"))
    elif details := read_details(text):
        await _choose(update, context, token, source, details)
    else:
        return False
    return True


async def _act(update: Update, context: Context, parts: Sequence[str]) -> None:
    """What a code does, which anybody could have made up."""
    _, step, token, _, value = (*parts, "", "", "", "", "")[: _PATH + 1]
    source = _source(parts)
    match step:
        case "":
            await _ask(update, context)
        case "t":
            await _ask(update, context, token, source)
        case "s":
            await _send(update, context, token, source)
        case "x":
            await _discard(update, context, token)
        case _:
            await _choose(update, context, token, source, wish_card.chosen(step, value))


def _source(parts: Sequence[str]) -> Source:
    named = parts[_PATH - 1] if len(parts) >= _PATH else ""
    return Source(named) if named in view.SOURCES else Source.COUNTER


async def _ask(
    update: Update,
    context: Context,
    token: str = "",
    source: Source = Source.COUNTER,
    refusal: Refusal | None = None,
) -> None:
    """The next text is the wish, or the new words of this draft."""
    await context.keep_card(update, f"{buttons.COUNTER}:t:{token}:{source}")
    await reply(update, context, view.prompt(await context.say(update), refusal))


async def _take(update: Update, context: Context, text: str, token: str, source: Source) -> None:
    scene, house = await context.scene(update), context.house
    worded = word(text)
    if refusal := refuse(text) or refuse(worded.text):
        await _ask(update, context, token, source, refusal)
        return
    edition, language = house.library.edition, scene.say.language
    reading = await asyncio.to_thread(read, edition, worded.text, language, scene.today)
    if reading.in_danger:
        # It may be news to whoever sits at the counter: who helps now comes first.
        await send(update, context, crisis.first_help(scene, reading.answer, 0))
    draft = await _keep(update, context, reading, token)
    await _show(update, context, draft, source, hidden=worded.hidden)


async def _keep(update: Update, context: Context, reading: Reading, token: str) -> Draft:
    storage, now, number = context.house.storage, context.house.now(), update.update_id
    sensitive = reading.content.sensitive or reading.in_danger
    content = replace(reading.content, sensitive=sensitive)
    if token:
        changed = await storage.write(lambda db: drafts.rewrite(db, token, number, content))
        if changed is not None and changed.sent is None:
            return changed
    return await storage.write(lambda db: drafts.from_text(db, number, content, now))


async def _choose(
    update: Update, context: Context, token: str, source: Source, chosen: dict[str, object]
) -> None:
    draft = await context.house.storage.write(lambda db: drafts.choose(db, token, **chosen))
    await _show(update, context, draft, source)


async def _show(
    update: Update, context: Context, draft: Draft | None, source: Source, *, hidden: bool = False
) -> None:
    """The card, or the receipt of what it became."""
    say = await context.say(update)
    if draft is None:
        await reply(update, context, view.gone(say))
    elif draft.sent is not None:
        number = draft.sent
        wish = await context.house.storage.read(lambda db: wishes.find(db, number))
        await reply(update, context, view.receipt(say, wish) if wish else view.gone(say))
    else:
        await context.keep_card(update, f"{buttons.COUNTER}:d:{draft.token}:{source}")
        await reply(update, context, view.card(say, draft, source, hidden=hidden))


async def _send(update: Update, context: Context, token: str, source: Source) -> None:
    say, now = await context.say(update), context.house.now()
    sent = await context.house.storage.write(lambda db: enter_draft(db, token, source, now))
    await reply(
        update, context, view.gone(say) if isinstance(sent, Unsent) else view.receipt(say, sent)
    )


async def _discard(update: Update, context: Context, token: str) -> None:
    await context.house.storage.write(lambda db: stored.drop(db, token))
    await context.keep_card(update, "")
    await reply(update, context, view.discarded(await context.say(update)))


ROUTES = (
    command(("eintragen", "enter"), begin, Role.STAFF),
    press(buttons.COUNTER, pressed, Role.STAFF),
    maybe(typed),
    maybe(leave, filters.COMMAND & ~filters.UpdateType.EDITED_MESSAGE),
    aside(buttons.COUNTER, leave),
)
