"""Offers that may be what wishes wait for: staff say whether they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from bot.desk import items
from bot.desk.acting import Action, By, Done, Refused, Result, Seen, act
from bot.desk.item import Item
from bot.desk.kinds import Kind, Ref
from bot.storage import audit, catalogue, desk_steps, followers, pairing
from bot.storage import told as told_offers
from bot.storage.pairing import Waiting
from bot.storage.units import Db
from bot.storage.wishes import Decision
from bot.wishes.wish import OPEN, Status

SHOWN = 8
"""Wishes that are answered at once."""

REFUSE, AGAIN = "pair-refuse", "pair-again"


@dataclass(frozen=True, slots=True)
class Proposal:
    """An offer by its key, and the oldest wishes that it may fit; `more` is how many follow.

    `people` is how many would be told of it.
    """

    offer: int
    wishes: Sequence[Item]
    people: int = 0
    more: int = 0

    @property
    def sign(self) -> str:
        """The same as long as staff would see the same."""
        seen = ",".join(f"{one.number}.{one.version}" for one in self.wishes)
        return sha256(f"{self.offer}:{seen}".encode()).hexdigest()[:8]


def waiting(db: Db) -> Sequence[Waiting]:
    """The offers that may fit open wishes, those for most wishes first."""
    return pairing.waiting(db, OPEN)


def read(db: Db, offer: int) -> Proposal:
    numbers = pairing.proposed(db, offer, OPEN)
    found = items.read(db, [Ref(Kind.WISH, one) for one in numbers[:SHOWN]])
    told = [one for item in found if item.wish for one in followers.of_wish(db, item.wish.token)]
    people = {one.person for one in told if one.notices}
    new = [one for one in people if told_offers.untold(db, one, [offer])]
    return Proposal(offer, found, len(new), max(0, len(numbers) - SHOWN))


def confirm(db: Db, offer: int, sign: str, by: By) -> Result | Proposal:
    """These wishes exist now; everybody who waits for one is told, once.

    The proposal as it is, where it is not any more what staff saw under this sign.
    """
    if done := _before(db, by):
        return done
    found, row = read(db, offer), catalogue.find(db, offer)
    if row is None or not found.wishes:
        return Refused.GONE
    if found.sign != sign:
        return found
    decision = Decision(Status.OFFERED, offer_id=row.id)
    seen: Seen = {one.ref: one.version for one in found.wishes}
    return act(db, seen, by, Action.DECIDE, lambda _, old: replace(old, decision=decision))


def refuse(db: Db, offer: int, wishes: Sequence[int], by: By) -> int:
    """It does not fit these, and is not proposed to them again; of how many that was new."""
    done = pairing.refuse(db, offer, wishes, by.now)
    for wish in wishes:
        audit.note(db, by.actor, REFUSE, Kind.WISH, wish, by.now, by.token)
    return done


def propose_again(db: Db, offer: int, at: datetime, by: By) -> int:
    """What staff refused in this second may fit all the same; how many wishes it was."""
    wishes = pairing.refused(db, offer, at, at + timedelta(seconds=1))
    done = pairing.refuse(db, offer, wishes, None)
    for wish in wishes:
        audit.note(db, by.actor, AGAIN, Kind.WISH, wish, by.now, by.token)
    return done


def _before(db: Db, by: By) -> Done | None:
    """What this press did when it came first."""
    steps = desk_steps.of_token(db, by.token)
    found = items.read(db, [Ref(Kind(one.kind), one.number) for one in steps])
    return Done(found, new=False) if found else None
