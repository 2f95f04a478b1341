"""What a table says of one person: every column, as marked in the table itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, or_, select

from bot.storage.base import PERSON, Base

Record = Mapping[str, Any]
"""A row by the names of its columns."""


def held(db: Connection, table: type[Base], person: int) -> Sequence[Record]:
    """Its rows that know this person. Whom else they know is left out."""
    columns = table.__table__.columns
    known = [column for column in columns if PERSON.items() <= column.info.items()]
    rows = db.execute(select(*columns).where(or_(*(column == person for column in known))))
    others = {column.name for column in known}
    return [
        {name: None if name in others and value != person else value for name, value in row.items()}
        for row in rows.mappings()
    ]
