"""What staff have begun to write: the screens of an answer on its way, and what can be chosen there."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.catalogue.answers import Template
from bot.catalogue.offers import Offer
from bot.desk import drafting, pending
from bot.desk.item import Item
from bot.desk.kinds import Kind
from bot.message import Message
from bot.storage import desk_drafts
from bot.storage.desk_drafts import DeskDraft
from bot.storage.units import Db
from bot.wishes.wish import Status
from handlers.desk import admitting
from handlers.desk.seen import Seen
from handlers.presses import part, whole
from handlers.views import buttons, facts
from handlers.views.desk import answer, marks, notes, preview
from handlers.views.scene import Scene

OFFERED = 5
"""Offers that are found for a wish."""


async def screen(seen: Seen, code: str) -> Message:
    scene, back, letter = seen.scene, buttons.without_back(code)[1], part(code, 1)
    found = await seen.house.storage.read(lambda db: of_draft(db, part(code, 2)))
    if found is None:
        return notes.stale(scene.say)
    draft, item = found
    if draft.decision.status == drafting.CLEANING:
        return marks.cleaned(scene, item, draft, back)
    if item.kind is Kind.APPLICATION:
        return await admitting.preview(seen, item, draft, back)
    return await _of_wish(seen, letter, draft, item, back)


async def _of_wish(seen: Seen, letter: str, draft: DeskDraft, item: Item, back: str) -> Message:
    scene = seen.scene
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
    return preview.preview(
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
