"""What staff write while a screen of the desk is open: the words of a button, or an answer to it."""

from __future__ import annotations

import re
from datetime import timedelta

from telegram import Update

from bot.desk import drafting, kinds
from bot.desk.kinds import Ref
from bot.message import Button, Kind, Message
from bot.people.roles import Role, may
from bot.storage import desk_steps as stored
from handlers.context import Context
from handlers.desk import answering, steps
from handlers.desk.asked import read_item
from handlers.desk.moves import act, by, go, see
from handlers.desk.screens import Seen, show
from handlers.desk.steps import After
from handlers.presses import part
from handlers.reply import reply
from handlers.routes import at_first_hand
from handlers.spoken import is_never_mind, is_own
from handlers.views import buttons, cards, offer
from handlers.views.desk import answer, card, codes

PATIENCE = timedelta(hours=2)
"""How long a text is taken for the answer to what a screen asked."""

MARKS = frozenset({card.TAGS, card.TOPIC, card.GROUP, card.THRESHOLD, card.CLOSE, card.REDACT})
DRAFTS = frozenset({answer.TEMPLATES, answer.OFFERS, answer.WHOM, answer.PREVIEW})
PROMPTS = MARKS | DRAFTS
"""Screens that ask for words."""

_BELOW = f"|{buttons.APART}"
_SEND = re.compile(r"^\W*(?:ab)?(?:send(?:en)?|schicken|ja|yes|ok(?:ay)?)\W*$", re.IGNORECASE)
_TAG_OFF = re.compile(r"^(?:ohne|weg|without|no)\s+#?", re.IGNORECASE)
_WITH_WORDS = re.compile(
    r"^(?:(?P<m>schlagwort|schlagw[öo]rter|tags?)|(?P<h>schwelle|threshold)|(?P<p>thema|topic)"
    r"|(?P<g>gruppe|zusammen mit|group(?: with)?)|(?P<x>erledigt|settled))[: ]+(?P<said>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)


async def typed(update: Update, context: Context) -> bool:
    code = await context.open_card(update)
    text = ((update.message.text if update.message else "") or "").strip()
    if not code.startswith(buttons.DESK) or not text or not await _may(update, context):
        return False
    seen = await see(update, context)
    if await _was_step(update, context, seen):
        return True
    if is_own(text):
        return await leave(update, context)
    screen = await show(seen, code)
    chosen = cards.labelled(screen, text) or _numbered(screen, code, text)
    if chosen is None and part(code, 1) == answer.PREVIEW and _SEND.match(text):
        chosen = screen.rows[0][0]
    if chosen is not None:
        return await _press(update, context, chosen)
    after = await _answered(update, context, seen, code, text)
    if after is None:
        return False
    await go(update, context, after)
    return True


async def _may(update: Update, context: Context) -> bool:
    """The role as it is now; words of somebody else are no orders."""
    return at_first_hand(update) and may(await context.roles(update), Role.STAFF)


async def _was_step(update: Update, context: Context, seen: Seen) -> bool:
    """Telegram delivers it once more: it is done, and the card is shown again."""
    token = f"update:{update.update_id}"
    done = await seen.house.storage.read(lambda db: stored.of_token(db, token))
    if not done:
        return False
    ref = Ref(kinds.Kind(done[0].kind), done[0].number)
    await go(update, context, After(codes.card(ref, "")))
    return True


def _numbered(screen: Message, code: str, text: str) -> Button | None:
    """The n-th entry of the offers or templates that are shown."""
    entries = [button for row in screen.rows for button in row if _is_entry(button, part(code, 1))]
    place = int(text) - 1 if text.isascii() and text.isdecimal() and len(text) < 3 else -1
    return entries[place] if 0 <= place < len(entries) else None


def _is_entry(button: Button, letter: str) -> bool:
    numbered = {answer.OFFERS, answer.TEMPLATES}
    own = buttons.without_back(button.value)[0]
    return letter in numbered and part(own, 1) == letter and part(own, 3) not in {"", "0"}


async def _press(update: Update, context: Context, chosen: Button) -> bool:
    """What a named button does: ours, or the card of an offer."""
    letter, _, key = chosen.value.partition(":")
    if chosen.kind is Kind.ACTION and letter == buttons.DESK:
        await act(update, context, chosen.value)
        return True
    scene = await context.scene(update)
    number = key.partition("|")[0]
    found = scene.catalogue.by_key.get(int(number)) if number.isdecimal() else None
    if letter != buttons.OFFER or found is None:
        return False
    await reply(update, context, offer.card(scene, found, ""))
    return True


async def _answered(
    update: Update, context: Context, seen: Seen, code: str, text: str
) -> After | None:
    """What a screen asked for, or a step with its words; None where it is meant for others."""
    letter = part(code, 1)
    if letter in PROMPTS and await _in_time(update, context):
        if is_never_mind(text):
            return await _card_of(seen, code)
        if letter in MARKS:
            return await _mark(update, seen, code, text)
        return await _draft(update, seen, code, text)
    if letter in {"", codes.LIST}:
        ref = read_item(seen.scene.say, text)
        return After(codes.card(ref, code if part(code, 1) else "")) if ref else None
    if letter == codes.CARD and (found := _WITH_WORDS.match(text)):
        mark = next(name for name in "mhpgx" if found[name])
        current = await _step_now(seen, code, mark)
        return await _mark(update, seen, current, found["said"]) if current else None
    return None


async def _in_time(update: Update, context: Context) -> bool:
    shown, message = await context.card_shown_at(update), update.effective_message
    return message is None or shown is None or message.date - shown <= PATIENCE


async def _mark(update: Update, seen: Seen, code: str, text: str) -> After | None:
    """Words for a mark: a tag, a topic, numbers, a reason, cleaned words."""
    letter, once = part(code, 1), by(update, seen)
    if letter == card.REDACT:
        if len(text) > drafting.LONGEST:
            return After(code)
        return await answering.clean(seen, code, update.update_id, text, once)
    if letter == card.TOPIC:
        wanted = text.casefold()
        for topic in seen.scene.catalogue.town.topics:
            if wanted in {topic.id, *(name.casefold() for name in topic.names.values())}:
                return await steps.mark(seen, code, topic.id, once)
        return After(code)
    if letter == card.TAGS:
        text = _TAG_OFF.sub("-", text)
    return await steps.mark(seen, code, text, once)


async def _draft(update: Update, seen: Seen, code: str, text: str) -> After:
    """Words for an answer: to whom, which offer, or the answer itself."""
    letter, number = part(code, 1), update.update_id
    match letter:
        case answer.OFFERS:
            return await answering.seek(seen, code, number, text)
        case answer.WHOM:
            return await answering.say(seen, code, number, passed_to=" ".join(text.split()))
        case answer.PREVIEW:
            note = seen.scene.say.html("<i>Nothing has changed. To change it: “Other words”.</i>")
            return After(code, note)
        case _ if len(text) > drafting.LONGEST:
            note = seen.scene.say.html(
                "These are {number} characters, at most {most} fit. Please make it shorter.",
                number=len(text),
                most=drafting.LONGEST,
            )
            return After(code, note)
        case _:
            return await answering.say(seen, code, number, answer=text)


async def _card_of(seen: Seen, code: str) -> After:
    """Never mind: the card that a screen belongs to."""
    back = buttons.without_back(code)[1]
    ref = codes.read_ref(part(code, 2))
    if ref is None:
        ref = await answering.about(seen, part(code, 2))
    return After(codes.card(ref, back) if ref else buttons.DESK)


async def _step_now(seen: Seen, code: str, letter: str) -> str | None:
    """The code of a step on the item of a card, as it is now."""
    ref, back = codes.read_ref(part(code, 2)), buttons.without_back(code)[1]
    item = await answering.item(seen, ref) if ref else None
    return codes.step(letter, item.ref, item.version, "", back) if item else None


async def leave(update: Update, context: Context) -> bool:
    """Another answer comes now: what is written next is for that. Never takes the update."""
    code = await context.open_card(update)
    if code.startswith(buttons.DESK) and part(code, 1) in PROMPTS:
        await context.keep_card(update, buttons.DESK)
    return False
