"""Staff take a citizen's words out: a name, an illness. There is no way back."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk import items
from bot.desk.acting import Action, By, Done, Refused, Result, conflict, step, together
from bot.desk.kinds import WITH_WORDS, Kind, Ref
from bot.groups import agenda
from bot.storage import alerts, asked, desk, desk_steps, drafts, passed, tips, wish_marks, wishes
from bot.storage.units import Db
from bot.wishes import similar

LONGEST = 500
"""Characters of cleaned words."""


def redact(db: Db, ref: Ref, seen: int | None, text: str, by: By) -> Result:
    """Put cleaned words in the place of an item's words, wherever exactly these are stored.

    The step cannot be taken back, nor any before it. Afterwards tidy the storage, so that nothing
    is left beside the tables.
    """
    clean = " ".join(text.split())
    if ref.kind not in WITH_WORDS:
        return Refused.WRONG_KIND
    if not any(char.isalnum() for char in clean):
        return Refused.INCOMPLETE
    if len(clean) > LONGEST:
        return Refused.LONG
    return together(db, lambda: _redact(db, ref, seen, clean, by))


def _redact(db: Db, ref: Ref, seen: int | None, clean: str, by: By) -> Result:
    desk.lock(db, ref.kind, ref.number)
    found = items.read(db, [ref])
    if not found:
        return Refused.GONE
    [item] = found
    if desk_steps.of_token(db, by.token) or item.text == clean:
        return Done(found, new=False)
    if seen not in {None, item.version}:
        return conflict(db, item)
    for one in _reword(db, item.text, clean):
        work = desk.lock(db, one.kind, one.number)
        desk.touch(db, one.kind, one.number)
        step(db, one, None, work.version + 1, by, Action.REDACT)
        desk_steps.seal(db, one.kind, one.number)
    return Done(items.read(db, [ref]))


def _reword(db: Db, old: str, new: str) -> Sequence[Ref]:
    """Every item that said so says the new words; what was only kept for a day is dropped."""
    asked.drop_saying(db, old)
    alerts.drop_saying(db, old)
    drafts.drop_saying(db, old)
    reworded = wish_marks.reword(db, old, new)
    for wish in wishes.those(db, reworded):
        similar.reindex(db, wish)
        agenda.reword(db, wish.id, old)
    return [
        *(Ref(Kind.WISH, number) for number in reworded),
        *(Ref(Kind.QUESTION, number) for number in passed.reword(db, old, new)),
        *(Ref(Kind.TIP, number) for number in tips.reword(db, old, new)),
    ]
