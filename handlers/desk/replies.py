"""What staff write to a screen that asked for words, or to a card or list that did not."""

from __future__ import annotations

import re
from datetime import timedelta

from telegram import Update

from handlers.context import Context
from handlers.desk import answering, screens, words
from handlers.desk.asked import read_item
from handlers.desk.naming import is_onward
from handlers.desk.seen import After, Seen
from handlers.presses import part
from handlers.spoken import is_never_mind
from handlers.views import buttons
from handlers.views.desk import answer, codes, notes, ways

PATIENCE = timedelta(hours=2)
"""How long a text is taken for the answer to what a screen asked."""

MARKS = frozenset(
    {
        ways.TAGS,
        ways.TOPIC,
        ways.GROUP,
        ways.THRESHOLD,
        ways.CLOSE,
        ways.HAND,
        ways.REDACT,
        ways.DECLINE,
    }
)
DRAFTS = frozenset({answer.TEMPLATES, answer.OFFERS, answer.WHOM, answer.PREVIEW})
PROMPTS = MARKS | DRAFTS
"""Screens that ask for words."""

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
            return await words.mark(update, seen, code, text)
        return await words.draft(update, seen, code, text)
    if letter in {"", codes.LIST}:
        ref = read_item(seen.scene.say, text)
        return After(codes.card(ref, code if part(code, 1) else "")) if ref else None
    return await _on_card(update, seen, code, text) if letter == codes.CARD else None


async def _on_card(update: Update, seen: Seen, code: str, text: str) -> After | None:
    """A step with its words, or on to the next one."""
    named = read_item(seen.scene.say, text) if text[:1].isalpha() else None
    if named is not None:
        return After(codes.card(named, buttons.without_back(code)[1]))
    if is_onward(text):
        return await _next(seen, code)
    found = _WITH_WORDS.match(text)
    mark = next((name for name in "mhpgx" if found[name]), "") if found else ""
    current = await _step_now(seen, code, mark) if mark else None
    return await words.mark(update, seen, current, found["said"]) if found and current else None


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
