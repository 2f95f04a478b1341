"""The outbox: every message owed to somebody, once by its key."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import Enum, StrEnum

from sqlalchemy import Connection, Index, bindparam, delete, func, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import (
    Base,
    Counter,
    Instant,
    Key,
    Number,
    PersonId,
    PersonKey,
    Words,
    insert,
)
from bot.storage.units import announce

TOPIC = "outbox"
"""What is announced when something is owed."""


class State(Enum):
    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    """Tried three times, never answered: it may have arrived."""
    FAILED = "failed"
    """Refused for good, or its text could not be made."""
    BLOCKED = "blocked"
    """The person does not want to hear from us."""
    EXPIRED = "expired"
    """Too late to matter, or overtaken by a newer one."""
    CANCELLED = "cancelled"
    """No longer due: what it was about changed."""


class Channel(StrEnum):
    """By which way somebody is reached."""

    TELEGRAM = "telegram"
    MAIL = "mail"


_LOST = (State.UNKNOWN, State.FAILED, State.BLOCKED, State.EXPIRED)

OVERTAKEN = "overtaken"
"""Why something expired in whose place a newer message was sent."""

_OWED = text("state IN ('planned', 'sending')")


class OutboxRow(Base):
    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_due", "due_at", "id", sqlite_where=_OWED, postgresql_where=_OWED),
        Index("ix_outbox_chat_object", "chat", "object"),
        Index("ix_outbox_object_kind", "object", "kind"),
    )

    id: Mapped[Key]
    key: Mapped[Words] = mapped_column(unique=True)
    chat: Mapped[PersonKey]
    channel: Mapped[Words] = mapped_column(server_default=Channel.TELEGRAM.value)
    kind: Mapped[Words]
    object: Mapped[Number]
    version: Mapped[Number]
    due_at: Mapped[Instant]
    expires_at: Mapped[Instant | None]
    state: Mapped[Words] = mapped_column(server_default="planned")
    attempts: Mapped[Counter]
    """Sends that began and were not refused: after the first, a copy may be there already."""
    failures: Mapped[Counter]
    """Times its text could not be made, or no server took it."""
    owner: Mapped[Words | None]
    lease_until: Mapped[Instant | None]
    message_id: Mapped[Number | None]
    reason: Mapped[Words | None]
    ended_at: Mapped[Instant | None]


class SilencedRow(Base):
    """A chat that refuses us: nothing is sent there until the person writes again."""

    __tablename__ = "silenced"

    chat: Mapped[PersonId]
    since: Mapped[Instant]
    reason: Mapped[Words]


@dataclass(frozen=True, slots=True)
class Owed:
    """One message owed: `key` makes it one, `kind` says what, about which `object` and version."""

    key: str
    chat: int
    kind: str
    object: int
    version: int
    due_at: datetime
    expires_at: datetime | None = None
    channel: str = Channel.TELEGRAM


@dataclass(frozen=True, slots=True)
class Unsent:
    """What did not arrive, and why."""

    state: State
    id: int
    chat: int
    channel: str
    kind: str
    object: int
    reason: str | None
    due_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Planned:
    """What is owed and not being sent yet."""

    id: int
    key: str
    chat: int
    kind: str


def owe(db: Connection, owed: Sequence[Owed]) -> int:
    """Owe messages; how many were not owed already under their key."""
    if not owed:
        return 0
    rows = insert(db, OutboxRow).on_conflict_do_nothing(index_elements=["key"])
    new = db.execute(rows, [asdict(one) for one in owed]).rowcount
    if new:
        announce(db, TOPIC)
    return new


def replan(db: Connection, owed: Sequence[Owed]) -> None:
    """Owe messages, also those that were cancelled under their key before they were sent."""
    if not owed:
        return
    rows = insert(db, OutboxRow)
    again = {
        "state": State.PLANNED.value,
        "due_at": rows.excluded.due_at,
        "expires_at": rows.excluded.expires_at,
        "ended_at": None,
    }
    cancelled = OutboxRow.state == State.CANCELLED.value
    rows = rows.on_conflict_do_update(index_elements=["key"], set_=again, where=cancelled)
    db.execute(rows, [asdict(one) for one in owed])
    announce(db, TOPIC)


def planned(
    db: Connection, object_: int, kinds: Collection[str], chat: int | None = None
) -> Sequence[Planned]:
    """What is planned about an object, if wished to one chat only."""
    columns = select(OutboxRow.id, OutboxRow.key, OutboxRow.chat, OutboxRow.kind).where(
        OutboxRow.object == object_,
        OutboxRow.kind.in_(kinds),
        OutboxRow.state == State.PLANNED.value,
    )
    rows = columns if chat is None else columns.where(OutboxRow.chat == chat)
    return [Planned(*row) for row in db.execute(rows)]


def unsent(db: Connection, kinds: Collection[str]) -> Sequence[Unsent]:
    """What of these kinds did not, or perhaps not, arrive; the last first.

    What a newer message took the place of was not lost.
    """
    names = [name for name in Unsent.__slots__ if name != "state"]
    columns = select(OutboxRow.state, *(getattr(OutboxRow, name) for name in names)).where(
        OutboxRow.kind.in_(kinds),
        OutboxRow.state.in_([state.value for state in _LOST]),
        func.coalesce(OutboxRow.reason, "") != OVERTAKEN,
    )
    rows = db.execute(columns.order_by(OutboxRow.ended_at.desc(), OutboxRow.id))
    return [Unsent(State(state), *rest) for state, *rest in rows]


def cancel_those(db: Connection, numbers: Collection[int]) -> None:
    """Cancel these, unless they are being sent already."""
    row = update(OutboxRow).where(
        OutboxRow.id == bindparam("number"), OutboxRow.state == State.PLANNED.value
    )
    if numbers:
        cancelled = row.values(state=State.CANCELLED.value)
        db.execute(cancelled, [{"number": number} for number in numbers])


def say_anew(db: Connection, object_: int, kind: str, version: int, expires_at: datetime) -> None:
    """What is planned of this kind will be made of a newer version, and ends with that."""
    row = update(OutboxRow).where(
        OutboxRow.object == object_,
        OutboxRow.kind == kind,
        OutboxRow.state == State.PLANNED.value,
    )
    db.execute(row.values(version=version, expires_at=expires_at))


def cancel(
    db: Connection,
    object_: int,
    kinds: Collection[str],
    *,
    below: int | None = None,
    chat: int | None = None,
) -> int:
    """Cancel what is planned about an object, if wished only for older versions or one chat."""
    rows = update(OutboxRow).where(
        OutboxRow.object == object_,
        OutboxRow.kind.in_(kinds),
        OutboxRow.state == State.PLANNED.value,
    )
    if below is not None:
        rows = rows.where(OutboxRow.version < below)
    if chat is not None:
        rows = rows.where(OutboxRow.chat == chat)
    return db.execute(rows.values(state=State.CANCELLED.value)).rowcount


def cancel_all(db: Connection, chat: int) -> None:
    """Cancel whatever is planned to a chat."""
    planned = OutboxRow.chat == chat, OutboxRow.state == State.PLANNED.value
    db.execute(update(OutboxRow).where(*planned).values(state=State.CANCELLED.value))


def last_owed(db: Connection, chat: int, kind: str) -> datetime | None:
    """When the last message of a kind to a chat was due, unless it was cancelled."""
    mine = (
        OutboxRow.chat == chat,
        OutboxRow.kind == kind,
        OutboxRow.state != State.CANCELLED.value,
    )
    return db.scalar(select(func.max(OutboxRow.due_at)).where(*mine))


def note_lost(db: Connection, owed: Owed, state: State, reason: str, now: datetime) -> None:
    """Keep what nobody can be told any more, once by its key, for those who look after it."""
    row = insert(
        db, OutboxRow, **asdict(owed), state=state.value, reason=reason, ended_at=now
    ).on_conflict_do_nothing(index_elements=["key"])
    db.execute(row)


def withdraw(db: Connection, object_: int, kind: str) -> int:
    """Take back what is planned about an object as if it had never been owed; how many."""
    mine = OutboxRow.object == object_, OutboxRow.kind == kind
    planned = OutboxRow.state == State.PLANNED.value, OutboxRow.attempts == 0
    return db.execute(delete(OutboxRow).where(*mine, *planned)).rowcount


def counts(db: Connection) -> Mapping[State, int]:
    rows = db.execute(select(OutboxRow.state, func.count()).group_by(OutboxRow.state))
    return {State(state): count for state, count in rows}


def silence(db: Connection, chat: int, reason: str, now: datetime) -> None:
    row = insert(db, SilencedRow, chat=chat, reason=reason, since=now)
    db.execute(row.on_conflict_do_nothing(index_elements=["chat"]))


def unsilence(db: Connection, chats: Collection[int]) -> int:
    """These people wrote again; how many of them had refused us."""
    return db.execute(delete(SilencedRow).where(SilencedRow.chat.in_(chats))).rowcount


def silenced(db: Connection, chats: Collection[int]) -> frozenset[int]:
    """Which of these chats refuse us."""
    rows = db.scalars(select(SilencedRow.chat).where(SilencedRow.chat.in_(chats)))
    return frozenset(rows)


def migrate(db: Connection, old: int, new: int) -> None:
    """A group became another chat: what is owed follows."""
    db.execute(update(OutboxRow).where(OutboxRow.chat == old).values(chat=new))
    unsilence(db, [old])


def silent_since(db: Connection, before: datetime) -> Sequence[int]:
    """The persons who have refused us since before a moment; groups are none."""
    long_silent = select(SilencedRow.chat).where(SilencedRow.since < before, SilencedRow.chat > 0)
    return db.scalars(long_silent).all()


def listen_again(db: Connection, chat: int) -> int:
    """Forget that a chat refused us; whether it did, as 1 or 0."""
    return unsilence(db, [chat])


def forget(db: Connection, chat: int) -> int:
    """Drop all that is or was owed to a person."""
    return db.execute(delete(OutboxRow).where(OutboxRow.chat == chat)).rowcount


def purge(db: Connection, before: datetime) -> int:
    """Drop what ended before a moment; how many rows."""
    ended = func.coalesce(OutboxRow.ended_at, OutboxRow.due_at) < before
    over = OutboxRow.state.not_in((State.PLANNED.value, State.SENDING.value))
    return db.execute(delete(OutboxRow).where(over, ended)).rowcount
