"""Staff as colleagues see them: by the number of their seat and what their invitation called them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.people.roles import Role
from bot.storage import roles
from bot.storage.units import Db


@dataclass(frozen=True, slots=True)
class Seat:
    """`number` is None and `name` empty for who holds no role by invitation, or no more.

    `person` is for comparing, never for showing.
    """

    person: int
    number: int | None = None
    name: str = ""


def seats(db: Db, persons: Collection[int | None]) -> Mapping[int | None, Seat]:
    """The seat of each of these persons; who is nobody has none."""
    granted = {
        one.person: Seat(one.person, one.number, one.name)
        for one in reversed(roles.granted(db))
        if one.person in persons and one.role in {Role.STAFF, Role.ADMIN}
    }
    return {person: granted.get(person, Seat(person)) for person in persons if person is not None}


def seat(db: Db, person: int | None) -> Seat | None:
    return seats(db, [person]).get(person)
