"""The inbox: updates that Telegram was told are ours, until they are done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, Index, func, literal, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, Counter, GivenKey, Instant, PersonKey, Words, insert
from bot.storage.units import announce

# Written out, not bound: an index over waiting rows serves only a query that says so itself.
WAITING = literal("waiting", literal_execute=True)
DEAD = "dead"
DONE = "done"

TOPIC = "inbox"
"""What is announced when updates came in."""

_WAITING = text("state = 'waiting'")
_DEAD = text("state = 'dead'")
_HELD = text("owner IS NOT NULL")


class InboxRow(Base):
    __tablename__ = "inbox"
    __table_args__ = (
        Index(
            "ix_inbox_lane", "person", "update_id", sqlite_where=_WAITING, postgresql_where=_WAITING
        ),
        Index(
            "ix_inbox_arrival",
            "received_at",
            "update_id",
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
        Index("ix_inbox_dead", "ended_at", sqlite_where=_DEAD, postgresql_where=_DEAD),
        Index("ix_inbox_held", "person", sqlite_where=_HELD, postgresql_where=_HELD),
    )

    update_id: Mapped[GivenKey]
    person: Mapped[PersonKey]
    """Whose lane it waits in; 0 when it is nobody's, and once it is done."""
    kind: Mapped[Words]
    raw: Mapped[Words | None]
    """The update as it came; blanked when it is done, or long dead."""
    state: Mapped[Words] = mapped_column(server_default="waiting")
    sent_at: Mapped[Instant]
    """When the person acted, as far as the update says."""
    received_at: Mapped[Instant]
    due_at: Mapped[Instant | None]
    """Not before this moment; empty means at once, whatever a clock does."""
    starts: Mapped[Counter]
    failures: Mapped[Counter]
    crashes: Mapped[Counter]
    owner: Mapped[Words | None]
    lease_until: Mapped[Instant | None]
    ended_at: Mapped[Instant | None] = mapped_column(index=True)


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update as intake read it: enough to queue it, and its raw text."""

    update_id: int
    person: int
    kind: str
    raw: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much waits, since when, and how many updates are dead."""

    waiting: int
    oldest: datetime | None
    dead: int


def accept(db: Connection, arrivals: Sequence[Arrival], now: datetime) -> int:
    """Take updates in; how many were new. An update seen before changes nothing."""
    if not arrivals:
        return 0
    rows = insert(db, InboxRow).on_conflict_do_nothing(index_elements=["update_id"])
    new = db.execute(rows, [{**asdict(one), "received_at": now} for one in arrivals]).rowcount
    if new:
        announce(db, TOPIC)
    return new


def backlog(db: Connection) -> Backlog:
    waiting, oldest = db.execute(
        select(func.count(), func.min(InboxRow.received_at)).where(InboxRow.state == WAITING)
    ).one()
    dead = db.scalar(select(func.count()).where(InboxRow.state == DEAD))
    return Backlog(waiting, oldest, dead or 0)


def forget(db: Connection, person: int) -> int:
    """Blank the dead updates of a person; what waits is what they ask of us right now."""
    return db.execute(
        update(InboxRow)
        .where(InboxRow.person == person, InboxRow.state == DEAD)
        .values(raw=None, person=0)
    ).rowcount
