"""The way back: the last step of an item, and of all that the same press changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.desk import items, state
from bot.desk.acting import Action, By, Done, Refused, Result, conflict, step, together
from bot.desk.item import Item
from bot.desk.kinds import Kind, Ref
from bot.storage import desk, desk_steps
from bot.storage.desk import Work
from bot.storage.desk_steps import Step
from bot.storage.units import Db


def undo(db: Db, ref: Ref, seen: int | None, by: By) -> Result:
    """Let everything be as it was before the last step that stands, whoever made it.

    Another undo takes back the step before. What citizens were told already and is true no more is
    corrected; what nobody has read yet is not sent.
    """
    return together(db, lambda: _undo(db, ref, seen, by))


def _undo(db: Db, ref: Ref, seen: int | None, by: By) -> Result:
    if desk_steps.of_token(db, by.token):
        return Done(items.read(db, [ref]), new=False)
    last = desk_steps.last(db, ref.kind, ref.number, standing=True)
    steps = {_ref(one): one for one in desk_steps.of_token(db, last.token)} if last else {}
    works = {one: desk.lock(db, one.kind, one.number) for one in sorted({ref, *steps})}
    there = {item.ref: item for item in items.read(db, list(works))}
    if ref not in there:
        return Refused.GONE
    if seen not in {None, there[ref].version}:
        return conflict(db, there[ref])
    if last is None:
        return Refused.NOTHING
    return _restore_all(db, steps, works, there, by)


def _restore_all(
    db: Db, steps: Mapping[Ref, Step], works: Mapping[Ref, Work], there: Mapping[Ref, Item], by: By
) -> Result:
    """All that one press did to items that are still there, or nothing."""
    for ref, done in steps.items():
        if done.before is None:
            return Refused.SEALED
        if ref in there:
            if desk_steps.last(db, ref.kind, ref.number, standing=True) != done:
                return conflict(db, there[ref])
            _restore(db, there[ref], done, works[ref], by)
    desk_steps.undo(db, next(iter(steps.values())).token)
    return Done(items.read(db, [ref for ref in steps if ref in there]))


def _restore(db: Db, item: Item, done: Step, work: Work, by: By) -> None:
    now, version = state.read(item, work), work.version + 1
    step(db, item.ref, None, version, by, Action.UNDO)
    then = state.from_record(done.before or {}, done.taken_by)
    if done.action != Action.HAND:
        # Agendas also change elsewhere: what this step did not do is not taken back.
        then = replace(then, handed=now.handed)
    state.write(db, item.ref, now, then, version, by.now, corrects=True)


def _ref(done: Step) -> Ref:
    return Ref(Kind(done.kind), done.number)
