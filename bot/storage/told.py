"""Who was told of which offer, by whatever way: each person hears of an offer once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, GivenKey, Instant, PersonId, insert


class ToldOfferRow(Base):
    __tablename__ = "told_offers"

    person: Mapped[PersonId]
    offer: Mapped[GivenKey]
    """The key of the offer, which is never given twice."""
    told_at: Mapped[Instant] = mapped_column(index=True)


def untold(db: Connection, person: int, keys: Collection[int]) -> list[int]:
    """Those of these offers of which the person was not told, in the order given."""
    mine = ToldOfferRow.person == person, ToldOfferRow.offer.in_(keys)
    known = set(db.scalars(select(ToldOfferRow.offer).where(*mine)))
    return [key for key in dict.fromkeys(keys) if key not in known]


def among(db: Connection, offers: Collection[int]) -> Mapping[int, frozenset[int]]:
    """Who was told of these offers: offer → persons; offers that nobody knows are left out."""
    rows = db.execute(
        select(ToldOfferRow.offer, ToldOfferRow.person).where(ToldOfferRow.offer.in_(offers))
    )
    found: dict[int, set[int]] = {}
    for offer, person in rows:
        found.setdefault(offer, set()).add(person)
    return {offer: frozenset(persons) for offer, persons in found.items()}


def note(db: Connection, person: int, keys: Collection[int], at: datetime) -> int:
    """The person is told of these offers, in the caller's transaction; of how many for the first time."""
    if not keys:
        return 0
    rows = insert(db, ToldOfferRow).on_conflict_do_nothing(index_elements=["person", "offer"])
    new = [{"person": person, "offer": key, "told_at": at} for key in keys]
    return db.execute(rows, new).rowcount


def take_back(db: Connection, person: int, key: int, at: datetime) -> bool:
    """Whether the person was told of this offer at this moment; from now on they were not."""
    mine = ToldOfferRow.person == person, ToldOfferRow.offer == key, ToldOfferRow.told_at == at
    return db.execute(delete(ToldOfferRow).where(*mine)).rowcount > 0


def erase(db: Connection, person: int) -> int:
    return db.execute(delete(ToldOfferRow).where(ToldOfferRow.person == person)).rowcount


def purge(db: Connection, before: datetime) -> int:
    """Drop what was told before a moment; how many rows."""
    return db.execute(delete(ToldOfferRow).where(ToldOfferRow.told_at < before)).rowcount
