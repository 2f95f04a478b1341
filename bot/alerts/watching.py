"""After an import: what is new or different in the catalogue, held against every alert."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from bot.alerts.fitting import Fitting, prints_of
from bot.library import Edition
from bot.storage import alerts, finds, told
from bot.storage.alerts import Alert
from bot.storage.finds import Find
from bot.storage.units import Db, Storage

SLICE = 50
"""Alerts that are judged at once, before others get their turn."""

Known = Mapping[int, frozenset[int]]
"""Offer → those who were told of it."""


async def look(storage: Storage, edition: Edition, now: datetime, today: date) -> bool:
    """Find for everybody what fits them; whether this edition was new.

    Killed at any place and called again it finds the same, each offer once for each person.
    """
    version = edition.catalogue.version
    if await storage.read(finds.judged) == version:
        return False
    known = await storage.read(finds.prints)
    prints = await asyncio.to_thread(prints_of, edition.catalogue.offers)
    fresh = {key: one for key, one in prints.items() if known.get(key) != one}
    if fresh:
        await _judge(storage, Fitting(edition, today), version, frozenset(fresh), now)
    gone = known.keys() - prints.keys()
    await storage.write(lambda db: finds.settle(db, version, fresh, gone))
    return True


async def _judge(
    storage: Storage, fitting: Fitting, version: str, fresh: frozenset[int], now: datetime
) -> None:
    last = 0
    while part := await storage.read(lambda db: alerts.after(db, last, SLICE)):  # noqa: B023
        found = await asyncio.to_thread(_fitting, fitting, version, fresh, part)
        await storage.write(lambda db: _write(db, part, fresh, found, now))  # noqa: B023
        last = part[-1].id


def _fitting(
    fitting: Fitting, version: str, fresh: frozenset[int], part: Sequence[Alert]
) -> Sequence[Find]:
    """Of what was there when it was set, the person knows already."""
    return [
        Find(one.person, offer, one.id)
        for one in part
        if one.version != version
        for offer in sorted(fitting.of(one.criteria) & fresh)
    ]


def _write(
    db: Db, part: Sequence[Alert], fresh: Collection[int], found: Sequence[Find], now: datetime
) -> None:
    """What was told by another way meanwhile, or is no alert any more, is left out."""
    knowing: Known = told.among(db, {one.offer for one in found})
    there = {one.id for one in alerts.after(db, part[0].id - 1, len(part))}
    new = [
        one
        for one in found
        if one.alert in there and one.person not in knowing.get(one.offer, frozenset())
    ]
    finds.replace(db, [one.id for one in part], fresh, new, now)
