"""Forgets a person: every table that knows them, in one transaction."""

from __future__ import annotations

from bot.storage import cards, inbox, outbox, people
from bot.storage.units import Db


def forget(db: Db, person: int) -> None:
    """What they ask of us right now stays until it is answered, then it is blanked."""
    people.erase(db, person)
    cards.forget(db, person)
    inbox.forget(db, person)
    outbox.forget(db, person)
