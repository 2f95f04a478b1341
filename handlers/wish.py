"""A wish: its words, one card, "send". Nothing is kept as a wish before that."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence

from telegram import Update
from telegram.ext import filters

from bot.message import Message
from bot.storage import drafts as stored
from bot.storage import wishes
from bot.storage.drafts import Draft
from bot.storage.followers import Follower
from bot.wishes import drafts, sending, support
from bot.wishes.reading import Reading, read
from bot.wishes.refusals import refuse, word
from bot.wishes.saying import Chosen, read_details
from bot.wishes.sending import Author, Unsent
from bot.wishes.similar import Similar, similar
from bot.wishes.wish import AGES, SUITS, Whom
from handlers.context import Context
from handlers.presses import code, whole
from handlers.reply import reply, send
from handlers.routes import command, maybe, message, press, words
from handlers.views import buttons, crisis, human, wish_card
from handlers.views import wish as view
from handlers.views.cards import called

_OWN = re.compile(
    r"^\W*((alle )?(meine )?(daten )?l[öo]e?sch\w*|stopp?|abmelden|abbrechen|nein|zur[üu]e?ck"
    r"|hilfe|help|start|datenschutz|privacy|impressum|imprint|(ein )?mensch\w*|meine w[üu]e?nsche)\W*$",
    re.IGNORECASE,
)
"""Words that mean something of their own, even where a wish was asked for."""

_SAID = re.compile(
    r"^\W*(?:(?:(?:ich|wir) )?w[üu]e?nschen? (?:mir|uns)|ich h[äa]e?tte gerne?|i wish for)[ ,:]+(?P<wish>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_SPOKEN = (
    "(ein(en)? |neuer |mein )?wunsch( abgeben| eintragen)?",
    "(das )?w[üu]e?nsche? ich mir( auch)?",
    "ich (habe|h[äa]e?tte) einen wunsch",
    "(a |new )?wish|i have a wish",
)
_PATH = 3
"""Parts of a code: the letter, the step, the draft; then the value."""


async def begin(update: Update, context: Context) -> None:
    """/wunsch, alone or with the words behind it."""
    said = (update.message.text if update.message else "") or ""
    text = said.partition(" ")[2].strip() if said.startswith("/") else ""
    if text:
        await _take(update, context, text)
    else:
        await _ask(update, context)


async def begin_said(update: Update, context: Context) -> None:
    """As "ich wünsche mir …": the words are there already."""
    found = _SAID.match((update.message.text if update.message else "") or "")
    await _take(update, context, found["wish"] if found else "")


async def typed(update: Update, context: Context) -> bool:
    """The words of a wish that were asked for, or of a button of its card."""
    text = ((update.message.text if update.message else "") or "").strip()
    opened = await context.open_card(update)
    letter, step, token = (*opened.split(":"), "", "")[:_PATH]
    if letter != buttons.WISH or _OWN.match(text):
        return False
    known = await context.house.storage.read(lambda db: drafts.of_text(db, update.update_id))
    if known is not None:
        await _lead(update, context, known)
    elif step in {"", "t"}:
        await _take(update, context, text, token)
    else:
        return await _named(update, context, token, text)
    return True


async def pressed(update: Update, context: Context) -> None:
    await _act(update, context, code(update).partition("|")[0].split(":"))


async def _named(update: Update, context: Context, token: str, text: str) -> bool:
    """A button of the open card, or its details in words; anything else is a question."""
    draft = await context.house.storage.read(lambda db: stored.find(db, token))
    if draft is None:
        return False
    say = await context.say(update)
    card = wish_card.card(say, draft, await _similar(context, draft))
    chosen = called(card, buttons.WISH, text)
    if chosen is not None:
        await _act(update, context, chosen.split(":"))
    elif draft.sent is None and (details := read_details(text)):
        await _choose(update, context, token, details)
    else:
        return False
    return True


async def _act(update: Update, context: Context, parts: Sequence[str]) -> None:
    """What a code does, which anybody could have made up."""
    _, step, token, value = (*parts, "", "", "", "")[: _PATH + 1]
    match step:
        case "":
            await _ask(update, context)
        case "a":
            await _from_question(update, context, token)
        case "e":
            await _change(update, context, token)
        case "w" | "p":
            await _choose(update, context, token, _chosen(step, value))
        case "t":
            await _ask(update, context, token)
        case "j":
            await _join(update, context, token, value)
        case "s":
            await _send(update, context, token)
        case "x":
            await _discard(update, context, token)
        case _:
            await _again(update, context, token, compare=step == "v")


async def _ask(update: Update, context: Context, token: str = "") -> None:
    """The next text is the wish, or the new words of this draft."""
    await context.keep_card(update, f"{buttons.WISH}:t:{token}" if token else buttons.WISH)
    await reply(update, context, view.prompt(await context.say(update)))


async def _take(update: Update, context: Context, text: str, token: str = "") -> None:
    """Words for a new draft, or for the one called `token`."""
    scene, house = await context.scene(update), context.house
    worded = word(text)
    edition, language = house.library.edition, scene.say.language
    reading = await asyncio.to_thread(read, edition, worded.text, language, scene.today)
    if reading.in_danger:
        number = update.message.message_id if update.message else 0
        await reply(update, context, crisis.first_help(scene, reading.answer, number))
        return
    if refusal := refuse(text) or refuse(worded.text):
        await context.keep_card(update, f"{buttons.WISH}:t:{token}" if token else buttons.WISH)
        await reply(update, context, view.prompt(scene.say, refusal))
        return
    draft = await _keep(update, context, reading, token)
    if worded.hidden:
        await context.keep_card(update, f"{buttons.WISH}:d:{draft.token}")
        await reply(update, context, view.hidden(scene.say, draft))
    else:
        await _lead(update, context, draft, reading)


async def _keep(update: Update, context: Context, reading: Reading, token: str) -> Draft:
    storage, now, content = context.house.storage, context.house.now(), reading.content
    number = update.update_id
    if token:
        changed = await storage.write(lambda db: drafts.rewrite(db, token, number, content))
        if changed is not None and changed.sent is None:
            return changed
    return await storage.write(lambda db: drafts.from_text(db, number, content, now))


async def _from_question(update: Update, context: Context, asked: str) -> None:
    """As "tell me when it exists": the question is the text already."""
    scene, house = await context.scene(update), context.house
    draft = await house.storage.read(lambda db: drafts.of_question(db, asked))
    if draft is None:
        found = await house.questions.again(asked, scene.today)
        if found is None:
            await send(update, context, human.stale(scene.say))
            return
        text = word(found.answer.understanding.text)
        edition, language = house.library.edition, scene.say.language
        reading = await asyncio.to_thread(read, edition, text.text, language, scene.today)
        content, now = reading.content, house.now()
        if refuse(text.text) is not None:
            await _ask(update, context)
            return
        draft = await house.storage.write(lambda db: drafts.from_question(db, asked, content, now))
    await send(update, context, await _shown(update, context, draft))


async def _change(update: Update, context: Context, number: str) -> None:
    """The card of a wish that was sent, for other words."""
    scene, house, user = await context.scene(update), context.house, update.effective_user
    wish = await house.storage.read(lambda db: wishes.find(db, whole(number) or 0))
    draft, now = None, house.now()
    if wish is not None and user is not None:
        found = wish
        draft = await house.storage.write(
            lambda db: (
                drafts.of_wish(db, found, update.update_id, now)
                if drafts.may_change(db, found, user.id)
                else None
            )
        )
    if draft is None:
        office = scene.catalogue.town.office
        await reply(update, context, view.unsent(scene.say, Unsent.FIXED, office))
    else:
        await reply(update, context, await _shown(update, context, draft))


def _chosen(step: str, value: str) -> Chosen:
    """What a button of the card sets; a forged one sets nothing."""
    if step == "w" and value in [*Whom, wish_card.NOTHING]:
        low, high = AGES[Whom(value)] if value in list(Whom) else (None, None)
        return {"age_from": low, "age_to": high}
    if step == "p" and value in (*SUITS, wish_card.NOTHING):
        place, time = SUITS.get(value, ("", ""))
        return {"place": place, "time": time}
    return {}


async def _choose(update: Update, context: Context, token: str, chosen: Chosen) -> None:
    draft = await context.house.storage.write(lambda db: drafts.choose(db, token, **chosen))
    await _show(update, context, draft)


async def _again(update: Update, context: Context, token: str, *, compare: bool) -> None:
    """The draft once more; `compare` it with what there is first."""
    draft = await context.house.storage.read(lambda db: stored.find(db, token))
    if draft is not None and draft.sent is None and compare:
        await _lead(update, context, draft)
    else:
        await _show(update, context, draft)


async def _lead(
    update: Update, context: Context, draft: Draft, reading: Reading | None = None
) -> None:
    """What fits already, if anything does; else the card."""
    scene, content = await context.scene(update), draft.content
    if draft.sent is not None:
        await _show(update, context, draft)
        return
    if reading is None:
        edition = context.house.library.edition
        args = edition, content.text, content.language, scene.today
        reading = await asyncio.to_thread(read, *args)
    if reading.existing:
        await context.keep_card(update, f"{buttons.WISH}:d:{draft.token}")
        await reply(update, context, view.existing(scene, draft, reading.existing))
    else:
        await _show(update, context, draft)


async def _show(update: Update, context: Context, draft: Draft | None) -> None:
    if draft is None:
        await _unsent(update, context, Unsent.GONE)
    else:
        await reply(update, context, await _shown(update, context, draft))


async def _shown(update: Update, context: Context, draft: Draft) -> Message:
    """The card, or the receipt of what it became."""
    scene, house = await context.scene(update), context.house
    if draft.sent is not None:
        number, office = draft.sent, scene.catalogue.town.office
        wish = await house.storage.read(lambda db: wishes.find(db, number))
        if wish is None:
            return view.unsent(scene.say, Unsent.GONE, office)
        return view.receipt(scene.say, wish, office)
    await context.keep_card(update, f"{buttons.WISH}:d:{draft.token}")
    return wish_card.card(scene.say, draft, await _similar(context, draft))


async def _send(update: Update, context: Context, token: str) -> None:
    scene, house, user = await context.scene(update), context.house, update.effective_user
    if user is None:
        return
    author, now = Author(user.id, scene.say.language), house.now()
    sent = await house.storage.write(lambda db: sending.send(db, token, author, now))
    if isinstance(sent, Unsent):
        await _unsent(update, context, sent)
    else:
        office = scene.catalogue.town.office
        await reply(update, context, view.receipt(scene.say, sent, office))


async def _join(update: Update, context: Context, token: str, number: str) -> None:
    """As "me too": as long as the draft is there in which it was offered."""
    say, house, user = await context.say(update), context.house, update.effective_user
    draft = await house.storage.read(lambda db: stored.find(db, token))
    offered = {one.wish.id for one in await _similar(context, draft)} if draft else set()
    wanted = whole(number) or 0
    if user is None or wanted not in offered:
        await _unsent(update, context, Unsent.GONE)
        return
    supporter, now = Follower(user.id, author=False, language=say.language), house.now()
    joined = await house.storage.write(lambda db: support.join(db, wanted, supporter, now))
    if joined is None:
        await _unsent(update, context, Unsent.GONE)
    else:
        await reply(update, context, view.joined(say, joined))


async def _discard(update: Update, context: Context, token: str) -> None:
    await context.house.storage.write(lambda db: stored.drop(db, token))
    await reply(update, context, view.discarded(await context.say(update)))


async def _unsent(update: Update, context: Context, why: Unsent) -> None:
    scene = await context.scene(update)
    await reply(update, context, view.unsent(scene.say, why, scene.catalogue.town.office))


async def _similar(context: Context, draft: Draft) -> Sequence[Similar]:
    """Nobody is shown others' wishes while changing their own."""
    if draft.sent is not None or draft.changes is not None:
        return ()
    return await context.house.storage.read(lambda db: similar(db, draft.content))


ROUTES = (
    command(("wunsch", "wish"), begin),
    words(_SPOKEN, begin),
    message(filters.Regex(_SAID) & ~filters.UpdateType.EDITED_MESSAGE, begin_said),
    press(buttons.WISH, pressed),
    maybe(typed),
)
