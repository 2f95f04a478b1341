"""What a code of the desk shows, as things are now; nothing is changed here."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from bot.desk import acting, clustering, handing, likeness, pairing, pending, undelivered
from bot.desk.item import Item
from bot.desk.kinds import Ref
from bot.message import Message, Row
from bot.storage import tags
from bot.storage.units import Db
from handlers.desk import clusters, drafts, pairs
from handlers.desk.seen import Seen
from handlers.presses import part, whole
from handlers.views import buttons, human
from handlers.views.desk import (
    answer,
    card,
    codes,
    filters,
    joining,
    listing,
    marks,
    notes,
    together,
    ways,
)
from handlers.views.desk import clusters as clusters_view
from handlers.views.desk import pairs as pairs_view
from handlers.views.desk import undelivered as lost_view

USED = 24
"""Tags that are offered."""

BESIDE = frozenset(
    {
        codes.FILTER,
        codes.UNDELIVERED,
        codes.PAIRS,
        codes.PAIR,
        codes.CLUSTERS,
        codes.CLUSTER,
    }
)
"""Screens that lie beside the list, and are about no single item."""

OF_A_DRAFT = frozenset("AOWVRY")
"""Steps on an answer, whose codes name a draft."""


async def show(seen: Seen, code: str, note: Markup | None = None) -> Message:
    """The screen behind a code, which anybody could have made up."""
    letter = part(code, 1)
    if letter in {"", codes.LIST}:
        return await _list(seen, code, note)
    if letter in BESIDE:
        return await _beside(seen, code, note)
    if letter in OF_A_DRAFT:
        return _noted(await drafts.screen(seen, code), note)
    ref = codes.read_ref(part(code, 2))
    if ref is None:
        return human.stale(seen.scene.say)
    return await _item(seen, code, ref, note)


async def _beside(seen: Seen, code: str, note: Markup | None) -> Message:
    match part(code, 1):
        case codes.FILTER:
            return await _filter(seen, code)
        case codes.UNDELIVERED:
            lost = await seen.house.storage.read(undelivered.read)
            return lost_view.page(seen.scene, lost, whole(part(code, 2)) or 0)
        case codes.PAIRS | codes.PAIR:
            return await pairs.screen(seen, code, note)
        case _:
            return await clusters.screen(seen, code, note)


def _noted(message: Message, note: Markup | None) -> Message:
    return replace(message, html=note + "\n\n" + message.html) if note else message


async def _list(seen: Seen, code: str, note: Markup | None) -> Message:
    turn = codes.read_turn(part(code, 2), part(code, 3))
    found = await listed(seen, turn, listing.SIZE)
    if not found.items:  # The last page may have been worked off meanwhile.
        found = await listed(seen, codes.Turn(turn.narrow), listing.SIZE)
    return listing.page(seen.scene, turn, found, seen.me, note, await _proposals(seen, turn))


async def _proposals(seen: Seen, turn: codes.Turn) -> Row:
    """What leads to proposals, where there are some."""
    if turn != codes.Turn():
        return ()
    found = await seen.house.storage.read(pairing.waiting)
    alike = await seen.house.storage.read(clustering.waiting)
    say = seen.scene.say
    row = [pairs_view.entrance(say, found)] if found else []
    row += [clusters_view.entrance(say, len(alike))] if alike else []
    return tuple(row)


async def listed(seen: Seen, turn: codes.Turn, size: int) -> pending.Page:
    """A page of the list; an empty one behind its end."""
    scene = seen.scene

    def read(db: Db) -> pending.Page:
        used = tags.used(db, USED) if turn.narrow.tag else ()
        wanted = turn.narrow.meant(scene.catalogue.town.topics, used, scene.now)
        return pending.page(db, wanted, after=turn.after, before=turn.before, size=size)

    return await seen.house.storage.read(read)


async def _filter(seen: Seen, code: str) -> Message:
    scene, narrow, which = seen.scene, codes.read_narrow(part(code, 2)), part(code, 3)
    if which == filters.TOPICS:
        return filters.topics(scene, narrow)
    if which == filters.TAGS:
        used = await seen.house.storage.read(lambda db: tags.used(db, USED))
        return filters.tags(scene, narrow, used)
    return filters.choose(scene, narrow)


SCREENS = {
    ways.TOPIC: marks.topics,
    ways.THRESHOLD: marks.threshold,
    ways.CLOSE: marks.close,
    ways.REDACT: marks.redact,
    ways.STATUS: answer.statuses,
    ways.DECLINE: joining.decline,
}


async def _item(seen: Seen, code: str, ref: Ref, note: Markup | None) -> Message:
    scene, back = seen.scene, buttons.without_back(code)[1]
    letter, version = part(code, 1), whole(part(code, 3))

    def read(db: Db) -> Message:
        item = pending.find(db, ref.kind, ref.number)
        if item is None:
            return notes.gone(scene.say)
        if version is not None and version != item.version:
            late = notes.overtaken(scene, acting.conflict(db, item), seen.me)
            return card.card(scene, item, seen.me, back, late)
        screen = _of_item(db, seen, letter, item, back)
        return _noted(screen, note) if screen else card.card(scene, item, seen.me, back, note)

    return await seen.house.storage.read(read)


def _of_item(db: Db, seen: Seen, letter: str, item: Item, back: str) -> Message | None:
    """The screen behind a button of the card; None for the card itself."""
    scene = seen.scene
    match letter:
        case ways.TAGS:
            return marks.tags(scene, item, tags.used(db, USED), back)
        case ways.GROUP:
            return together.group(scene, item, likeness.alike(db, item), back)
        case ways.HAND:
            return together.hand(scene, item, handing.choices(db, scene.now), back)
    return SCREENS[letter](scene, item, back) if letter in SCREENS else None
