"""Who is told what happens at the desk: staff of this moment, who did not refuse it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.people.roles import Role, held, may
from bot.storage import roles, unwanted
from bot.storage.units import Db

Appointed = Mapping[int, Role]
"""Roles that persons have by the settings, whatever stands in the database."""


def readers(db: Db, appointed: Appointed, kind: str) -> list[int]:
    """Everybody who is to be sent this kind, in the order of their numbers."""
    given = {grant.person for grant in roles.granted(db)}
    refusing = unwanted.refusing(db, kind)
    return [
        person
        for person in sorted(given | set(appointed))
        if person not in refusing and is_staff(db, appointed, person)
    ]


def reads(db: Db, appointed: Appointed, person: int, kind: str) -> bool:
    """Whether this person is to be sent this kind, as things are now."""
    return is_staff(db, appointed, person) and kind not in unwanted.refused_by(db, person)


def is_staff(db: Db, appointed: Appointed, person: int) -> bool:
    named = {appointed[person]} if person in appointed else set()
    return may(held(db, person) | named, Role.STAFF)
