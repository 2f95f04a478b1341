"""What staff put on an item, by a button or in words: tag, topic, group, threshold, reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.desk import actions, grouping, handing, pending
from bot.desk.acting import By, Refused, Result
from bot.desk.kinds import Kind, Ref
from bot.storage import tags
from bot.storage.units import Db
from handlers.desk.results import did
from handlers.desk.screens import USED
from handlers.desk.seen import After, Seen
from handlers.presses import part, whole
from handlers.views.desk import codes, ways
from handlers.views.desk import marks as view
from handlers.views.desk.together import ALONE


async def mark(seen: Seen, code: str, said: str, by: By) -> After | None:
    """Put on the item what a button or somebody's words say; None where that is no mark."""
    letter, version = part(code, 1), whole(part(code, 3))
    ref = codes.read_ref(part(code, 2))
    if ref is None or letter not in MARKS:
        return None
    name, act = MARKS[letter]
    return await did(seen, code, name, lambda db: act(db, ref, version, said, by))


async def meant(seen: Seen, letter: str, ref: Ref, value: str) -> str | None:
    """What the value of a button means, in words; None where it is forged."""
    number = whole(value)
    match letter:
        case ways.TAGS:
            return await seen.house.storage.read(lambda db: _tag_of(db, ref, value))
        case ways.TOPIC:
            known = {one.key: one.id for one in seen.scene.catalogue.town.topics}
            return {**known, codes.WITHOUT: ""}.get(-1 if number is None else number)
        case ways.CLOSE:
            return dict(enumerate(view.reasons(seen.scene.say))).get(
                -1 if number is None else number
            )
        case _:
            return value


async def group_called(seen: Seen, said: str) -> str | None:
    """The number of the one working group whose name these words are, or are a part of."""
    wanted = " ".join(said.casefold().split())
    choices = await seen.house.storage.read(lambda db: handing.choices(db, seen.scene.now))
    names = {one.group.id: one.group.about.name.casefold() for one in choices}
    exact = [number for number, name in names.items() if name == wanted]
    found = exact or [number for number, name in names.items() if wanted in name]
    return str(found[0]) if len(found) == 1 else None


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


def _hand(db: Db, ref: Ref, seen: int | None, said: str, by: By) -> Result:
    return handing.hand(db, ref, seen, whole(said) or 0, by)


def _group(db: Db, ref: Ref, seen: int | None, said: str, by: By) -> Result:
    """With the wishes of these numbers, or out of its group."""
    if said == ALONE:
        return grouping.ungroup(db, ref, seen, by)
    numbers = [whole(word) for word in said.replace(",", " ").split()]
    others = {Ref(Kind.WISH, number): None for number in numbers if number}
    if len(others) < len(numbers):
        return Refused.INCOMPLETE
    return grouping.group(db, {**others, ref: seen}, by)


MARKS: Mapping[str, tuple[str, Callable[[Db, Ref, int | None, str, By], Result]]] = {
    ways.TAGS: ("tag", _tag),
    ways.TOPIC: ("topic", _topic),
    ways.GROUP: ("group", _group),
    ways.THRESHOLD: ("threshold", _threshold),
    ways.CLOSE: ("close", _close),
    ways.HAND: ("hand", _hand),
}
"""Steps that need a value; with what they are called."""
