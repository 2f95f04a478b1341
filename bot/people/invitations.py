"""One-time links that give a role: a token of 128 bits, of which only the digest is kept."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from bot.people.roles import Role
from bot.storage import desk_events, roles
from bot.storage import invitations as stored
from bot.storage.desk_events import Event
from bot.storage.invitations import Invitation, Kept
from bot.storage.roles import Grant
from bot.storage.units import Db

log = logging.getLogger(__name__)

BYTES = 16
VALID = timedelta(hours=72)

REMEMBERED = timedelta(days=3)
"""How long one that is over is known: an update that failed can be tried again as long."""

MISSES = 5
"""Links tried in vain in a period, after which none is looked at any more."""

PERIOD = timedelta(hours=1)

NAME_LENGTH = 60

_LETTER = "i_"


def payload(token: str) -> str:
    """What a link carries that brings this token to us."""
    return _LETTER + token


def invite(  # noqa: PLR0913 - what an invitation says
    db: Db,
    role: Role,
    name: str,
    now: datetime,
    *,
    by: int | None = None,
    update: int | None = None,
    group: int | None = None,
) -> str:
    """A new token. `by` is who invites; `group` makes it one into a working group.

    The same `update` makes one invitation; the last token is the one that is good.
    """
    token = secrets.token_urlsafe(BYTES)
    known_as = " ".join(name.split())[:NAME_LENGTH]
    stored.keep(db, Invitation(_digest(token), role, known_as, now + VALID, by, update, group))
    return token


def into(db: Db, carried: str) -> int | None:
    """The number of the working group that a link invites into, if any."""
    found = stored.find(db, _digest(carried.removeprefix(_LETTER)))
    return found.working_group if found else None


def join(db: Db, carried: str, person: int, update: int, now: datetime) -> Role | None:
    """The role that a link gives to a person; None when it gives them nothing.

    Seen again, the same link answers the same person the same.
    """
    found = stored.find(db, _digest(carried.removeprefix(_LETTER)))
    if found is not None and found.used_by == person:
        return Role(found.role)
    if _is_locked(db, person, now):
        return None
    if found is not None and found.expires_at > now and stored.use(db, found.number, person):
        return _granted(db, found, person, now)
    stored.miss(db, update, person, now)
    if _is_locked(db, person, now):
        log.warning("Somebody tried %s invitation links in vain: locked for an hour", MISSES)
        desk_events.note(db, Event.LOCKED, update, now)
    return None


def opened(db: Db, group: int, person: int) -> bool:
    """Whether somebody opened a link into this working group lately."""
    return stored.used(db, group, person)


@dataclass(frozen=True, slots=True)
class Ended:
    """What was taken away: an access, whose `person` is known, or an unused invitation."""

    person: int | None


def end(db: Db, number: int) -> Ended | None:
    """Take back a role or an invitation at once; None where nothing has this number."""
    # The invitation first: whoever is using it right now is waited for, and then found.
    withdrawn = stored.withdraw(db, number)
    person = roles.revoke(db, number)
    if person is None:
        return Ended(None) if withdrawn else None
    if Role.ADMIN not in roles.held(db, person):
        stored.withdraw_by(db, person)
    return Ended(person)


def forget(db: Db, now: datetime) -> int:
    """Drop what is over; how many rows."""
    return stored.purge(db, now - REMEMBERED) + stored.purge_misses(db, now - PERIOD)


def _granted(db: Db, found: Kept, person: int, now: datetime) -> Role:
    # Into a group: whoever is a member of one is a member, and only so long.
    if found.working_group is None:
        roles.grant(db, Grant(found.number, person, found.role, found.name, now))
    return Role(found.role)


def _is_locked(db: Db, person: int, now: datetime) -> bool:
    return stored.misses(db, person, now - PERIOD) >= MISSES


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
