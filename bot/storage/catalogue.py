"""Offers as rows of text cells, each with the key it keeps for ever, and the catalogue's version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import JSON, Connection, bindparam, func, select, update
from sqlalchemy import insert as plain_insert
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, GivenKey, Key, Words, insert

Database = Connection
"""A connection within one unit of work; others name it without knowing SQL."""

BATCH = 1000
ONLY = 1
"""The id of the one row of `catalogue_state`."""


class StoredOffer(Base):
    __tablename__ = "offer"
    # A key is never given twice: old buttons carry it.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012  SQLAlchemy reads it as it is

    key: Mapped[Key]
    id: Mapped[Words] = mapped_column(unique=True)
    cells: Mapped[dict[str, str]] = mapped_column(JSON)
    removed_on: Mapped[date | None]


class CatalogueState(Base):
    __tablename__ = "catalogue_state"

    id: Mapped[GivenKey]
    version: Mapped[Words]


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One stored offer: column → canonical cell, without the empty ones."""

    key: int
    id: str
    cells: Mapping[str, str]
    removed_on: date | None = None


_COLUMNS = (StoredOffer.key, StoredOffer.id, StoredOffer.cells, StoredOffer.removed_on)


def version(db: Connection) -> str:
    """Rises with each applied import; empty before the first."""
    return db.scalar(select(CatalogueState.version).where(CatalogueState.id == ONLY)) or ""


def advance(db: Connection, seen: str) -> bool:
    """One version further, unless somebody else got there since `seen` was read."""
    following = str(int(seen or 0) + 1)
    if not seen:
        first = insert(db, CatalogueState, id=ONLY, version=following)
        return db.execute(first.on_conflict_do_nothing(index_elements=["id"])).rowcount == 1
    state = update(CatalogueState).where(CatalogueState.id == ONLY, CatalogueState.version == seen)
    return db.execute(state.values(version=following)).rowcount == 1


def current(db: Connection) -> Iterator[OfferRow]:
    """What stands in the catalogue now, in the order in which it came in."""
    return (row for row in known(db) if row.removed_on is None)


def known(db: Connection) -> Iterator[OfferRow]:
    """The same with all that was ever removed."""
    rows = db.execute(
        select(*_COLUMNS).order_by(StoredOffer.key), execution_options={"yield_per": BATCH}
    )
    return (OfferRow(*row) for row in rows)


def find(db: Connection, number: int) -> OfferRow | None:
    """The offer of a key, removed or not."""
    row = db.execute(select(*_COLUMNS).where(StoredOffer.key == number)).first()
    return None if row is None else OfferRow(*row)


def key_of(db: Connection, id_: str) -> int | None:
    """The key of an offer by its id, removed or not."""
    return db.scalar(select(StoredOffer.key).where(StoredOffer.id == id_))


def count(db: Connection) -> int:
    offers = select(func.count()).select_from(StoredOffer)
    return db.scalar(offers.where(StoredOffer.removed_on.is_(None))) or 0


def add(db: Connection, offers: Iterable[tuple[str, Mapping[str, str]]]) -> None:
    """New offers by id; each gets the next key."""
    new = ({"id": id_, "cells": cells} for id_, cells in offers)
    _many(db, plain_insert(StoredOffer), new)


def replace(db: Connection, offers: Iterable[tuple[int, Mapping[str, str]]]) -> None:
    """New cells for known keys; what was removed is back."""
    statement = update(StoredOffer).where(StoredOffer.key == bindparam("at"))
    cells = ({"at": key, "new": cells} for key, cells in offers)
    _many(db, statement.values(cells=bindparam("new"), removed_on=None), cells)


def remove(db: Connection, keys: Iterable[int], on: date) -> None:
    """Out of the catalogue; key and cells stay, for old buttons and for the day it returns."""
    statement = update(StoredOffer).where(StoredOffer.key == bindparam("at"))
    _many(db, statement.values(removed_on=on), ({"at": key} for key in keys))


def _many(db: Connection, statement: Any, values: Iterable[Mapping[str, object]]) -> None:
    rest = iter(values)
    while batch := list(islice(rest, BATCH)):
        db.execute(statement, batch)
