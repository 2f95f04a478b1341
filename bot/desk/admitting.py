"""Who asks to join a working group is taken in, or told kindly why not. There is no way back."""

from __future__ import annotations

from dataclasses import replace

from bot.desk import items
from bot.desk.acting import Action, By, Conflict, Done, Refused, Result, conflict, step, together
from bot.desk.kinds import Kind, Ref
from bot.groups import joining
from bot.storage import desk, desk_steps
from bot.storage.applications import ApplicationState
from bot.storage.units import Db
from bot.storage.wishes import Decision

LONGEST = 500
"""Characters of what is said to the person."""

_ANSWERS = {
    ApplicationState.ACCEPTED.value: (Action.ACCEPT, joining.accept),
    ApplicationState.DECLINED.value: (Action.DECLINE, joining.decline),
}


def answer(db: Db, ref: Ref, seen: int | None, decision: Decision, by: By) -> Result:
    """Accept or decline, as the status says, and owe the answer to the person."""
    if ref.kind is not Kind.APPLICATION or decision.status not in _ANSWERS:
        return Refused.WRONG_KIND
    if len(decision.answer) > LONGEST:
        return Refused.LONG
    return together(db, lambda: _answer(db, ref, seen, decision, by))


def _answer(db: Db, ref: Ref, seen: int | None, decision: Decision, by: By) -> Result:
    work = desk.lock(db, ref.kind, ref.number)
    found = items.read(db, [ref])
    if not found:
        return Refused.GONE
    [item] = found
    if desk_steps.of_token(db, by.token):
        return Done(found, new=False)
    if seen not in {None, item.version}:
        return conflict(db, item)
    action, say = _ANSWERS[decision.status]
    if say(db, ref.number, decision.answer.strip(), by.now) is None:
        # Answered elsewhere, or withdrawn, since it was shown.
        return Conflict(item, None, None, None)
    step(db, ref, None, work.version + 1, by, action)
    desk.write(db, ref.kind, ref.number, replace(work, version=work.version + 1))
    return Done(items.read(db, [ref]))
