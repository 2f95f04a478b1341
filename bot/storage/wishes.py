"""Wishes: what somebody misses, without who it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Annotated

from sqlalchemy import Connection, Float, Index, Row, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import agenda, desk, desk_steps, tags, wish_keys, wish_versions
from bot.storage.base import Base, Counter, Instant, Key, Number, Words, insert

KIND = "wish"
"""What the desk calls it."""

Age = Annotated[float, mapped_column(Float)]
"""In years."""


class WishRow(Base):
    """`token` joins it with those who are to be told: by nothing else are they known here."""

    __tablename__ = "wish"
    # A number that was told to somebody is never given to another wish.
    __table_args__ = (
        Index("ix_wish_status_created_at", "status", "created_at", "topic"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Key]
    token: Mapped[Words] = mapped_column(unique=True)
    text: Mapped[Words]
    language: Mapped[Words]
    age_from: Mapped[Age | None]
    age_to: Mapped[Age | None]
    place: Mapped[Words]
    time: Mapped[Words]
    sensitive: Mapped[bool]
    topic: Mapped[Words | None]
    source: Mapped[Words]
    status: Mapped[Words]
    version: Mapped[Counter]
    answer: Mapped[Words]
    passed_to: Mapped[Words]
    offer_id: Mapped[Words | None]
    threshold: Mapped[Number]
    interested: Mapped[Counter]
    """How many people want it. Whoever is erased still counts."""
    created_at: Mapped[Instant]
    changed_at: Mapped[Instant]
    asked_at: Mapped[Instant | None]
    """When those who are to be told were asked whether it is to be kept."""


@dataclass(frozen=True, slots=True)
class Details:
    """For which ages, where and when something should be; empty means: any."""

    age_from: float | None = None
    age_to: float | None = None
    place: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What a wish says. `sensitive`: of debt, illness or the like, so others never see it.

    `topic` is the id of the topic it belongs to, as far as anybody knows.
    """

    text: str
    language: str
    details: Details = Details()
    sensitive: bool = False
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What staff say to a wish. `offer_id` is the offer that it became, or that was there."""

    status: str
    answer: str = ""
    passed_to: str = ""
    offer_id: str | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """`version` counts its decisions; `interested` the people who want it."""

    id: int
    token: str
    content: Content
    source: str
    decision: Decision
    version: int
    threshold: int
    interested: int
    created_at: datetime
    changed_at: datetime
    asked_at: datetime | None


def keep(  # noqa: PLR0913 - what a new wish is
    db: Connection,
    token: str,
    content: Content,
    decision: Decision,
    *,
    source: str,
    threshold: int,
    now: datetime,
) -> int:
    """Its number; the same token is the same wish."""
    row = insert(
        db,
        WishRow,
        token=token,
        **columns(content),
        **asdict(decision),
        source=source,
        threshold=threshold,
        created_at=now,
        changed_at=now,
    )
    db.execute(row.on_conflict_do_nothing(index_elements=["token"]))
    return db.scalars(select(WishRow.id).where(WishRow.token == token)).one()


def find(db: Connection, number: int) -> Wish | None:
    return _wish(db.execute(_ALL.where(WishRow.id == number)).first())


def those(db: Connection, numbers: Collection[int]) -> Sequence[Wish]:
    """The wishes of these numbers, in the order of their numbers."""
    rows = db.execute(_ALL.where(WishRow.id.in_(numbers)).order_by(WishRow.id))
    return [wish for row in rows if (wish := _wish(row))]


def every(db: Connection) -> Iterator[Wish]:
    """All wishes, the newest first, a few at a time."""
    rows = db.execute(_ALL.order_by(WishRow.id.desc()).execution_options(yield_per=_AT_ONCE))
    return (wish for row in rows if (wish := _wish(row)))


def of_token(db: Connection, token: str) -> Wish | None:
    return _wish(db.execute(_ALL.where(WishRow.token == token)).first())


def rewrite(db: Connection, number: int, content: Content) -> None:
    """Other words. Staff who saw the old ones are to look again."""
    desk.touch(db, KIND, number)
    db.execute(update(WishRow).where(WishRow.id == number).values(**columns(content)))


def decide(db: Connection, number: int, decision: Decision, now: datetime) -> int:
    """Write a decision down; the version that it makes."""
    changed = update(WishRow).where(WishRow.id == number)
    values = {**asdict(decision), "version": WishRow.version + 1, "changed_at": now}
    db.execute(changed.values(**values, asked_at=None))
    return db.scalars(select(WishRow.version).where(WishRow.id == number)).one()


def count_interest(db: Connection, number: int, more: int) -> int:
    """`more` people want it, or fewer; how many it are now."""
    row = update(WishRow).where(WishRow.id == number)
    db.execute(row.values(interested=WishRow.interested + more))
    return db.scalar(select(WishRow.interested).where(WishRow.id == number)) or 0


def renew(db: Connection, number: int, now: datetime) -> None:
    """Somebody wants it kept."""
    row = update(WishRow).where(WishRow.id == number)
    db.execute(row.values(changed_at=now, asked_at=None))


def ask(db: Connection, number: int, now: datetime) -> None:
    db.execute(update(WishRow).where(WishRow.id == number).values(asked_at=now))


def unchanged(db: Connection, statuses: Collection[str], before: datetime) -> Sequence[Wish]:
    """Wishes in one of these states of which nothing was heard since a moment."""
    rows = db.execute(
        _ALL.where(WishRow.status.in_(statuses), WishRow.changed_at < before).order_by(WishRow.id)
    )
    return [wish for row in rows if (wish := _wish(row))]


def drop(db: Connection, number: int) -> None:
    """With all that was done to it."""
    wish_keys.drop(db, number)
    wish_versions.drop(db, number)
    agenda.drop_wish(db, number, lambda other: heading(db, other))
    for kept in (desk, desk_steps, tags):
        kept.drop(db, KIND, [number])
    db.execute(delete(WishRow).where(WishRow.id == number))


def heading(db: Connection, number: int) -> str:
    """What an agenda, which everybody may read, calls a wish: of a sensitive one its number alone."""
    row = db.execute(select(WishRow.text, WishRow.sensitive).where(WishRow.id == number)).first()
    if row is None or row.sensitive:
        return f"Wunsch Nr. {number}"
    return " ".join(row.text.split())[: agenda.NAME_LENGTH]


def columns(content: Content) -> dict[str, object]:
    """Also of a draft."""
    said = {name: getattr(content, name) for name in ("text", "language", "sensitive", "topic")}
    return {**said, **asdict(content.details)}


_AT_ONCE = 500
_COLUMNS = [column for column in WishRow.__table__.columns]  # noqa: C416
_ALL = select(*_COLUMNS)


def _wish(row: Row[*tuple[object, ...]] | None) -> Wish | None:
    if row is None:
        return None
    said = row._mapping  # noqa: SLF001 - the documented way to columns by name
    details = Details(said["age_from"], said["age_to"], said["place"], said["time"])
    return Wish(
        id=said["id"],
        token=said["token"],
        content=Content(said["text"], said["language"], details, said["sensitive"], said["topic"]),
        source=said["source"],
        decision=Decision(said["status"], said["answer"], said["passed_to"], said["offer_id"]),
        version=said["version"],
        threshold=said["threshold"],
        interested=said["interested"],
        created_at=said["created_at"],
        changed_at=said["changed_at"],
        asked_at=said["asked_at"],
    )
