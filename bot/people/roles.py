"""Who may do what."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from bot.storage import memberships
from bot.storage import roles as stored
from bot.storage.units import Db


class Role(StrEnum):
    CITIZEN = "citizen"
    MEMBER = "member"
    PROVIDER = "provider"
    STAFF = "staff"
    ADMIN = "admin"


GIVEN = (Role.STAFF, Role.ADMIN, Role.MEMBER, Role.PROVIDER)
"""What somebody can be invited to be; citizens are all."""

_MAY: Mapping[Role, frozenset[Role]] = {
    Role.CITIZEN: frozenset({Role.CITIZEN}),
    Role.MEMBER: frozenset({Role.CITIZEN, Role.MEMBER}),
    Role.PROVIDER: frozenset({Role.CITIZEN, Role.PROVIDER}),
    Role.STAFF: frozenset({Role.CITIZEN, Role.STAFF}),
    Role.ADMIN: frozenset({Role.CITIZEN, Role.STAFF, Role.ADMIN}),
}
"""As whom each role may act. What is not here is not allowed."""


def may(held: Collection[Role], needed: Role) -> bool:
    """Whether somebody with these roles may do what needs that one."""
    return any(needed in _MAY[role] for role in (Role.CITIZEN, *held))


def held(db: Db, person: int) -> frozenset[Role]:
    """The roles a person was given; who belongs to a working group is a member.

    One that we do not know allows nothing.
    """
    known = set(GIVEN)
    given = frozenset(Role(role) for role in stored.held(db, person) if role in known)
    return given | {Role.MEMBER} if memberships.groups(db, person) else given
