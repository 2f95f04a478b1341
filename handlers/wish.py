"""A wish: its words, one card, "send". Nothing is kept as a wish before that."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup
from telegram import Update
from telegram.ext import filters

from bot.i18n import Say
from bot.message import Message
from bot.storage import drafts as stored
from bot.storage.drafts import Draft
from bot.wishes import drafts
from bot.wishes.saying import read_details
from handlers import wish_card, wish_open, wish_receipt, wish_text
from handlers.context import Context
from handlers.opened import PROMPT, Open, find
from handlers.presses import code, whole
from handlers.routes import aside, at_first_hand, command, maybe, message, press, words
from handlers.spoken import WISHING, is_never_mind, is_own
from handlers.views import buttons
from handlers.views import wish as wish_view
from handlers.views import wish_card as view
from handlers.views.cards import called, is_yes, labelled

_SAID = re.compile(
    r"^\W*(?:(?:(?:(?:ich|wir) )?w[üu]e?nschen? (?:mir|uns)|ich h[äa]e?tte gerne?|i wish for)[ ,:]+"
    r"|(?:es|hier) fehlt (?:hier |mir |uns )?(?=eine?n? )|(?:mein )?(?:wunsch|wish)\s*:\s*)"
    r"(?P<wish>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_TAKEN_BACK = re.compile(
    r"^(✓|((doch )?(nicht|keine?n?|ohne)|not|no) )\s*(?P<what>.+)$", re.IGNORECASE
)
"""Before the words of a detail that is to be left open again."""

_PATH = 3
"""Parts of a code: the letter, the step, the draft; then the value."""

_SEND = "s"
_JOINED = "j"
_BEFORE = "v"
"""Shown last is what comes before the card: nobody has read there what they agree to."""

_DETAILS = frozenset({"w", "p"})
_FIRM = frozenset({_SEND, "x", "t"})
"""Steps whose buttons are on every card and called like nothing else; below another answer they
alone can be typed.
"""


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
    await wish_text.take(
        update, context, _bare((update.message.text if update.message else "") or "")
    )


async def typed(update: Update, context: Context) -> bool:
    """The words of a wish that were asked for, or of a button of its card."""
    text = ((update.message.text if update.message else "") or "").strip()
    opened = await find(update, context, buttons.WISH)
    if opened is None:
        return await _changes(update, context, text)
    known = await context.house.storage.read(lambda db: drafts.of_text(db, update.update_id))
    if known is not None:
        await wish_card.lead(update, context, known)
    elif is_own(text):
        return await wish_open.leave(update, context)
    elif opened.near and is_never_mind(text):
        await wish_card.discard(update, context, opened.token)
    elif opened.near and opened.step == _JOINED and view.joins(text) is not None:
        # The same as before, as after a crash; by now the first on the card may be another wish.
        await wish_receipt.join(update, context, opened.token, opened.value)
    elif opened.asks:
        await wish_text.take(update, context, _bare(text), opened.token)
    elif not await _named(update, context, opened, text):
        return await wish_open.leave(update, context)
    return True


async def _changes(update: Update, context: Context, text: str) -> bool:
    """Words of the button that leads from one's own wish to other words for it."""
    mine = await find(update, context, buttons.MY_WISHES)
    say, wish = await context.say(update), whole(mine.step) if mine and mine.near else None
    if wish is None or labelled(Message(Markup(), ((view.change(say, wish),),)), text) is None:
        return False
    await wish_receipt.change(update, context, str(wish))
    return True


def _bare(text: str) -> str:
    """Without "I wish for"."""
    found = _SAID.match(text)
    return found["wish"] if found else text


async def pressed(update: Update, context: Context) -> None:
    await _act(update, context, code(update).partition("|")[0].split(":"))


async def _named(update: Update, context: Context, opened: Open, text: str) -> bool:
    """A button of the open card, or its details in words; anything else is a question."""
    draft = await context.house.storage.read(lambda db: stored.find(db, opened.token))
    if draft is None or opened.step in {*PROMPT, _JOINED} or not at_first_hand(update):
        return False
    say, taken_back = await context.say(update), _TAKEN_BACK.match(text)
    alike = await wish_card.alike_to(update, context, draft)
    card = view.card(say, draft, alike)
    named = taken_back["what"] if taken_back else text
    chosen = called(card, buttons.WISH, named) or view.joined(draft, alike, text)
    chosen = chosen or _agreed(say, draft, opened, text)
    _, step, _, value = (*chosen.split(":"), "", "", "")[: _PATH + 1]
    if draft.sent is not None:
        # "Send" once more, as after a crash; what else stood on the card is a question by now.
        taken = step == _SEND
    else:
        taken = bool(step) and (opened.near or step in _FIRM)
    if taken and step == _SEND and _is_unread(opened, update) and draft.sent is None:
        await wish_card.show(update, context, draft, by=update.update_id)
    elif taken and step in _DETAILS and (value == view.NOTHING) != bool(taken_back):
        # It is so already. A word does not switch: read again after a crash, it would switch back.
        await wish_card.show(update, context, draft)
    elif taken:
        await _act(update, context, chosen.split(":"))
    elif draft.sent is None and opened.near and (details := read_details(text)):
        await wish_card.choose(update, context, opened.token, details)
        taken = True
    elif draft.sent is None and opened.near and draft.changes is not None:
        await wish_text.take(update, context, _bare(text), opened.token)
        taken = True
    return taken


def _agreed(say: Say, draft: Draft, opened: Open, text: str) -> str:
    """What a yes means: to the words that were proposed, or to the card."""
    if opened.step == _BEFORE:
        return called(wish_view.hidden(say, draft), buttons.WISH, text) or ""
    is_meant = opened.near and draft.sent is None and is_yes(text)
    return f"{buttons.WISH}:{_SEND}:{draft.token}" if is_meant else ""


def _is_unread(opened: Open, update: Update) -> bool:
    """Whether the card was not shown before this very text, which may be read a second time."""
    return opened.step == _BEFORE or opened.value == str(update.update_id)


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
            await wish_card.choose(update, context, token, view.chosen(step, value))
        case "t":
            await wish_text.ask(update, context, token)
        case "j" if value:
            await wish_receipt.join(update, context, token, value)
        case "s":
            await wish_receipt.send(update, context, token)
        case "x":
            await wish_card.discard(update, context, token)
        case _:
            await wish_card.again(update, context, token, compare=step == "v")


ROUTES = (
    command(("wunsch", "wish"), begin),
    words(WISHING, begin),
    message(filters.Regex(_SAID) & ~filters.UpdateType.EDITED_MESSAGE, begin_said),
    press(buttons.WISH, pressed),
    maybe(typed),
    maybe(wish_open.leave, filters.COMMAND & ~filters.UpdateType.EDITED_MESSAGE),
    aside(buttons.WISH, wish_open.leave),
)
