"""A question on its way: asked, answered, kept a day for its buttons."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.catalogue.snapshot import Catalogue
from bot.library import Edition, Library
from bot.matching.answer import Answer, Outcome
from bot.matching.clean import clean
from bot.storage import asked, people
from bot.storage.asked import Asked
from bot.storage.units import Db, Storage

KEPT = timedelta(hours=24)
"""How long a question is kept for its buttons."""

ENOUGH = 2
"""Answers in a row that did not help, after which a human is offered."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who asked, in which update, in which language, and when."""

    person: int
    update_id: int
    language: str
    now: datetime
    today: date


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer with the token its buttons carry, and the catalogue it was found in."""

    token: str
    answer: Answer
    catalogue: Catalogue
    unhelpful: int = 0
    """Answers in a row that did not help, this one included."""


class Questions:
    def __init__(self, storage: Storage, library: Library) -> None:
        self._storage = storage
        self._library = library

    async def ask(self, text: str, sender: Sender) -> Answered | None:
        """Answer and keep the question; None when nothing readable is left of it."""
        cleaned = clean(text).text
        if not cleaned:
            return None
        edition = self._library.edition
        answer = await asyncio.to_thread(edition.matcher.answer, text, sender.today)
        token, unhelpful = await self._storage.write(
            lambda db: _keep(db, cleaned, answer.outcome, sender)
        )
        return Answered(token, answer, edition.catalogue, unhelpful)

    async def again(self, token: str, today: date) -> Answered | None:
        """The answer of a kept question, from the catalogue as it is now."""
        kept = await self._storage.read(lambda db: asked.find(db, token))
        if kept is None:
            return None
        edition = self._library.edition
        answer = await asyncio.to_thread(_answer, edition, kept, today)
        return Answered(token, answer, edition.catalogue)

    async def without(self, token: str, part: str, today: date) -> Answered | None:
        """The answer when a part of what was understood no longer counts."""
        await self._storage.write(lambda db: asked.remove_part(db, token, part))
        return await self.again(token, today)

    async def purge(self, now: datetime) -> None:
        """Forget questions that are older than a day."""
        await self._storage.write(lambda db: asked.purge(db, now - KEPT))


def _answer(edition: Edition, kept: Asked, today: date) -> Answer:
    return edition.matcher.answer(kept.text, today, without=frozenset(kept.removed))


def _keep(db: Db, text: str, outcome: Outcome, sender: Sender) -> tuple[str, int]:
    token = asked.keep(db, sender.update_id, text, language=sender.language, now=sender.now)
    if outcome is Outcome.MATCH:
        people.forget_unhelpful(db, sender.person, sender.update_id)
        return token, 0
    return token, people.count_unhelpful(db, sender.person, sender.update_id, sender.today)
