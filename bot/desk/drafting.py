"""What staff have begun to write and not sent yet: an answer, or cleaned words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.desk import admitting, items
from bot.desk.acting import By, Result
from bot.desk.actions import decide
from bot.desk.grouping import decide_all
from bot.desk.item import Item
from bot.desk.kinds import Kind, Ref
from bot.desk.redaction import redact
from bot.storage import desk_drafts, followers
from bot.storage.desk_drafts import Begun, DeskDraft
from bot.storage.units import Db
from bot.storage.wishes import Decision

KEPT = timedelta(days=1)

LONGEST = 500
"""Characters of an own answer."""

CLEANING = ""
"""The status of a draft that holds cleaned words."""


def begin(  # noqa: PLR0913, PLR0917 - what a draft needs
    db: Db, update_id: int, item: Item, seen: int, decision: Decision, now: datetime
) -> DeskDraft:
    """The draft of an item that staff saw in a version; the same update begins one."""
    begun = Begun(item.kind, item.number, seen, item.group_version)
    return desk_drafts.keep(db, update_id, begun, decision, now)


def change(
    db: Db, token: str, update_id: int, said: Mapping[str, str | None], sought: str = ""
) -> DeskDraft | None:
    """Let it say something else, or look for its offer by other words; the same update does it once.

    `said` are parts of its decision. None when its day is over.
    """
    draft = desk_drafts.find(db, token)
    if draft is None or draft.changed_update == update_id:
        return draft
    decision = replace(draft.decision, **said)  # type: ignore[arg-type]
    changed = replace(draft, decision=decision, sought=sought, changed_update=update_id)
    desk_drafts.rewrite(db, changed)
    return changed


def ref(draft: DeskDraft) -> Ref:
    return Ref(Kind(draft.begun.kind), draft.begun.number)


def send(db: Db, draft: DeskDraft, by: By, *, to_all: bool = False) -> Result:
    """Do what the draft says, once; `to_all` of the wish's group."""
    begun, about = draft.begun, ref(draft)
    if draft.decision.status == CLEANING:
        return redact(db, about, begun.seen, draft.decision.answer, by)
    if about.kind is Kind.APPLICATION:
        return admitting.answer(db, about, begun.seen, draft.decision, by)
    if to_all:
        group = begun.group_seen
        return decide_all(db, about, begun.seen, draft.decision, by, group_seen=group)
    return decide(db, about, begun.seen, draft.decision, by)


def readers(db: Db, item: Item) -> int:
    """How many people are told what becomes of a wish."""
    if item.wish is None:
        return 0
    return sum(one.notices for one in followers.of_wish(db, item.wish.token))


def open_group(db: Db, item: Item) -> list[Item]:
    """The wishes that an answer to all of its group answers, itself among them."""
    group = items.read(db, [Ref(Kind.WISH, number) for number in item.group])
    return [one for one in group if one.ref == item.ref or one.is_open]


def forget(db: Db, now: datetime) -> int:
    """Drop the drafts whose time is over; how many."""
    return desk_drafts.purge(db, now - KEPT)
