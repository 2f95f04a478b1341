"""What becomes of a wish: decided once, told once to everybody who waits for it."""

from __future__ import annotations

import json
from dataclasses import astuple
from datetime import datetime, timedelta
from hashlib import sha256

from bot import outbox
from bot.storage import followers, wish_versions, wishes
from bot.storage import outbox as owed
from bot.storage.units import Db
from bot.storage.wishes import Decision, Wish
from bot.wishes import similar
from bot.wishes.wish import CLOSED, OPEN, Status, is_open

STATUS, CORRECTED = "wish.status", "wish.corrected"
NEWS = (STATUS, CORRECTED)
"""What became of a wish; the second to those who were told something that was taken back."""

ENOUGH, KEEP = "wish.enough", "wish.keep"
KINDS = (*NEWS, ENOUGH, KEEP)
"""What is owed about wishes: news, "are you coming?", "shall we keep it?"."""

WITHOUT_RESULT = timedelta(days=365)
PATIENCE = timedelta(days=60)
"""How long an answer to "shall we keep it?" is waited for."""

KNOWN = timedelta(days=365)
"""How long a wish is kept after its result."""


def decide(
    db: Db, number: int, decision: Decision, now: datetime, *, corrects: bool = False
) -> Wish | None:
    """Write down what becomes of a wish and owe the news to all who follow it.

    The same decision again changes nothing and tells nobody, and who was last told the very same
    is not told again. `corrects` says that it takes back what was said by mistake. None when there
    is no such wish.
    """
    wish = wishes.find(db, number)
    if wish is None or wish.decision == decision:
        return wish
    version = wishes.decide(db, number, decision, now)
    wish_versions.keep(db, number, version, _digest(decision))
    found = wishes.find(db, number)
    if found is not None:
        similar.reindex(db, found)
        _tell(db, found, now, wrong=_digest(wish.decision) if corrects else None)
    return found


def _tell(db: Db, wish: Wish, now: datetime, *, wrong: str | None) -> None:
    """Owe the news of its version; older news that nobody has yet is overtaken.

    `wrong` is the digest of what was said by mistake, to those who were told it.
    """
    owed.cancel(db, wish.id, NEWS, below=wish.version)
    told, said = wish_versions.told(db, wish.id, NEWS), _digest(wish.decision)
    for one in followers.of_wish(db, wish.token):
        if one.notices and told.get(one.person, _ARRIVED) != said:
            misled = wrong is not None and told.get(one.person, _ARRIVED) in {wrong, None}
            kind = CORRECTED if misled else STATUS
            key = f"{kind}:{wish.id}:{wish.version}:{one.person}"
            outbox.owe(db, key, one.person, kind, wish.id, wish.version, now)


def _digest(decision: Decision) -> str:
    return sha256(json.dumps(astuple(decision)).encode()).hexdigest()


_ARRIVED = _digest(Decision(Status.ARRIVED))
"""What everybody knows who was told nothing yet: it stands in the receipt."""


def renew(db: Db, number: int, person: int, now: datetime) -> Wish | None:
    """Somebody who follows a wish wants it kept."""
    wish = wishes.find(db, number)
    if wish is None or followers.find(db, wish.token, person) is None:
        return None
    if is_open(wish) and wish.asked_at is not None:
        wishes.renew(db, number, now)
    return wish


def tidy(db: Db, now: datetime) -> int:
    """After a year without result ask whether to keep it; drop what is over, and say how many.

    Over is what nobody wanted kept, and what has had its result long enough.
    """
    over = list(wishes.unchanged(db, CLOSED, now - KNOWN))
    for wish in wishes.unchanged(db, OPEN, now - WITHOUT_RESULT):
        if wish.asked_at is None:
            _ask(db, wish, now)
        elif wish.asked_at < now - PATIENCE:
            over.append(wish)
    for wish in over:
        followers.drop(db, wish.token)
        wishes.drop(db, wish.id)
    return len(over)


def _ask(db: Db, wish: Wish, now: datetime) -> None:
    """Only where somebody is left to be asked; else it is demand, and nobody's in particular."""
    asked = [one for one in followers.of_wish(db, wish.token) if one.notices]
    for one in asked:
        key = f"{KEEP}:{wish.id}:{now.date()}:{one.person}"
        outbox.owe(db, key, one.person, KEEP, wish.id, wish.version, now)
    if asked:
        wishes.ask(db, wish.id, now)
