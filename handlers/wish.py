"""A wish: its words, one card, "send". Nothing is kept as a wish before that."""

from __future__ import annotations

import re
from collections.abc import Sequence

from telegram import Update
from telegram.ext import filters

from bot.storage import drafts as stored
from bot.wishes import drafts
from bot.wishes.saying import read_details
from handlers import wish_card, wish_receipt, wish_text
from handlers.context import Context
from handlers.presses import code
from handlers.routes import command, maybe, message, press, words
from handlers.views import buttons
from handlers.views import wish_card as view
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
        await wish_text.take(update, context, text)
    else:
        await wish_text.ask(update, context)


async def begin_said(update: Update, context: Context) -> None:
    """As "ich wünsche mir …": the words are there already."""
    found = _SAID.match((update.message.text if update.message else "") or "")
    await wish_text.take(update, context, found["wish"] if found else "")


async def typed(update: Update, context: Context) -> bool:
    """The words of a wish that were asked for, or of a button of its card."""
    text = ((update.message.text if update.message else "") or "").strip()
    opened = await context.open_card(update)
    letter, step, token = (*opened.split(":"), "", "")[:_PATH]
    if letter != buttons.WISH or _OWN.match(text):
        return False
    known = await context.house.storage.read(lambda db: drafts.of_text(db, update.update_id))
    if known is not None:
        await wish_card.lead(update, context, known)
    elif step in {"", "t"}:
        await wish_text.take(update, context, text, token)
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
    card = view.card(say, draft, await wish_card.similar_to(context, draft))
    chosen = called(card, buttons.WISH, text)
    if chosen is not None:
        await _act(update, context, chosen.split(":"))
    elif draft.sent is None and (details := read_details(text)):
        await wish_card.choose(update, context, token, details)
    else:
        return False
    return True


async def _act(update: Update, context: Context, parts: Sequence[str]) -> None:
    """What a code does, which anybody could have made up."""
    _, step, token, value = (*parts, "", "", "", "")[: _PATH + 1]
    match step:
        case "":
            await wish_text.ask(update, context)
        case "a":
            await wish_text.take_question(update, context, token)
        case "e":
            await wish_receipt.change(update, context, token)
        case "w" | "p":
            await wish_card.choose(update, context, token, wish_card.chosen(step, value))
        case "t":
            await wish_text.ask(update, context, token)
        case "j":
            await wish_receipt.join(update, context, token, value)
        case "s":
            await wish_receipt.send(update, context, token)
        case "x":
            await wish_card.discard(update, context, token)
        case _:
            await wish_card.again(update, context, token, compare=step == "v")


ROUTES = (
    command(("wunsch", "wish"), begin),
    words(_SPOKEN, begin),
    message(filters.Regex(_SAID) & ~filters.UpdateType.EDITED_MESSAGE, begin_said),
    press(buttons.WISH, pressed),
    maybe(typed),
)
