"""What a code of the desk shows, as things are now; nothing is changed here."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from bot.catalogue.answers import Template
from bot.catalogue.offers import Offer
from bot.desk import acting, drafting, likeness, pending
from bot.desk.items import Item
from bot.desk.kinds import Ref
from bot.message import Message
from bot.storage import desk_drafts, tags
from bot.storage.desk_drafts import DeskDraft
from bot.storage.units import Db
from bot.wishes.wish import Status
from handlers.context import House
from handlers.presses import part, whole
from handlers.views import buttons, facts, human
from handlers.views.desk import answer, card, codes, filters, listing, marks, notes
from handlers.views.scene import Scene

USED = 24
"""Tags that are offered."""

OFFERED = 5
"""Offers that are found for a wish."""

OF_A_DRAFT = frozenset("AOWVRY")
"""Steps on an answer, whose codes name a draft."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Who looks, from where, in which language."""

    house: House
    scene: Scene
    me: int


async def show(seen: Seen, code: str, note: Markup | None = None) -> Message:
    """The screen behind a code, which anybody could have made up."""
    letter = part(code, 1)
    if letter in {"", codes.LIST}:
        return await _list(seen, code, note)
    if letter == codes.FILTER:
        return await _filter(seen, code)
    if letter in OF_A_DRAFT:
        return _noted(await _draft(seen, code), note)
    ref = codes.read_ref(part(code, 2))
    if ref is None:
        return human.stale(seen.scene.say)
    return await _item(seen, code, ref, note)


def _noted(message: Message, note: Markup | None) -> Message:
    return replace(message, html=note + "\n\n" + message.html) if note else message


async def _list(seen: Seen, code: str, note: Markup | None) -> Message:
    scene, turn = seen.scene, codes.read_turn(part(code, 2), part(code, 3))

    def read(db: Db) -> pending.Page:
        used = tags.used(db, USED) if turn.narrow.tag else ()
        wanted = turn.narrow.meant(scene.catalogue.town.topics, used, scene.now)
        found = pending.page(db, wanted, after=turn.after, before=turn.before, size=listing.SIZE)
        # The last page may have been worked off meanwhile.
        return found if found.items else pending.page(db, wanted, size=listing.SIZE)

    return listing.page(scene, turn, await seen.house.storage.read(read), seen.me, note)


async def _filter(seen: Seen, code: str) -> Message:
    scene, narrow, which = seen.scene, codes.read_narrow(part(code, 2)), part(code, 3)
    if which == filters.TOPICS:
        return filters.topics(scene, narrow)
    if which == filters.TAGS:
        used = await seen.house.storage.read(lambda db: tags.used(db, USED))
        return filters.tags(scene, narrow, used)
    return filters.choose(scene, narrow)


SCREENS = {
    card.TOPIC: marks.topics,
    card.THRESHOLD: marks.threshold,
    card.CLOSE: marks.close,
    card.REDACT: marks.redact,
    card.STATUS: answer.statuses,
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
        if letter == card.TAGS:
            return marks.tags(scene, item, tags.used(db, USED), back)
        if letter == card.GROUP:
            return marks.group(scene, item, likeness.alike(db, item), back)
        if letter in SCREENS:
            return SCREENS[letter](scene, item, back)
        return card.card(scene, item, seen.me, back, note)

    return await seen.house.storage.read(read)


async def _draft(seen: Seen, code: str) -> Message:
    scene, back, letter = seen.scene, buttons.without_back(code)[1], part(code, 1)
    found = await seen.house.storage.read(lambda db: of_draft(db, part(code, 2)))
    if found is None:
        return notes.stale(scene.say)
    draft, item = found
    if draft.decision.status == drafting.CLEANING:
        return marks.cleaned(scene, item, draft, back)
    match letter:
        case answer.OFFERS:
            nearest = await offers_for(seen, draft.sought or item.text)
            return answer.offers(scene, item, draft, nearest, back)
        case answer.WHOM:
            return answer.whom(scene, item, draft, back)
        case answer.TEMPLATES:
            return answer.templates(scene, item, draft, fitting(scene, draft), back)
        case _:
            return await seen.house.storage.read(lambda db: _preview(db, scene, item, draft, back))


def _preview(db: Db, scene: Scene, item: Item, draft: DeskDraft, back: str) -> Message:
    group = drafting.open_group(db, item)
    return answer.preview(
        scene,
        item,
        draft,
        back,
        readers=drafting.readers(db, item),
        group=[one.number for one in group],
        group_readers=sum(drafting.readers(db, one) for one in group),
    )


def of_draft(db: Db, token: str) -> tuple[DeskDraft, Item] | None:
    """A draft with what it is about; None where one of them is no more."""
    draft = desk_drafts.find(db, token)
    if draft is None:
        return None
    about = drafting.ref(draft)
    item = pending.find(db, about.kind, about.number)
    return (draft, item) if item else None


def fitting(scene: Scene, draft: DeskDraft) -> list[tuple[Template, str]]:
    """The templates of the state that can be filled with what is known, each with its words."""
    town, decision = scene.catalogue.town, draft.decision
    offer = scene.catalogue.by_id.get(decision.offer_id or "")
    reach = facts.reach(town.office)
    known = {
        "office": ", ".join(p for p in (town.office.name, reach) if p),
        "offer": offer.title if offer else "",
        "passed_to": decision.passed_to,
    }
    there = {name: value for name, value in known.items() if value}
    return [
        (one, one.fill(**there))
        for one in town.answers
        if one.status == Status(decision.status) and one.needs <= there.keys()
    ]


async def offers_for(seen: Seen, sought: str) -> Sequence[Offer]:
    """The offers nearest to some words, or the one with this number."""
    scene, number = seen.scene, whole(sought)
    if number is not None:
        offer = scene.catalogue.by_key.get(number)
        return [offer] if offer else []
    matcher = seen.house.library.edition.matcher
    answer = await asyncio.to_thread(matcher.answer, sought, scene.today)
    return [match.offer for match in (*answer.matches, *answer.nearest)][:OFFERED]
