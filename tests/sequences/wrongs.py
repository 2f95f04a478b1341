"""What must never be found in the tables of wishes, whatever happened before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from bot.storage.base import Base
from bot.storage.units import Db
from bot.wishes import sending
from bot.wishes.wish import OPEN

Rows = Sequence[Row[Any]]


def wrongs(db: Db, versions: dict[int, int], now: datetime) -> Iterator[str]:
    """What must not be, in words; `versions` remembers how far each wish was before."""
    wishes, following, owed = (_rows(db, name) for name in ("wish", "wish_follower", "outbox"))
    for wish in wishes:
        mine = [one for one in following if one.token == wish.token]
        if wish.interested < len(mine):
            yield f"wish {wish.id}: {wish.interested} interested, {len(mine)} follow"
        if sum(one.author for one in mine) > 1:
            yield f"wish {wish.id} has several authors"
        if wish.version < versions.get(wish.id, 0):
            yield f"wish {wish.id} went back to version {wish.version}"
        versions[wish.id] = wish.version
    told = Counter((one.chat, one.kind, one.object, one.version) for one in owed)
    yield from (f"told twice: {kind} {number}" for (_, kind, number, _), n in told.items() if n > 1)
    yield from _left(wishes, following, _rows(db, "wish_key"), _rows(db, "wish_draft"))
    # What staff have touched may be open again, beside those that came since.
    new = {wish.token for wish in wishes if wish.version == 0}
    late = now - sending.PERIOD
    sent = Counter(
        one.person for one in following if one.author and one.since > late and one.token in new
    )
    yield from (f"{number} wishes in a day" for number in sent.values() if number > sending.MOST)


def _left(wishes: Rows, following: Rows, keys: Rows, drafts: Rows) -> Iterator[str]:
    """What belongs to a wish and is there without it, or longer than it may."""
    if not {one.token for one in following} <= {wish.token for wish in wishes}:
        yield "somebody follows nothing"
    shared = {wish.id for wish in wishes if wish.status in OPEN and not wish.sensitive}
    if not {key.wish for key in keys} <= shared:
        yield "a wish that is over, or sensitive, is found by its words"
    became = [draft.sent for draft in drafts if draft.sent and not draft.changes]
    if len(became) != len(set(became)):
        yield "two drafts became one wish"
    if any(draft.sent and draft.text for draft in drafts):
        yield "a draft that was sent keeps its words"


def _rows(db: Db, name: str) -> Rows:
    return db.execute(Base.metadata.tables[name].select()).all()
