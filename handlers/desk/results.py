"""What became of a step: the card as it is now, and what is said above it."""

from __future__ import annotations

from collections.abc import Callable

from bot.desk.acting import Conflict, Done, Refused, Result
from bot.desk.item import Item
from bot.storage.units import Db
from handlers.desk.seen import After, Seen
from handlers.presses import part
from handlers.views import buttons
from handlers.views.desk import codes, notes, ways

STAYING = frozenset({ways.TAGS})
"""Screens on which several taps follow each other."""


async def did(seen: Seen, code: str, name: str, work: Callable[[Db], Result]) -> After:
    result = await seen.house.storage.write(work)
    return told(seen, code, name, result)


def told(seen: Seen, code: str, name: str, result: Result) -> After:
    """The card after a step, or the screen it was done on, with what became of it."""
    back, scene = buttons.without_back(code)[1], seen.scene
    if isinstance(result, Done):
        return _after_done(seen, code, name, result)
    if isinstance(result, Conflict):
        note = notes.overtaken(scene, result, seen.me)
        return After(codes.card(result.item.ref, back), note)
    ref = codes.read_ref(part(code, 2))
    if ref is None or result is Refused.GONE:
        return After(f"{buttons.DESK}:{codes.CARD}:{part(code, 2)}")
    return After(codes.card(ref, back), notes.refused(scene.say, result))


def _after_done(seen: Seen, code: str, name: str, result: Done) -> After:
    item: Item = result.item
    letter, back = part(code, 1), buttons.without_back(code)[1]
    ref = codes.read_ref(part(code, 2))
    if letter in STAYING:
        about = next((one for one in result.items if one.ref == ref), item)
        return After(codes.step(letter, about.ref, about.version, "", back))
    say = seen.scene.say
    note = notes.done(say, name) if result.new else notes.already(say)
    return After(codes.card(ref or item.ref, back), note)
