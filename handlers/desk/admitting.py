"""Answering who would like to join a working group: seen once more before it is sent."""

from __future__ import annotations

from bot.desk import acting, drafting, pending
from bot.desk.acting import Conflict
from bot.desk.item import Item
from bot.desk.kinds import Kind
from bot.message import Message
from bot.storage import groups
from bot.storage.applications import ApplicationState
from bot.storage.desk_drafts import DeskDraft
from bot.storage.units import Db
from bot.storage.wishes import Decision
from handlers.desk.seen import After, Seen
from handlers.presses import part, whole
from handlers.views import buttons
from handlers.views.desk import answer, codes, joining, notes, ways


async def step(seen: Seen, code: str, update: int) -> After | None:
    """Begin an answer with one press; None where a code only shows something."""
    letter, number = part(code, 1), whole(part(code, 4)) or 0
    if letter == ways.ACCEPT:
        return await begin(seen, code, update, Decision(ApplicationState.ACCEPTED))
    words = dict(enumerate(joining.kind_words(seen.scene.say), 1)).get(number)
    return await decline(seen, code, update, words) if letter == ways.DECLINE and words else None


async def decline(seen: Seen, code: str, update: int, words: str) -> After:
    return await begin(seen, code, update, Decision(ApplicationState.DECLINED, words))


async def begin(seen: Seen, code: str, update: int, decision: Decision) -> After:
    """The answer as a draft, if things still are as they were seen."""
    ref, version = codes.read_ref(part(code, 2)), whole(part(code, 3)) or 0
    back, now = buttons.without_back(code)[1], seen.house.now()

    def write(db: Db) -> After:
        item = pending.find(db, ref.kind, ref.number) if ref else None
        if ref is None or item is None or ref.kind is not Kind.APPLICATION:
            return After(f"{buttons.DESK}:{codes.CARD}:{part(code, 2)}")
        if item.version != version or not item.is_open:
            known = item.version != version
            found = acting.conflict(db, item) if known else Conflict(item, None, None, None)
            return After(codes.card(ref, back), notes.overtaken(seen.scene, found, seen.me))
        draft = drafting.begin(db, update, item, version, decision, now)
        return After(answer.code(answer.PREVIEW, draft, back))

    return await seen.house.storage.write(write)


async def preview(seen: Seen, item: Item, draft: DeskDraft, back: str) -> Message:
    number = item.application.working_group if item.application else 0
    group = await seen.house.storage.read(lambda db: groups.find(db, number))
    return joining.preview(seen.scene, item, draft, group, back)
