"""A person hears of an offer once, however many of their wishes it answers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.storage import catalogue, followers, outbox, told, wishes
from bot.storage.units import Db
from bot.storage.wishes import Decision
from bot.wishes.decisions import NEWS


def knowing(db: Db, number: int, decision: Decision) -> Collection[int]:
    """Who waits for a wish and was told of the offer already that it is to become.

    Where staff say something of their own with it, everybody is to hear that.
    """
    wish, key = wishes.find(db, number), _key(db, decision)
    if wish is None or key is None or decision.answer:
        return ()
    waiting = [one.person for one in followers.of_wish(db, wish.token) if one.notices]
    return [one for one in waiting if not told.untold(db, one, [key])]


def once(db: Db, number: int, known: Collection[int], now: datetime) -> None:
    """Behind the decision: who knew its offer is owed no news of it, the others know it now."""
    wish = wishes.find(db, number)
    key = _key(db, wish.decision) if wish else None
    if wish is None or key is None:
        return
    for one in followers.of_wish(db, wish.token):
        if one.person in known:
            outbox.cancel(db, number, NEWS, chat=one.person)
        elif one.notices:
            told.note(db, one.person, [key], now)


def take_back(db: Db, number: int) -> None:
    """What is said of a wish is said no more: of its offer nobody was told by it."""
    wish = wishes.find(db, number)
    key = _key(db, wish.decision) if wish else None
    if wish is not None and key is not None:
        for one in followers.of_wish(db, wish.token):
            told.take_back(db, one.person, key, wish.changed_at)


def _key(db: Db, decision: Decision) -> int | None:
    """Of the offer that a decision names."""
    return catalogue.key_of(db, decision.offer_id) if decision.offer_id else None
