"""Wishes that mean the same: shown together, decided together when staff say so, never merged."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace

from bot.desk import items
from bot.desk.acting import Action, By, Refused, Result, Seen, act
from bot.desk.actions import flaw
from bot.desk.item import Item
from bot.desk.kinds import Kind, Ref
from bot.desk.state import State
from bot.storage.units import Db
from bot.storage.wishes import Decision

_OUTDATED = -1
"""A version that no item has."""


def group(db: Db, seen: Mapping[Ref, int | None], by: By) -> Result:
    """Put wishes together, with all of the groups that they are in already."""
    if any(ref.kind is not Kind.WISH for ref in seen):
        return Refused.WRONG_KIND
    found = items.read(db, list(seen))
    if len(found) < len(seen):
        return Refused.GONE
    rest = {Ref(Kind.WISH, number) for item in found for number in item.group}
    everybody = {**dict.fromkeys(rest), **seen}
    if len(everybody) < 2:
        return Refused.INCOMPLETE
    if all(set(item.group) == {ref.number for ref in everybody} for item in found):
        return act(db, seen, by, Action.GROUP, lambda _, old: old)
    # A name of no meaning, so that a group that comes back by an undo meets no other.
    name = secrets.randbits(62)
    return act(db, everybody, by, Action.GROUP, lambda _, old: replace(old, group=name))


def ungroup(db: Db, ref: Ref, seen: int | None, by: By) -> Result:
    """Take a wish out of its group. Of two, none is left in one."""
    if ref.kind is not Kind.WISH:
        return Refused.WRONG_KIND
    item = next(iter(items.read(db, [ref])), None)
    if item is None:
        return Refused.GONE
    others = [Ref(Kind.WISH, number) for number in item.group if number != ref.number]
    leaving: Seen = {ref: seen, **dict.fromkeys(others if len(others) == 1 else ())}
    return act(db, leaving, by, Action.UNGROUP, lambda _, old: replace(old, group=None))


def decide_all(  # noqa: PLR0913 - as decide, and what was seen of the group
    db: Db, ref: Ref, seen: int | None, decision: Decision, by: By, *, group_seen: int | None
) -> Result:
    """The same decision for a wish and all others of its group that are open.

    `group_seen` is the `group_version` that staff saw, None: whatever it is now.
    """
    refused = flaw(ref, decision)
    if refused is not None:
        return refused
    item = next(iter(items.read(db, [ref])), None)
    if item is None:
        return Refused.GONE
    others = [Ref(Kind.WISH, number) for number in item.group if number != ref.number]
    versions = {ref: seen, **{one.ref: one.version for one in items.read(db, others)}}

    def change(one: Item, old: State) -> State:
        meant = one.ref == ref or one.is_open
        return replace(old, decision=decision) if meant else old

    if group_seen not in {None, item.group_version}:
        versions[ref] = _OUTDATED
    return act(db, versions, by, Action.DECIDE, change)
