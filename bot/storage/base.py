"""What all tables share: the declarative base, named kinds of columns, moments in UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

from sqlalchemy import BigInteger, Connection, DateTime, Dialect, Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy.dialects.sqlite import Insert


class Moment(TypeDecorator[datetime]):
    """Takes aware moments only, keeps them in UTC, answers aware ones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


WHOLE = BigInteger().with_variant(Integer, "sqlite")
"""A whole number of 64 bits on both databases; SQLite counts up only what is called INTEGER."""

Key = Annotated[int, mapped_column(WHOLE, primary_key=True)]
GivenKey = Annotated[int, mapped_column(WHOLE, primary_key=True, autoincrement=False)]
WordKey = Annotated[str, mapped_column(Text, primary_key=True)]
Number = Annotated[int, mapped_column(WHOLE)]
Words = Annotated[str, mapped_column(Text)]
PERSON = {"person": True}
"""Marks a column that says whom a row is about; what is told and erased goes by it."""

PersonKey = Annotated[int, mapped_column(WHOLE, info=PERSON)]
PersonId = Annotated[int, mapped_column(WHOLE, primary_key=True, autoincrement=False, info=PERSON)]
Instant = Annotated[datetime, mapped_column(Moment)]
Counter = Annotated[int, mapped_column(Integer, server_default="0")]

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


def insert(db: Connection, table: type[Base], **values: Any) -> Insert:
    """An INSERT that knows ON CONFLICT, which both databases spell alike, and counts its rows."""
    if db.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql

        row: Any = postgresql.insert(table)
    else:
        from sqlalchemy.dialects import sqlite

        row = sqlite.insert(table)
    counted: Insert = row.inline().execution_options(preserve_rowcount=True)
    return counted.values(**values) if values else counted
