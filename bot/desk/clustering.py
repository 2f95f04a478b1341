"""Wishes that may mean the same: staff put them together, give them to a group, or say no."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from itertools import combinations

from bot.clusters.looking import alike
from bot.desk import grouping, handing, items
from bot.desk.acting import Action, By, Done, Refused, Result, Seen, act
from bot.desk.handing import Choice
from bot.desk.item import Item
from bot.desk.kinds import Kind, Ref
from bot.desk.state import State
from bot.groups import agenda
from bot.storage import audit, clusters, desk_steps, groups
from bot.storage.units import Db
from bot.wishes.wish import OPEN

PART = "cluster-part"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Wishes that may mean the same, and where they could go: the group that suits them first."""

    number: int
    wishes: Sequence[Item]
    choices: Sequence[Choice] = ()

    @property
    def sign(self) -> str:
        """The same as long as staff would see the same."""
        seen = ",".join(f"{one.number}.{one.version}" for one in self.wishes)
        return sha256(f"{self.number}:{seen}".encode()).hexdigest()[:8]

    @property
    def seen(self) -> Seen:
        return {one.ref: one.version for one in self.wishes}


def waiting(db: Db) -> Sequence[tuple[int, int]]:
    """Clusters by their number, with how many wishes they hold, the largest first."""
    return clusters.waiting(db, OPEN)


def read(db: Db, number: int, now: datetime) -> Cluster:
    """Without what is answered or put together by now, or says something else; empty if too few."""
    refs = [Ref(Kind.WISH, one) for one in clusters.members(db, number)]
    left = {one.number: one for one in items.read(db, refs) if one.is_open and not one.group}
    same = alike(one.wish for one in left.values() if one.wish)
    found = [left[one.id] for one in same]
    return Cluster(number, found if len(found) > 1 else (), _choices(db, found, now))


def _choices(db: Db, found: Sequence[Item], now: datetime) -> Sequence[Choice]:
    topics = Counter(one.topic for one in found if one.topic)

    def suits(one: Choice) -> int:
        return -sum(topics[topic] for topic in one.group.about.topics)

    known = sorted(handing.choices(db, now), key=suits)
    return [one for one in known if suits(one)] or known


def hand(db: Db, number: int, sign: str, group: int, by: By) -> Result | Cluster:
    """Put them together onto the agenda of a working group, as one item; each stays as it is.

    The cluster as it is, where it is not any more what staff saw under this sign.
    """
    if done := _before(db, by):
        return done
    cluster, found = read(db, number, by.now), groups.find(db, group)
    if found is None or not found.about.active or not cluster.wishes:
        return Refused.GONE
    if cluster.sign != sign:
        return cluster
    together = secrets.randbits(62)
    known = {one.number for one in cluster.wishes if agenda.has_wish(db, group, one.number, by.now)}

    def change(item: Item, old: State) -> State:
        given = old if item.number in known else handing.given(old, found)
        return replace(given, group=together)

    return act(db, cluster.seen, by, Action.HAND, change)


def put_together(db: Db, number: int, sign: str, by: By) -> Result | Cluster:
    """Let staff see and answer them together."""
    if done := _before(db, by):
        return done
    cluster = read(db, number, by.now)
    if not cluster.wishes:
        return Refused.GONE
    return grouping.group(db, cluster.seen, by) if cluster.sign == sign else cluster


def part(db: Db, number: int, sign: str, wish: int | None, by: By) -> bool:
    """One of them, or each, means something else than the rest, and that is not proposed again.

    Whether they still were what staff saw.
    """
    cluster = read(db, number, by.now)
    numbers = [one.number for one in cluster.wishes]
    if cluster.sign != sign or (wish is not None and wish not in numbers):
        return False
    pairs = list(combinations(numbers, 2))
    clusters.part(db, [pair for pair in pairs if wish is None or wish in pair])
    leaving = numbers if wish is None else [wish]
    clusters.leave(db, leaving)
    for one in leaving:
        audit.note(db, by.actor, PART, Kind.WISH, one, by.now, by.token)
    return True


def _before(db: Db, by: By) -> Done | None:
    """What this press did when it came first."""
    steps = desk_steps.of_token(db, by.token)
    found = items.read(db, [Ref(Kind(one.kind), one.number) for one in steps])
    return Done(found, new=False) if found else None
