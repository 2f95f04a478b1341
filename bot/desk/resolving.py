"""What a working group decided about a wish: its answer, to everybody who waits for it."""

from __future__ import annotations

from dataclasses import replace

from bot.desk import actions, items
from bot.desk.acting import Action, By, Refused, Result, act
from bot.desk.kinds import Kind, Ref
from bot.storage import agenda, desk_steps
from bot.storage.units import Db
from bot.storage.wishes import Decision


def answer(db: Db, item: int, seen: int | None, decision: Decision, by: By) -> Result:
    """Answer the wish that an item of an agenda is about, once for each token.

    Where it is about several that mean the same, all that are open are answered, and all that it
    answered before. Who read that answer is told that it was wrong. `seen` is the version of the
    first of them.
    """
    first, *others = (Ref(Kind.WISH, one) for one in agenda.wishes_of(db, item) or [0])
    if not first.number:
        return Refused.GONE
    if refused := actions.flaw(first, decision):
        return refused
    mine = f"item:{item}:"

    def answered(ref: Ref) -> bool:
        return desk_steps.stands(db, ref.kind, ref.number, mine)

    meant = [one.ref for one in items.read(db, others) if one.is_open or answered(one.ref)]
    return act(
        db,
        {first: seen, **dict.fromkeys(meant)},
        replace(by, token=f"{mine}{by.token}"),
        Action.DECIDE,
        lambda _, old: replace(old, decision=decision),
        corrects=answered(first),
    )
