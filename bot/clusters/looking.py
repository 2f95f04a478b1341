"""Looks for wishes that may mean the same, each wish once, when it is new."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.storage import clusters, desk, pairing, wish_keys, wishes
from bot.storage.units import Db, Storage
from bot.storage.wishes import KIND, Wish
from bot.wishes.keys import keys, telling
from bot.wishes.similar import likeness, may_meet
from bot.wishes.wish import OPEN, is_open

ENOUGH = 0.65
"""So much alike, of 1, is each wish of a cluster to each other."""

MOST = 12
"""Wishes that one cluster holds at most: more are no longer looked through."""

SLICE = 4
"""Wishes that are looked at in one go, before others get their turn at the database."""

_LOOKED_AT = 40


@dataclass(frozen=True, slots=True)
class _Near:
    wish: Wish
    likeness: float


async def look(storage: Storage) -> int:
    """Propose clusters for the wishes that came since the last look; how many wishes that were.

    Killed at any place and called again it goes on from there.
    """
    looked = 0
    while found := await storage.write(_look):
        looked += found
        await asyncio.sleep(0)
    if looked:
        await storage.write(clusters.tidy)
    return looked


def _look(db: Db) -> int:
    new = pairing.behind(db, clusters.looked(db), OPEN, SLICE)
    for wish in new:
        _place(db, wish)
    if new:
        clusters.look(db, new[-1].id)
    return len(new)


def _place(db: Db, wish: Wish) -> None:
    """Into the cluster whose wishes are all like it, or with the one that is most like it."""
    if wish.content.sensitive:
        return
    near = _near(db, wish)
    known = clusters.of(db, [one.wish.id for one in near])
    for one in near:
        cluster = known.get(one.wish.id)
        if cluster is None:
            number = min(wish.id, one.wish.id)
            clusters.join(db, number, one.wish.id)
            clusters.join(db, number, wish.id)
            return
        members = clusters.members(db, cluster)
        if len(members) < MOST and set(members) <= {other.wish.id for other in near}:
            clusters.join(db, cluster, wish.id)
            return


def _near(db: Db, wish: Wish) -> Sequence[_Near]:
    """The open wishes that are like it and in no group, the nearest first."""
    numbers = set(wish_keys.holding(db, keys(wish.content.text), _LOOKED_AT)) - {wish.id}
    grouped = {number for number, work in desk.those(db, KIND, numbers).items() if work.group}
    found = wishes.those(db, numbers - grouped - clusters.unlike(db, wish.id))
    said = telling(wish.content.text)
    rated = (
        _Near(one, likeness(said, telling(one.content.text)))
        for one in found
        if is_open(one) and not one.content.sensitive
        if may_meet(wish.content.details, one.content.details)
    )
    near = (one for one in rated if one.likeness >= ENOUGH)
    return sorted(near, key=lambda one: (-one.likeness, one.wish.id))


def alike(found: Iterable[Wish]) -> Sequence[Wish]:
    """Those that still say the same as the first, whatever they were worded as before."""
    held = list(found)
    said = telling(held[0].content.text) if held else ()
    return [one for one in held if likeness(said, telling(one.content.text)) >= ENOUGH]
