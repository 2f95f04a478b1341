"""A wish handed to a working group: it comes onto the agenda of the group's next meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.desk import items
from bot.desk.acting import Action, By, Refused, Result, act
from bot.desk.item import Item
from bot.desk.kinds import Kind, Ref
from bot.desk.state import State
from bot.groups import agenda
from bot.i18n import DEFAULT, say_in
from bot.storage import groups, meetings
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import Meeting
from bot.storage.units import Db
from bot.storage.wishes import Decision
from bot.wishes.wish import Status


@dataclass(frozen=True, slots=True)
class Choice:
    """A group that can be given a wish, and when it meets next, if that is known."""

    group: WorkingGroup
    next: Meeting | None


def choices(db: Db, now: datetime) -> Sequence[Choice]:
    """The groups that still work, in the order in which they came."""
    active = [one for one in groups.everyone(db) if one.about.active]
    return [Choice(one, _next(db, one.id, now)) for one in active]


def hand(db: Db, ref: Ref, seen: int | None, group: int, by: By) -> Result:
    """Give a wish to a group, with all open ones that staff put together with it, as one item.

    Who only knew that it arrived is told that somebody works on it.
    """
    if ref.kind is not Kind.WISH:
        return Refused.WRONG_KIND
    found = groups.find(db, group)
    if found is None or not found.about.active:
        return Refused.INCOMPLETE
    together = [
        Ref(Kind.WISH, number)
        for item in items.read(db, [ref])
        for number in item.group
        if number != ref.number
    ]
    others = [one.ref for one in items.read(db, together) if one.is_open]
    known = {one.number for one in (ref, *others) if agenda.has_wish(db, group, one.number, by.now)}

    def change(item: Item, old: State) -> State:
        return old if item.number in known else given(old, found)

    return act(db, {ref: seen, **dict.fromkeys(others)}, by, Action.HAND, change)


def given(old: State, group: WorkingGroup) -> State:
    """It comes onto the agenda of the group; who only knew that it arrived is told of that."""
    handed = replace(old, handed=(*old.handed, group.id))
    if old.decision is None or old.decision.status != Status.ARRIVED:
        return handed
    answer = say_in(DEFAULT).text(
        "The working group “{group}” talks about it.", group=group.about.name
    )
    return replace(handed, decision=Decision(Status.WORKING, answer))


def _next(db: Db, group: int, now: datetime) -> Meeting | None:
    ahead = meetings.coming(db, [group], now)
    return next((one for one in ahead if not one.cancelled), None)
