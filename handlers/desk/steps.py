"""What staff do with one tap, or with words: once, on what they saw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from bot.desk import actions, grouping, pending
from bot.desk.acting import By, Conflict, Done, Refused, Result
from bot.desk.actions import release, reopen, take
from bot.desk.items import Item
from bot.desk.kinds import Kind, Ref
from bot.desk.undoing import undo
from bot.storage import audit, dead, tags
from bot.storage.units import Db
from handlers.desk.screens import USED, Seen
from handlers.presses import part, whole
from handlers.views import buttons
from handlers.views.desk import card, codes, marks, notes

PLAIN: Mapping[str, tuple[str, Callable[[Db, Ref, int | None, By], Result]]] = {
    card.TAKE: ("take", take),
    card.RELEASE: ("release", release),
    card.REOPEN: ("reopen", reopen),
    card.UNDO: ("undo", undo),
}
"""Steps that need no value; with what they are called."""

STAYING = frozenset({card.TAGS})
"""Screens on which several taps follow each other."""


@dataclass(frozen=True, slots=True)
class After:
    """The screen that comes behind a step, and what is said above it."""

    code: str
    note: Markup | None = None


async def step(seen: Seen, code: str, by: By) -> After | None:
    """Do what a code says; None where it only shows something."""
    letter, ref, value = part(code, 1), codes.read_ref(part(code, 2)), part(code, 4)
    if ref is None:
        return None
    if letter == card.RETRY:
        return await _retry(seen, code, ref, by)
    if letter in PLAIN:
        name, act = PLAIN[letter]
        version = whole(part(code, 3))
        return await _did(seen, code, name, lambda db: act(db, ref, version, by))
    said = await _meant(seen, letter, ref, value) if value else None
    return None if said is None else await mark(seen, code, said, by)


async def mark(seen: Seen, code: str, said: str, by: By) -> After | None:
    """Put on the item what a button or somebody's words say; None where that is no mark."""
    letter, version = part(code, 1), whole(part(code, 3))
    ref = codes.read_ref(part(code, 2))
    if ref is None or letter not in MARKS:
        return None
    name, act = MARKS[letter]
    return await _did(seen, code, name, lambda db: act(db, ref, version, said, by))


async def _meant(seen: Seen, letter: str, ref: Ref, value: str) -> str | None:
    """What the value of a button means, in words; None where it is forged."""
    number = whole(value)
    match letter:
        case card.TAGS:
            return await seen.house.storage.read(lambda db: _tag_of(db, ref, value))
        case card.TOPIC:
            known = {one.key: one.id for one in seen.scene.catalogue.town.topics}
            return {**known, codes.WITHOUT: ""}.get(-1 if number is None else number)
        case card.CLOSE:
            return dict(enumerate(marks.reasons(seen.scene.say))).get(
                -1 if number is None else number
            )
        case _:
            return value


def _tag_of(db: Db, ref: Ref, value: str) -> str | None:
    """The tag behind the sign of a button, which begins with + or -."""
    item = pending.find(db, ref.kind, ref.number)
    known = (*(item.tags if item else ()), *tags.used(db, USED))
    name = next((tag for tag in known if codes.sign(tag) == value[1:]), None)
    return value[:1] + name if name else None


def _tag(db: Db, ref: Ref, seen: int | None, said: str, by: By) -> Result:
    name = said.removeprefix("-").removeprefix("+")
    return (actions.untag if said.startswith("-") else actions.tag)(db, ref, seen, name, by)


def _topic(db: Db, ref: Ref, seen: int | None, said: str, by: By) -> Result:
    return actions.set_topic(db, ref, seen, said or None, by)


def _threshold(db: Db, ref: Ref, seen: int | None, said: str, by: By) -> Result:
    return actions.set_threshold(db, ref, seen, whole(said) or 0, by)


def _close(db: Db, ref: Ref, seen: int | None, said: str, by: By) -> Result:
    return actions.close(db, ref, seen, by, said)


def _group(db: Db, ref: Ref, seen: int | None, said: str, by: By) -> Result:
    """With the wishes of these numbers, or out of its group."""
    if said == marks.ALONE:
        return grouping.ungroup(db, ref, seen, by)
    numbers = [whole(word) for word in said.replace(",", " ").split()]
    others = {Ref(Kind.WISH, number): None for number in numbers if number}
    if len(others) < len(numbers):
        return Refused.INCOMPLETE
    return grouping.group(db, {**others, ref: seen}, by)


MARKS: Mapping[str, tuple[str, Callable[[Db, Ref, int | None, str, By], Result]]] = {
    card.TAGS: ("tag", _tag),
    card.TOPIC: ("topic", _topic),
    card.GROUP: ("group", _group),
    card.THRESHOLD: ("threshold", _threshold),
    card.CLOSE: ("close", _close),
}
"""Steps that need a value; with what they are called."""


async def _retry(seen: Seen, code: str, ref: Ref, by: By) -> After:
    """Let a dead update be worked off once more."""

    def again(db: Db) -> bool:
        if ref.kind is not Kind.DEAD or not dead.retry(db, ref.number):
            return False
        audit.note(db, by.actor, "retry", ref.kind, ref.number, by.now, by.token)
        return True

    say = seen.scene.say
    if await seen.house.storage.write(again):
        note = say.html("It is tried again. If it fails again, it comes back here.")
        return After(buttons.without_back(code)[1] or buttons.DESK, note)
    note = say.html("That cannot be tried again: what it said is deleted after three days.")
    return After(codes.card(ref, buttons.without_back(code)[1]), note)


async def _did(seen: Seen, code: str, name: str, work: Callable[[Db], Result]) -> After:
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
