"""What staff see of one item: its words, what was said to it, who works on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.desk.item import Item
from bot.desk.kinds import Kind, Ref, Standing
from bot.desk.seats import seats
from bot.storage import (
    agenda,
    applications,
    corrections,
    dead,
    desk,
    groups,
    passed,
    tags,
    tips,
    wishes,
)
from bot.storage.applications import ApplicationState
from bot.storage.corrections import Kept as Correction
from bot.storage.desk import Work
from bot.storage.passed import Passed
from bot.storage.tips import Tip
from bot.storage.units import Db


def read(db: Db, refs: Sequence[Ref]) -> Sequence[Item]:
    """The items of these, in this order; what is gone is left out."""
    found: dict[Ref, Item] = {}
    for kind in {ref.kind for ref in refs}:
        numbers = [ref.number for ref in refs if ref.kind is kind]
        bare = _BARE[kind](db, numbers)
        found |= {item.ref: item for item in _worked_on(db, kind, bare)}
    return [found[ref] for ref in refs if ref in found]


def _worked_on(db: Db, kind: Kind, bare: Sequence[Item]) -> Iterator[Item]:
    """The items with what staff did to them."""
    numbers = [item.number for item in bare]
    works, tagged = desk.those(db, kind, numbers), tags.of(db, kind, numbers)
    groups = desk.members(db, {work.group for work in works.values() if work.group is not None})
    sitting = seats(db, {work.taken_by for work in works.values()})
    for item in bare:
        work = works.get(item.number, Work())
        together = groups.get(work.group, {}) if work.group is not None else {}
        standing = Standing.CLOSED if work.closed_at else Standing.OPEN
        yield replace(
            item,
            status=item.status or standing,
            version=work.version,
            taken=sitting.get(work.taken_by),
            tags=tagged.get(item.number, ()),
            group=tuple(together) if len(together) > 1 else (),
            group_version=sum(together.values()),
            reason=work.reason,
            closed_at=work.closed_at,
        )


def _wishes(db: Db, numbers: Sequence[int]) -> Sequence[Item]:
    handed = agenda.handed(db, numbers)
    return [
        Item(
            Kind.WISH,
            wish.id,
            wish.created_at,
            wish.decision.status,
            text=wish.content.text,
            language=wish.content.language,
            topic=wish.content.topic,
            offer_id=wish.decision.offer_id,
            wish=wish,
            handed=tuple(handed.get(wish.id, ())),
        )
        for wish in wishes.those(db, numbers)
    ]


def _questions(db: Db, numbers: Sequence[int]) -> Sequence[Item]:
    return [replace(_said(Kind.QUESTION, one), text=one.text) for one in passed.those(db, numbers)]


def _corrections(db: Db, numbers: Sequence[int]) -> Sequence[Item]:
    return [
        replace(_said(Kind.CORRECTION, one), offer_id=one.offer_id, wrong=one.kind)
        for one in corrections.those(db, numbers)
    ]


def _tips(db: Db, numbers: Sequence[int]) -> Sequence[Item]:
    return [
        replace(_said(Kind.TIP, one), text=one.text, about=one.about)
        for one in tips.those(db, numbers)
    ]


def _applications(db: Db, numbers: Sequence[int]) -> Sequence[Item]:
    names = {one.id: one.about.name for one in groups.everyone(db)}
    return [
        Item(
            Kind.APPLICATION,
            one.id,
            one.asked_at,
            Standing.OPEN if one.state is ApplicationState.ASKED else Standing.CLOSED,
            text=", ".join(filter(None, (one.organisation, one.role))),
            language=one.language,
            about=names.get(one.working_group, ""),
            application=one,
        )
        for one in applications.those(db, numbers)
    ]


def _said(kind: Kind, one: Passed | Correction | Tip) -> Item:
    """What questions, corrections and tips have in common."""
    return Item(kind, one.id, one.created_at, language=one.language, topic=one.topic)


def _dead(db: Db, numbers: Sequence[int]) -> Sequence[Item]:
    return [
        Item(Kind.DEAD, one.update_id, one.died_at, kind_of_update=one.kind)
        for one in dead.dead(db)
        if one.update_id in numbers
    ]


_BARE: Mapping[Kind, Callable[[Db, Sequence[int]], Sequence[Item]]] = {
    Kind.WISH: _wishes,
    Kind.QUESTION: _questions,
    Kind.CORRECTION: _corrections,
    Kind.TIP: _tips,
    Kind.APPLICATION: _applications,
    Kind.DEAD: _dead,
}
