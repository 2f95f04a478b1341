"""A person hears of an offer once, however many of their wishes it answers."""

from __future__ import annotations

from datetime import datetime

from bot.storage import catalogue, followers, outbox, told, wishes
from bot.storage.units import Db
from bot.wishes.decisions import NEWS


def once(db: Db, number: int, now: datetime) -> None:
    """Who was told of the offer that a wish became is owed no news of it; the others are told now.

    Where staff say something of their own with it, everybody hears it.
    """
    wish = wishes.find(db, number)
    key = _key(db, wish.decision.offer_id) if wish else None
    if wish is None or key is None:
        return
    for one in followers.of_wish(db, wish.token):
        if not one.notices:
            continue
        if told.untold(db, one.person, [key]):
            told.note(db, one.person, [key], now)
        elif not wish.decision.answer:
            outbox.cancel(db, number, NEWS, chat=one.person)


def take_back(db: Db, number: int) -> None:
    """What is said of a wish is no longer so: of its offer nobody was told by it."""
    wish = wishes.find(db, number)
    key = _key(db, wish.decision.offer_id) if wish else None
    if wish is None or key is None:
        return
    for one in followers.of_wish(db, wish.token):
        told.take_back(db, one.person, key, wish.changed_at)


def _key(db: Db, offer_id: str | None) -> int | None:
    """Of an offer in the catalogue."""
    return catalogue.key_of(db, offer_id) if offer_id else None
