"""New offers that may fit wishes: staff say yes or no, with what they saw."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from markupsafe import Markup

from bot.desk import items, pairing
from bot.desk.acting import By, Done
from bot.desk.kinds import Kind, Ref
from bot.desk.pairing import Proposal
from bot.message import Button, Message
from bot.storage.units import Db
from handlers.desk.seen import After, Seen
from handlers.presses import part, whole
from handlers.views.desk import codes
from handlers.views.desk import pairs as view
from handlers.views.desk.codes import PAIR, own

ANSWERED, REFUSED = "w", "r"
"""What was done last, in a code: the first wish that was answered, or the second of a refusal."""


_SINCE = datetime(2026, 1, 1, tzinfo=UTC)
"""From here on seconds are counted in codes."""


async def screen(seen: Seen, code: str, note: Markup | None) -> Message:
    """The list of offers, or one of them."""
    offer = whole(part(code, 2))
    if part(code, 1) == codes.PAIRS:
        found = await seen.house.storage.read(pairing.waiting)
        return view.page(seen.scene, found, offer or 0)

    def read(db: Db) -> Message:
        back = _back(db, seen, offer or 0, part(code, 3))
        return view.pair(seen.scene, pairing.read(db, offer or 0), back, note)

    return await seen.house.storage.read(read)


def _back(db: Db, seen: Seen, offer: int, done: str) -> Button | None:
    """The button that takes back what was done last."""
    say, number = seen.scene.say, whole(done[1:])
    if number is None:
        return None
    if done.startswith(REFUSED):
        return view.again(say, offer, number)
    found = items.read(db, [Ref(Kind.WISH, number)]) if done.startswith(ANSWERED) else ()
    return view.undo(say, found[0]) if found else None


async def step(seen: Seen, code: str, by: By) -> After | None:
    """Do what a code says; None where it only shows something."""
    offer, sign, answer = whole(part(code, 2)), part(code, 3), part(code, 4)
    if part(code, 1) != PAIR or offer is None:
        return None
    if answer == view.YES:
        return await _confirm(seen, offer, sign, by)
    if answer == view.NO:
        return await _refuse(seen, offer, sign, whole(part(code, 5)), by)
    second = whole(sign)
    return await _again(seen, offer, second, by) if answer == view.AGAIN and second else None


async def _confirm(seen: Seen, offer: int, sign: str, by: By) -> After:
    say = seen.scene.say
    result = await seen.house.storage.write(lambda db: pairing.confirm(db, offer, sign, by))
    if isinstance(result, Proposal):
        return _changed(seen, offer)
    if not isinstance(result, Done):
        return After(own(PAIR, offer))
    told = say.plural(
        "Done: {number} wish is “Exists now”.",
        "Done: {number} wishes are “Exists now”.",
        len(result.items),
    )
    return After(own(PAIR, offer, f"{ANSWERED}{result.item.number}"), Markup.escape(told))


async def _refuse(seen: Seen, offer: int, sign: str, wish: int | None, by: By) -> After:
    """One of the wishes, or all that are shown."""

    def write(db: Db) -> bool:
        found = pairing.read(db, offer)
        shown = [one.number for one in found.wishes]
        if found.sign != sign or (wish is not None and wish not in shown):
            return False
        pairing.refuse(db, offer, shown if wish is None else [wish], by)
        return True

    if not await seen.house.storage.write(write):
        return _changed(seen, offer)
    note = seen.scene.say.html("Noted. I do not propose that again.")
    second = (by.now - _SINCE) // timedelta(seconds=1)
    return After(own(PAIR, offer, f"{REFUSED}{second}"), note)


async def _again(seen: Seen, offer: int, second: int, by: By) -> After:
    at = _SINCE + timedelta(seconds=second)
    done = await seen.house.storage.write(lambda db: pairing.propose_again(db, offer, at, by))
    say = seen.scene.say
    note = say.html("It is proposed again.") if done else say.html("That was so already.")
    return After(own(PAIR, offer), note)


def _changed(seen: Seen, offer: int) -> After:
    note = seen.scene.say.html("Meanwhile something changed. This is how it is now:")
    return After(own(PAIR, offer), note)
