"""After an import: open wishes held against what is new, a few at a time, and proposed to staff."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.catalogue.stored import catalogue_version
from bot.library import Edition
from bot.pairing.fitting import fitting
from bot.pairing.newness import Newness
from bot.storage import desk, pairing, wishes
from bot.storage.pairing import News
from bot.storage.units import Db, Storage
from bot.storage.wishes import Wish
from bot.wishes.wish import OPEN

SLICE = 50
"""Wishes that are held against the news at once, before others get their turn."""

REST = 0.25
"""How long others have it to themselves then, as a share of what the slice took."""

Pairs = Sequence[tuple[int, int]]
"""Wishes with keys of offers."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The next wishes to be held against the news."""

    news: Sequence[News]
    wishes: Sequence[Wish]


async def look(storage: Storage, edition: Edition, now: datetime, today: date) -> int:
    """Propose what is new to open wishes; how many pairs are new.

    Killed at any place and called again it goes on from there. What an edition does not hold yet
    waits for the next one.
    """
    found, newness = 0, await _newness(storage, edition)
    while part := await storage.read(lambda db: _next(db, edition)):
        began = time.perf_counter()
        pairs = await asyncio.to_thread(_fitting, edition, newness, part, today)
        spent = time.perf_counter() - began
        found += await storage.write(lambda db: _write(db, part, pairs, now))  # noqa: B023
        await asyncio.sleep(spent * REST)
    return found


def _next(db: Db, edition: Edition) -> _Part | None:
    news = pairing.news(db)
    if not news or catalogue_version(db) != edition.catalogue.version:
        return None
    begin = min(one.after for one in news)
    return _Part(news, pairing.behind(db, begin, OPEN, SLICE))


async def _newness(storage: Storage, edition: Edition) -> Newness:
    keys = {one.offer for one in await storage.read(pairing.news)}
    offers = [one for one in edition.catalogue.offers if one.key in keys]
    return await asyncio.to_thread(Newness, offers)


def _fitting(edition: Edition, newness: Newness, part: _Part, today: date) -> Pairs:
    pairs = []
    for wish in filter(lambda one: newness.may_concern(one.content.text), part.wishes):
        new = frozenset(one.offer for one in part.news if one.after < wish.id)
        if offer := fitting(edition, wish.content, today, new):
            pairs.append((wish.id, offer.key))
    return pairs


def _write(db: Db, part: _Part, pairs: Pairs, now: datetime) -> int:
    if not part.wishes:
        pairing.settle(db, part.news)
        pairing.tidy(db)
        return 0
    pairing.advance(db, part.news, part.wishes[-1].id)
    return pairing.propose(db, _together(db, pairs), now)


def _together(db: Db, pairs: Pairs) -> Pairs:
    """With the wishes that mean the same, as staff said: perhaps in a language we do not read."""
    found = {
        (one, offer)
        for wish, offer in pairs
        for one in (wish, *desk.together(db, wishes.KIND, wish))
    }
    return sorted(found)
