"""All that staff can change of an item, as one value that can be read, changed and put back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from bot.desk.item import Item
from bot.desk.kinds import Kind, Ref
from bot.groups import agenda
from bot.pairing import telling
from bot.storage import corrections, desk, passed, tags, tips, wish_marks
from bot.storage.desk import Work
from bot.storage.units import Db
from bot.storage.wishes import Decision
from bot.wishes import decisions, thresholds


@dataclass(frozen=True, slots=True)
class State:
    """`decision` and `threshold` belong to wishes; `group` is the same for all of a group."""

    taken_by: int | None = None
    topic: str | None = None
    tags: tuple[str, ...] = ()
    group: int | None = None
    closed_at: datetime | None = None
    reason: str = ""
    decision: Decision | None = None
    threshold: int = 0
    handed: tuple[int, ...] = ()
    """Working groups that have it on an agenda, once for each time."""


def read(item: Item, work: Work) -> State:
    state = State(
        taken_by=work.taken_by,
        topic=item.topic,
        tags=item.tags,
        group=work.group,
        closed_at=work.closed_at,
        reason=work.reason,
    )
    if item.wish is None:
        return state
    handed = tuple(group for group, _ in item.handed)
    return replace(state, decision=item.wish.decision, threshold=item.wish.threshold, handed=handed)


def write(  # noqa: PLR0913, PLR0917 - what changes, and how
    db: Db,
    ref: Ref,
    old: State,
    new: State,
    version: int,
    now: datetime,
    *,
    corrects: bool = False,
) -> None:
    """Let the item, which is in the `old` state, be in the `new` one.

    `corrects` says that it takes back what was done by mistake.
    """
    work = Work(version, new.taken_by, new.group, new.closed_at, new.reason)
    desk.write(db, ref.kind, ref.number, work)
    if new.tags != old.tags:
        tags.write(db, ref.kind, ref.number, new.tags)
    if new.topic != old.topic:
        _TOPICS[ref.kind](db, ref.number, new.topic)
    if ref.kind is Kind.WISH:
        if new.threshold != old.threshold:
            thresholds.set_threshold(db, ref.number, new.threshold, now)
        if new.decision is not None and new.decision != old.decision:
            telling.take_back(db, ref.number)
            known = () if corrects else telling.knowing(db, ref.number, new.decision)
            decisions.decide(db, ref.number, new.decision, now, corrects=corrects)
            telling.once(db, ref.number, known, now)
        for group in (Counter(new.handed) - Counter(old.handed)).elements():
            agenda.add_wish(db, group, ref.number, now)
        for group in (Counter(old.handed) - Counter(new.handed)).elements():
            agenda.take_wish_back(db, group, ref.number, now)


_TOPICS = {
    Kind.WISH: wish_marks.set_topic,
    Kind.QUESTION: passed.set_topic,
    Kind.CORRECTION: corrections.set_topic,
    Kind.TIP: tips.set_topic,
}


def to_record(state: State) -> Mapping[str, Any]:
    """For the storage of steps; who took it is a person and is kept apart."""
    record = asdict(state)
    del record["taken_by"]
    closed = state.closed_at.isoformat() if state.closed_at else None
    lists = {"tags": list(state.tags), "handed": list(state.handed)}
    return {**record, **lists, "closed_at": closed}


def from_record(record: Mapping[str, Any], taken_by: int | None) -> State:
    decision, closed = record["decision"], record["closed_at"]
    return State(
        **{
            **record,
            "taken_by": taken_by,
            "tags": tuple(record["tags"]),
            "handed": tuple(record.get("handed", ())),
            "closed_at": datetime.fromisoformat(closed) if closed else None,
            "decision": Decision(**decision) if decision else None,
        }
    )
