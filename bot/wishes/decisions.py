"""What becomes of a wish: decided once, told once to everybody who waits for it."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot import outbox
from bot.storage import followers, wishes
from bot.storage.units import Db
from bot.storage.wishes import Decision, Wish
from bot.wishes import similar
from bot.wishes.wish import CLOSED, OPEN, is_open

STATUS, ENOUGH, KEEP = "wish.status", "wish.enough", "wish.keep"
KINDS = (STATUS, ENOUGH, KEEP)
"""What is owed about wishes: news, "are you coming?", "shall we keep it?"."""

WITHOUT_RESULT = timedelta(days=365)
PATIENCE = timedelta(days=60)
"""How long an answer to "shall we keep it?" is waited for."""

KNOWN = timedelta(days=365)
"""How long a wish is kept after its result."""


def decide(db: Db, number: int, decision: Decision, now: datetime) -> Wish | None:
    """Write down what becomes of a wish and owe the news to all who follow it.

    The same decision again changes nothing and tells nobody. None when there is no such wish.
    """
    wish = wishes.find(db, number)
    if wish is None or wish.decision == decision:
        return wish
    version = wishes.decide(db, number, decision, now)
    if decision.status in OPEN:
        similar.index(db, number, wish.content)
    else:
        wishes.drop_keys(db, number)
    for one in followers.of_wish(db, wish.token):
        if one.notices:
            key = f"{STATUS}:{number}:{version}:{one.person}"
            outbox.owe(db, key, one.person, STATUS, number, version, now)
    return wishes.find(db, number)


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
