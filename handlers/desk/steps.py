"""What staff do with one tap, or with words: once, on what they saw."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.desk.acting import By, Result
from bot.desk.actions import release, reopen, take
from bot.desk.kinds import Kind, Ref
from bot.desk.undoing import undo
from bot.storage import audit, dead
from bot.storage.units import Db
from handlers.desk import marks
from handlers.desk.results import did
from handlers.desk.seen import After, Seen
from handlers.presses import part, whole
from handlers.views import buttons
from handlers.views.desk import codes, ways

PLAIN: Mapping[str, tuple[str, Callable[[Db, Ref, int | None, By], Result]]] = {
    ways.TAKE: ("take", take),
    ways.RELEASE: ("release", release),
    ways.REOPEN: ("reopen", reopen),
    ways.UNDO: ("undo", undo),
}
"""Steps that need no value; with what they are called."""


async def step(seen: Seen, code: str, by: By) -> After | None:
    """Do what a code says; None where it only shows something."""
    letter, ref, value = part(code, 1), codes.read_ref(part(code, 2)), part(code, 4)
    if ref is None:
        return None
    if letter == ways.RETRY:
        return await _retry(seen, code, ref, by)
    if letter in PLAIN:
        name, act = PLAIN[letter]
        version = whole(part(code, 3))
        return await did(seen, code, name, lambda db: act(db, ref, version, by))
    said = await marks.meant(seen, letter, ref, value) if value else None
    return None if said is None else await marks.mark(seen, code, said, by)


async def _retry(seen: Seen, code: str, ref: Ref, by: By) -> After:
    """Let a dead update be worked off once more."""

    def again(db: Db) -> bool:
        if ref.kind is not Kind.DEAD or not dead.retry(db, ref.number):
            return False
        audit.note(db, by.actor, "retry", ref.kind, ref.number, by.now, by.token)
        return True

    say = seen.scene.say
    if await seen.house.storage.write(again):
        note = say.html("It is tried again. If it fails again, it comes back here.")
        return After(buttons.without_back(code)[1] or buttons.DESK, note)
    note = say.html("That cannot be tried again: what it said is deleted after three days.")
    return After(codes.card(ref, buttons.without_back(code)[1]), note)
