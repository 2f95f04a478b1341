"""One step of staff: on what they saw, once however often it is pressed, noted, and reversible."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum

from bot.desk import items, state
from bot.desk.item import Item
from bot.desk.kinds import Ref
from bot.desk.seats import Seat, seat
from bot.desk.state import State
from bot.storage import audit, desk, desk_steps
from bot.storage.desk_steps import Step
from bot.storage.units import Db


class Action(StrEnum):
    TAKE = "take"
    RELEASE = "release"
    DECIDE = "decide"
    CLOSE = "close"
    REOPEN = "reopen"
    TAG = "tag"
    UNTAG = "untag"
    GROUP = "group"
    UNGROUP = "ungroup"
    THRESHOLD = "threshold"
    TOPIC = "topic"
    REDACT = "redact"
    HAND = "hand"
    ACCEPT = "accept"
    DECLINE = "decline"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class By:
    """Who acts, when, and by which press: the same `token` acts once. None is the command line."""

    actor: int | None
    token: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """The items as they are now; `new` is false where the step was done before, or changed nothing."""

    items: Sequence[Item]
    new: bool = True

    @property
    def item(self) -> Item:
        return self.items[0]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody acted meanwhile, and nothing was changed: this is the item now.

    What was done, by whom and when; `action` is None where a citizen worded it anew, `by` None for
    the command line and for somebody who was erased.
    """

    item: Item
    action: Action | None
    by: Seat | None
    at: datetime | None


class Refused(Enum):
    GONE = "gone"
    """There is no such item any more: withdrawn, erased or long over."""
    WRONG_KIND = "wrong kind"
    """Such an item has nothing of the kind."""
    INCOMPLETE = "incomplete"
    NUMBER = "number"
    """A refusal needs its reason, passing on needs to whom, other words need words."""
    LONG = "long"
    NOTHING = "nothing"
    """There is no step to take back."""
    SEALED = "sealed"
    """The last step took words out for good."""


Result = Done | Conflict | Refused
Change = Callable[[Item, State], State]
Seen = Mapping[Ref, int | None]
"""The versions of the items as staff saw them; None: whatever they are now."""


def act(  # noqa: PLR0913 - what is done, to what, by whom
    db: Db, seen: Seen, by: By, action: Action, change: Change, *, corrects: bool = False
) -> Result:
    """Change these items, all or none, and note it; `corrects` as in `state.write`."""
    return together(db, lambda: _act(db, seen, by, action, change, corrects=corrects))


def together(db: Db, work: Callable[[], Result]) -> Result:
    """What is not done anew leaves no trace."""
    trial = db.begin_nested()
    try:
        result = work()
    except BaseException:
        trial.rollback()
        raise
    if isinstance(result, Done) and result.new:
        trial.commit()
    else:
        trial.rollback()
    return result


def _act(  # noqa: PLR0913 - as act
    db: Db, seen: Seen, by: By, action: Action, change: Change, *, corrects: bool
) -> Result:
    refs = sorted(seen)
    works = {ref: desk.lock(db, ref.kind, ref.number) for ref in refs}
    found = items.read(db, list(seen))
    if desk_steps.of_token(db, by.token):
        return Done(found, new=False) if found else Refused.GONE
    if len(found) < len(refs):
        return Refused.GONE
    old = {item.ref: state.read(item, works[item.ref]) for item in found}
    new = {item.ref: change(item, old[item.ref]) for item in found}
    if new == old:
        return Done(found, new=False)
    for item in found:
        if seen[item.ref] not in {None, item.version}:
            return conflict(db, item)
    for ref in refs:
        if new[ref] != old[ref]:
            version = works[ref].version + 1
            step(db, ref, old[ref], version, by, action)
            state.write(db, ref, old[ref], new[ref], version, by.now, corrects=corrects)
    return Done(items.read(db, list(seen)))


def step(  # noqa: PLR0913, PLR0917 - what there is to say of a step
    db: Db, ref: Ref, old: State | None, version: int, by: By, action: Action
) -> None:
    """Note a step, and what it needs to be taken back: without the `old` state there is no way."""
    record = state.to_record(old) if old else None
    taken = old.taken_by if old else None
    done = (by.token, ref.kind, ref.number, version, action, by.actor, by.now, record, taken)
    # What cannot be taken back itself does not stand in the way to what was before it.
    desk_steps.keep(db, Step(*done, undone=action is Action.UNDO))
    audit.note(db, by.actor, action, ref.kind, ref.number, by.now, by.token)


def conflict(db: Db, item: Item) -> Conflict:
    last = desk_steps.last(db, item.kind, item.number)
    if last is None or last.version != item.version:
        return Conflict(item, None, None, None)
    return Conflict(item, Action(last.action), seat(db, last.actor), last.at)
