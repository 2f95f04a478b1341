"""What people were owed and did not get, or perhaps not: counted; only contacts are named."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.alerts import alert
from bot.desk import digest
from bot.desk import notices as desk_notices
from bot.groups import chats, joining, notices, posts, results
from bot.groups.contacts import WELCOME
from bot.storage import contacts, groups, meetings, outbox
from bot.storage.contacts import Contact
from bot.storage.outbox import Channel, State, Unsent
from bot.storage.units import Db
from bot.wishes import decisions

KINDS = (
    *decisions.KINDS,
    *alert.KINDS,
    *notices.KINDS,
    notices.DATES,
    results.MINUTES,
    joining.ANSWERED,
    WELCOME,
    *posts.KINDS,
    *chats.KINDS,
    digest.KIND,
    desk_notices.KIND,
)
"""Everything that people are owed."""


@dataclass(frozen=True, slots=True)
class Lost:
    """One message that did not reach so many people, for one reason.

    `about` is the number of the wish, meeting, group or application; `name` that of the meeting or
    group; of alerts there is neither. `due` is when the first was due, `last` when the last one was given up.
    `names` are those of contacts: staff entered them, and can call them.
    """

    kind: str
    about: int
    name: str
    state: State
    by_mail: bool
    people: int
    due: datetime
    last: datetime | None
    names: Sequence[str] = ()


def read(db: Db) -> Sequence[Lost]:
    """The last first."""
    together: dict[tuple[str, int, State, str], list[Unsent]] = {}
    for one in outbox.unsent(db, KINDS):
        # Whose alert it was is nobody's business.
        about = 0 if one.kind in alert.KINDS else one.object
        together.setdefault((one.kind, about, one.state, one.channel), []).append(one)
    return [
        Lost(
            kind,
            about,
            _name(db, kind, about),
            state,
            by_mail=channel == Channel.MAIL,
            people=len({one.chat for one in found}),
            due=min(one.due_at for one in found),
            last=found[0].ended_at,
            names=sorted(one.name for one in _contacts(db, found)),
        )
        for (kind, about, state, channel), found in together.items()
    ]


def _contacts(db: Db, found: Sequence[Unsent]) -> Collection[Contact]:
    return contacts.those(db, [one.chat for one in found]).values()


def _name(db: Db, kind: str, about: int) -> str:
    if kind in (*notices.KINDS, results.MINUTES, *posts.ABOUT_MEETING):
        meeting = meetings.find(db, about)
        return meeting.name if meeting else ""
    of_group = (notices.DATES, WELCOME, posts.DATES, *chats.KINDS)
    group = groups.find(db, about) if kind in of_group else None
    return group.about.name if group else ""
