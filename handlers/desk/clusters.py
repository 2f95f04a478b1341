"""Wishes that may mean the same: staff put them together or apart, with what they saw."""

from __future__ import annotations

from markupsafe import Markup

from bot.desk import clustering, items
from bot.desk.acting import By, Done, Refused, Result
from bot.desk.clustering import Cluster
from bot.desk.kinds import Kind, Ref
from bot.message import Message
from bot.storage.units import Db
from handlers.desk.seen import After, Seen
from handlers.presses import part, whole
from handlers.views.desk import clusters as view
from handlers.views.desk import codes
from handlers.views.desk.codes import CLUSTER, own
from handlers.views.desk.pairs import undo

DONE = "w"
"""In a code, before the number of a wish: what was just done with it can be taken back."""


async def screen(seen: Seen, code: str, note: Markup | None) -> Message:
    """The list of clusters, or one of them."""
    number = whole(part(code, 2)) or 0
    now = seen.scene.now

    def read_all(db: Db) -> Message:
        found = clustering.waiting(db)
        start = number if 0 <= number < len(found) else 0
        shown = [clustering.read(db, one, now) for one, _ in found[start : start + view.SIZE]]
        return view.page(seen.scene, [one for one in shown if one.wishes], start, len(found))

    def read(db: Db) -> Message:
        done = part(code, 3)
        first = whole(done[1:]) if done.startswith(DONE) else None
        found = items.read(db, [Ref(Kind.WISH, first)]) if first else ()
        back = undo(seen.scene.say, found[0]) if found else None
        return view.cluster(seen.scene, clustering.read(db, number, now), back, note)

    listed = part(code, 1) == codes.CLUSTERS
    return await seen.house.storage.read(read_all if listed else read)


async def step(seen: Seen, code: str, by: By) -> After | None:
    """Do what a code says; None where it only shows something."""
    number, sign, way = whole(part(code, 2)), part(code, 3), part(code, 4)
    value = whole(part(code, 5))
    if part(code, 1) != CLUSTER or number is None:
        return None
    if way == view.PART:
        return await _part(seen, number, sign, value, by)

    def work(db: Db) -> Result | Cluster:
        if way == view.HAND:
            return clustering.hand(db, number, sign, value or 0, by)
        return clustering.put_together(db, number, sign, by)

    if way not in {view.HAND, view.TOGETHER}:
        return None
    return _told(seen, number, way, await seen.house.storage.write(work))


def _told(seen: Seen, number: int, way: str, result: Result | Cluster) -> After:
    say = seen.scene.say
    if isinstance(result, Done):
        note = (
            say.html("Given to the working group as one item. All who wait for it are told.")
            if way == view.HAND
            else say.html("Put together. On the card of one you can answer them all at once.")
        )
        return After(own(CLUSTER, number, f"{DONE}{result.item.number}"), note)
    if result is Refused.GONE:
        return After(own(CLUSTER, number))
    return _changed(seen, number)


async def _part(seen: Seen, number: int, sign: str, wish: int | None, by: By) -> After:
    def write(db: Db) -> bool:
        return clustering.part(db, number, sign, wish, by)

    if not await seen.house.storage.write(write):
        return _changed(seen, number)
    note = seen.scene.say.html("Noted. I do not propose that again.")
    return After(own(CLUSTER, number), note)


def _changed(seen: Seen, number: int) -> After:
    note = seen.scene.say.html("Meanwhile something changed. This is how it is now:")
    return After(own(CLUSTER, number), note)
