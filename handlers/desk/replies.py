"""What staff write to a screen that asked for words, or to a card or list that did not."""

from __future__ import annotations

import re
from datetime import timedelta

from telegram import Update

from bot.desk import drafting
from handlers.context import Context
from handlers.desk import answering, marks, screens
from handlers.desk.asked import read_item
from handlers.desk.naming import is_onward
from handlers.desk.seen import After, Seen, by
from handlers.presses import part
from handlers.spoken import is_never_mind
from handlers.views import buttons
from handlers.views.desk import answer, codes, notes, ways

PATIENCE = timedelta(hours=2)
"""How long a text is taken for the answer to what a screen asked."""

MARKS = frozenset(
    {ways.TAGS, ways.TOPIC, ways.GROUP, ways.THRESHOLD, ways.CLOSE, ways.HAND, ways.REDACT}
)
DRAFTS = frozenset({answer.TEMPLATES, answer.OFFERS, answer.WHOM, answer.PREVIEW})
PROMPTS = MARKS | DRAFTS
"""Screens that ask for words."""

_TAG_OFF = re.compile(r"^(?:ohne|weg|without|no)\s+#?", re.IGNORECASE)
_WITH_WORDS = re.compile(
    r"^(?:(?P<m>schlagwort|schlagw[öo]rter|tags?)|(?P<h>schwelle|threshold)|(?P<p>thema|topic)"
    r"|(?P<g>gruppe|zusammen mit|group(?: with)?)|(?P<x>erledigt|settled))[: ]+(?P<said>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)


async def answered(
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
    return await _on_card(update, seen, code, text) if letter == codes.CARD else None


async def _on_card(update: Update, seen: Seen, code: str, text: str) -> After | None:
    """A step with its words, or on to the next one."""
    if is_onward(text):
        return await _next(seen, code)
    found = _WITH_WORDS.match(text)
    mark = next((name for name in "mhpgx" if found[name]), "") if found else ""
    current = await _step_now(seen, code, mark) if mark else None
    return await _mark(update, seen, current, found["said"]) if found and current else None


async def _next(seen: Seen, code: str) -> After:
    """The item that follows in the list, as it is narrowed; behind the last one the list."""
    back, ref = buttons.without_back(code)[1], codes.read_ref(part(code, 2))
    turn = codes.Turn(codes.read_narrow(part(back, 2)), after=ref)
    found = await screens.listed(seen, turn, 1)
    if found.items and found.items[0].ref != ref:
        return After(codes.card(found.items[0].ref, codes.turn_code(turn)))
    return After(back or buttons.DESK, notes.last(seen.scene.say))


async def _in_time(update: Update, context: Context) -> bool:
    shown, message = await context.card_shown_at(update), update.effective_message
    return message is None or shown is None or message.date - shown <= PATIENCE


async def _mark(update: Update, seen: Seen, code: str, text: str) -> After | None:
    """Words for a mark: a tag, a topic, numbers, a reason, cleaned words."""
    letter, once = part(code, 1), by(update, seen)
    if letter == ways.REDACT:
        if len(text) > drafting.LONGEST:
            return After(code)
        return await answering.clean(seen, code, update.update_id, text, once)
    if letter == ways.TOPIC:
        wanted = text.casefold()
        for topic in seen.scene.catalogue.town.topics:
            if wanted in {topic.id, *(name.casefold() for name in topic.names.values())}:
                return await marks.mark(seen, code, topic.id, once)
        return After(code)
    if letter == ways.HAND:
        number = await marks.group_called(seen, text)
        if number is None:
            return After(code, notes.no_group(seen.scene.say))
        text = number
    if letter == ways.TAGS:
        text = _TAG_OFF.sub("-", text)
    return await marks.mark(seen, code, text, once)


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
