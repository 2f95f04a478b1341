"""Answering: state, offer or to whom, words, and only then, seen once more, "send"."""

from __future__ import annotations

from bot.desk import acting, drafting, pending
from bot.desk.acting import By
from bot.desk.drafting import CLEANING
from bot.desk.item import Item
from bot.desk.kinds import Kind, Ref
from bot.storage.desk_drafts import DeskDraft
from bot.storage.units import Db
from bot.storage.wishes import Decision
from bot.wishes.wish import Status
from handlers.desk.drafts import fitting, of_draft
from handlers.desk.results import told
from handlers.desk.seen import After, Seen
from handlers.presses import part, whole
from handlers.views import buttons
from handlers.views.desk import answer, codes, marks, notes, ways

_FIRST = {
    Status.PASSED_ON: answer.WHOM,
    **dict.fromkeys(answer.WITH_OFFER, answer.OFFERS),
}
"""What has to be known before the words."""


async def step(seen: Seen, code: str, by: By, update: int) -> After | None:
    """Do what a code says; None where it only shows something."""
    letter, value = part(code, 1), part(code, 3)
    if letter == ways.STATUS:
        status = codes.STATUSES.get(part(code, 4))
        ref = codes.read_ref(part(code, 2))
        if not isinstance(status, Status) or ref is None:
            return None
        return await _begin(seen, code, ref, status, by, update)
    if not value:
        return None
    match letter:
        case answer.TEMPLATES | answer.OFFERS | answer.WHOM:
            return await _choose(seen, code, update)
        case answer.SEND | marks.CLEANED:
            return await _send(seen, code, by)
    return None


async def _begin(  # noqa: PLR0913, PLR0917 - what was pressed, by whom
    seen: Seen, code: str, ref: Ref, status: Status, by: By, update: int
) -> After:
    version, back = whole(part(code, 3)) or 0, buttons.without_back(code)[1]

    def begin(db: Db) -> After:
        item = pending.find(db, ref.kind, ref.number)
        if item is None or ref.kind is not Kind.WISH:
            return After(codes.card(ref, back))
        if item.version != version:
            late = notes.overtaken(seen.scene, acting.conflict(db, item), seen.me)
            return After(codes.card(ref, back), late)
        draft = drafting.begin(db, update, item, version, Decision(status), by.now)
        first = _FIRST.get(status, answer.TEMPLATES)
        if status is Status.ARRIVED:
            first = answer.PREVIEW
        return After(answer.code(first, draft, back))

    return await seen.house.storage.write(begin)


async def _choose(seen: Seen, code: str, update: int) -> After:
    """A template, an offer or a body that a button names; a forged one chooses nothing."""
    scene, letter, key = seen.scene, part(code, 1), whole(part(code, 3))
    found = await seen.house.storage.read(lambda db: of_draft(db, part(code, 2)))
    if found is None or key is None or found[0].decision.status not in set(Status):
        return After(code)
    draft, item = found
    if letter == answer.TEMPLATES:
        words = {one.key: text for one, text in fitting(scene, draft)} | {answer.NONE: ""}
        if key not in words:
            return After(answer.code(letter, draft, buttons.without_back(code)[1]))
        return await say(seen, code, update, answer=words[key])
    if letter == answer.OFFERS:
        offer = scene.catalogue.by_key.get(key)
        return await say(seen, code, update, offer_id=offer.id if offer else None)
    bodies = answer.bodies(scene, item)
    if key >= len(bodies):
        return After(answer.code(letter, draft, buttons.without_back(code)[1]))
    return await say(seen, code, update, passed_to=bodies[key])


async def pass_on(seen: Seen, code: str, update: int, whom: str) -> After:
    """To whom somebody wrote; one of the usual ones with its article, as in "den Landkreis"."""
    found = await seen.house.storage.read(lambda db: of_draft(db, part(code, 2)))
    usual = answer.bodies(seen.scene, found[1]) if found else ()
    named = (one for one in usual if one.casefold().endswith(f" {whom.casefold()}"))
    return await say(seen, code, update, passed_to=next(named, whom))


async def say(seen: Seen, code: str, update: int, **said: str | None) -> After:
    """Let the draft say this, and go on to what comes next."""
    token, back = part(code, 2), buttons.without_back(code)[1]
    draft = await seen.house.storage.write(lambda db: drafting.change(db, token, update, said))
    if draft is None:
        return After(code)
    onward = answer.PREVIEW if "answer" in said else answer.TEMPLATES
    return After(answer.code(onward, draft, back))


async def seek(seen: Seen, code: str, update: int, sought: str) -> After:
    """Look for the offer by other words."""
    token = part(code, 2)
    await seen.house.storage.write(lambda db: drafting.change(db, token, update, {}, sought))
    return After(code)


async def clean(seen: Seen, code: str, update: int, words: str, by: By) -> After | None:
    """Cleaned words are shown once more before the old ones go."""
    ref, version = codes.read_ref(part(code, 2)), whole(part(code, 3)) or 0
    back = buttons.without_back(code)[1]

    def begin(db: Db) -> DeskDraft | None:
        item: Item | None = pending.find(db, ref.kind, ref.number) if ref else None
        decision = Decision(CLEANING, words)
        return drafting.begin(db, update, item, version, decision, by.now) if item else None

    draft = await seen.house.storage.write(begin)
    return After(answer.code(answer.PREVIEW, draft, back)) if draft else None


async def _send(seen: Seen, code: str, by: By) -> After:
    """Do what the draft says: once, however often it is pressed."""
    letter, token, to_all = part(code, 1), part(code, 2), part(code, 3) == answer.TO_ALL
    back, storage = buttons.without_back(code)[1], seen.house.storage
    found = await storage.read(lambda db: of_draft(db, token))
    if found is None:
        return After(code)
    draft, item = found
    cleans = draft.decision.status == CLEANING
    if cleans != (letter == marks.CLEANED):
        return After(answer.code(answer.PREVIEW, draft, back))
    once = By(by.actor, f"draft:{token}", by.now)
    result = await storage.write(lambda db: drafting.send(db, draft, once, to_all=to_all))
    if cleans:
        await storage.tidy()
    about = codes.card(item.ref, back)
    done = {CLEANING: "redact", "accepted": "accept", "declined": "decline"}
    return told(seen, about, done.get(draft.decision.status, "decide"), result)


async def about(seen: Seen, token: str) -> Ref | None:
    """What a draft is about."""
    found = await seen.house.storage.read(lambda db: of_draft(db, token))
    return found[1].ref if found else None


async def item(seen: Seen, ref: Ref) -> Item | None:
    return await seen.house.storage.read(lambda db: pending.find(db, ref.kind, ref.number))
