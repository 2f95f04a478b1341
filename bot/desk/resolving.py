"""What a working group decided about a wish: its answer, to everybody who waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from bot.desk import actions, items
from bot.desk.acting import Action, By, Result, Seen, act
from bot.desk.drafting import readers
from bot.desk.item import Item
from bot.desk.kinds import Kind, Ref
from bot.storage import agenda, desk_steps
from bot.storage.units import Db
from bot.storage.wishes import Decision


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer before it is sent: the wishes it is for, and how many people read it."""

    item: int
    decision: Decision
    wishes: Sequence[Item]
    people: int

    @property
    def mark(self) -> str:
        """Another one for anything else that is said, or about other wishes than these."""
        about = [(one.number, one.version, one.text) for one in self.wishes]
        return sha256(f"{self.decision}:{about}".encode()).hexdigest()[:8]

    @property
    def seen(self) -> Seen:
        return {one.ref: one.version for one in self.wishes}

    @property
    def is_given(self) -> bool:
        """Whether nothing else was said of any of them last."""
        return all(one.wish and one.wish.decision == self.decision for one in self.wishes)


def reply(db: Db, item: int, decision: Decision) -> Reply | None:
    """The answer to the wish that an item of an agenda is about; None where it is gone.

    Where it is about several that mean the same, it is for all that are open, and for all that the
    item answered before.
    """
    first, *others = (Ref(Kind.WISH, one) for one in agenda.wishes_of(db, item) or [0])
    found = [
        one
        for one in items.read(db, [first, *others])
        if one.ref == first or one.is_open or _answered(db, item, one.ref)
    ]
    if not found or found[0].ref != first:
        return None
    return Reply(item, decision, found, sum(readers(db, one) for one in found))


def answer(db: Db, said: Reply, by: By) -> Result:
    """Tell it, once for each token. Who read another answer of this item is told that it was wrong."""
    first = said.wishes[0].ref
    if refused := actions.flaw(first, said.decision):
        return refused
    return act(
        db,
        said.seen,
        replace(by, token=f"{_mine(said.item)}{by.token}"),
        Action.DECIDE,
        lambda _, old: replace(old, decision=said.decision),
        corrects=_answered(db, said.item, first),
    )


def _answered(db: Db, item: int, ref: Ref) -> bool:
    return desk_steps.stands(db, ref.kind, ref.number, _mine(item))


def _mine(item: int) -> str:
    return f"item:{item}:"
