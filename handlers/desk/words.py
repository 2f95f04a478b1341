"""Words that a screen asked for: a mark on an item, an answer on its way."""

from __future__ import annotations

import re

from telegram import Update

from bot.desk import drafting
from bot.desk.kinds import Kind
from handlers.desk import admitting, answering, marks
from handlers.desk.seen import After, Seen, by
from handlers.presses import part
from handlers.views.desk import answer, notes, ways

_TAG_OFF = re.compile(r"^(?:ohne|weg|without|no)\s+#?", re.IGNORECASE)


async def mark(update: Update, seen: Seen, code: str, text: str) -> After | None:
    """A tag, a topic, a group, numbers, a reason, kind words or cleaned ones."""
    letter, number, once = part(code, 1), update.update_id, by(update, seen)
    if letter in {ways.DECLINE, ways.REDACT} and len(text) > drafting.LONGEST:
        return After(code, notes.long(seen.scene.say, len(text)))
    match letter:
        case ways.DECLINE:
            return await admitting.decline(seen, code, number, text)
        case ways.REDACT:
            return await answering.clean(seen, code, number, text, once)
        case ways.TOPIC:
            said = _topic(seen, text)
        case ways.HAND:
            said = await marks.group_called(seen, text)
        case ways.TAGS:
            said = _TAG_OFF.sub("-", text)
        case _:
            said = text
    if said is None:
        return After(code, notes.unnamed(seen.scene.say))
    return await marks.mark(seen, code, said, once)


def _topic(seen: Seen, text: str) -> str | None:
    wanted = text.casefold()
    for topic in seen.scene.catalogue.town.topics:
        if wanted in {topic.id, *(name.casefold() for name in topic.names.values())}:
            return topic.id
    return None


async def draft(update: Update, seen: Seen, code: str, text: str) -> After:
    """Words for an answer: to whom, which offer, or the answer itself."""
    letter, number = part(code, 1), update.update_id
    match letter:
        case answer.OFFERS:
            return await answering.seek(seen, code, number, text)
        case answer.WHOM:
            return await answering.pass_on(seen, code, number, " ".join(text.split()))
        case answer.PREVIEW if not await _joins(seen, code):
            note = seen.scene.say.html("<i>Nothing has changed. To change it: “Other words”.</i>")
            return After(code, note)
        case _ if len(text) > drafting.LONGEST:
            return After(code, notes.long(seen.scene.say, len(text)))
        case _:
            return await answering.say(seen, code, number, answer=text)


async def _joins(seen: Seen, code: str) -> bool:
    """Whether the draft answers somebody who would like to join a group."""
    ref = await answering.about(seen, part(code, 2))
    return ref is not None and ref.kind is Kind.APPLICATION
