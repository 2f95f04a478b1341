"""A question on its way: asked, answered, kept a day for its buttons."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.catalogue.snapshot import Catalogue
from bot.counting import cells, unanswered
from bot.i18n import base
from bot.library import Edition, Library
from bot.matching.answer import Answer, Outcome
from bot.matching.clean import clean
from bot.matching.topics import topic_of
from bot.storage import asked, counts, passed, people
from bot.storage import unanswered as unmet
from bot.storage.asked import Asked
from bot.storage.counts import Cell
from bot.storage.unanswered import Unanswered
from bot.storage.units import Db, Storage

KEPT = timedelta(hours=24)
"""How long a question is kept for its buttons."""

COUNTS_KEPT = timedelta(days=395)
"""Thirteen months: a year can be compared with the one before."""

PASSED_KEPT = timedelta(days=365)
"""How long staff have the words of a question that was passed on to them."""

Counted = tuple[tuple[Cell, ...], Unanswered | None]
"""Where a question is counted for its day, and for its month where no offer answers it."""

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
    """An answer with the token its buttons carry, and the catalogue it was found in.

    A crisis is not kept and has no token.
    """

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
        """Answer, keep and count the question; None when nothing readable is left of it."""
        cleaned = clean(text).text
        if not cleaned:
            return None
        edition = self._library.edition
        answer = await asyncio.to_thread(edition.matcher.answer, text, sender.today)
        if answer.outcome is Outcome.CRISIS:
            return Answered("", answer, edition.catalogue)
        counted = cells(answer, edition.catalogue), unanswered(answer, edition.catalogue)
        token, unhelpful = await self._storage.write(
            lambda db: _keep(db, cleaned, answer.outcome, counted, sender)
        )
        return Answered(token, answer, edition.catalogue, unhelpful)

    async def glance(self, text: str, today: date) -> Answer | None:
        """An answer by words alone, while somebody types elsewhere: neither kept nor counted."""
        if not clean(text).text:
            return None
        matcher = self._library.edition.matcher
        return await asyncio.to_thread(matcher.answer, text, today, by_words=True)

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

    async def pass_on(self, token: str, now: datetime) -> bool:
        """Keep the words of a question for staff; False when it is no longer known."""
        answered = await self.again(token, now.date())
        topic = topic_of(answered.answer) if answered else None
        return await self._storage.write(lambda db: _pass_on(db, token, now, topic))


def forget(db: Db, now: datetime) -> int:
    """Drop questions, counts and passed-on questions whose time is over; how many rows."""
    last = (now - COUNTS_KEPT).date()
    numbers = counts.purge(db, last) + unmet.purge(db, last)
    return asked.purge(db, now - KEPT) + numbers + passed.purge(db, now - PASSED_KEPT)


def _answer(edition: Edition, kept: Asked, today: date) -> Answer:
    return edition.matcher.answer(kept.text, today, without=frozenset(kept.removed))


def _keep(db: Db, text: str, outcome: Outcome, counted: Counted, sender: Sender) -> tuple[str, int]:
    again = counts.is_counted(db, sender.update_id)
    token = asked.keep(db, sender.update_id, text, language=sender.language, now=sender.now)
    unhelpful = _streak(db, outcome, sender)
    if not again:
        _count(db, counted, sender)
    return token, unhelpful


def _count(db: Db, counted: Counted, sender: Sender) -> None:
    of_day, of_month = counted
    counts.add(db, sender.today, sender.language, of_day)
    if of_month is not None:
        unmet.add(db, sender.today, base(sender.language), of_month)


def _streak(db: Db, outcome: Outcome, sender: Sender) -> int:
    """Answers in a row that did not help. What no offer could answer neither adds nor breaks."""
    if outcome in (Outcome.NEAR, Outcome.NONE):
        return people.count_unhelpful(db, sender.person, sender.update_id, sender.today)
    if outcome is Outcome.MATCH:
        people.forget_unhelpful(db, sender.person, sender.update_id)
    return 0


def _pass_on(db: Db, token: str, now: datetime, topic: str | None) -> bool:
    question = asked.find(db, token)
    if question is None:
        return passed.is_kept(db, token)
    passed.keep(db, question, now, topic)
    return True
