"""Meetings as one person sees them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from telegram import Update

from bot.groups import answers, results
from bot.i18n import Say
from bot.message import Message
from bot.people.roles import Role, may
from bot.storage import agenda, attendance, groups, meetings, memberships
from bot.storage.meetings import Meeting
from bot.storage.units import Db
from handlers.context import Context
from handlers.views.meetings import dates
from handlers.views.meetings.facts import Shown


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at meetings. `town` is where an address is that names none."""

    person: int
    town: str
    staff: bool = False


async def viewer(update: Update, context: Context) -> Viewer:
    person, town = _of(update, context)
    return Viewer(person, town, staff=may(await context.roles(update), Role.STAFF))


def _of(update: Update, context: Context) -> tuple[int, str]:
    user = update.effective_user
    return user.id if user else 0, context.house.library.catalogue.town.name


async def mine(update: Update, context: Context, number: int) -> Shown | None:
    """As somebody without a task of their own."""
    who = Viewer(*_of(update, context))
    return await context.house.storage.read(lambda db: shown(db, number, who))


def shown(db: Db, number: int, who: Viewer) -> Shown | None:
    """A meeting as a person sees it; others than members see when, where and what about."""
    person, staff = who.person, who.staff
    meeting = meetings.find(db, number)
    group = groups.find(db, meeting.working_group) if meeting else None
    if meeting is None or group is None:
        return None
    member = memberships.find(db, group.id, person) is not None
    items = agenda.of_meeting(db, number)
    found = Shown(meeting, group, member, items=items, town=who.town)
    if member or staff:
        came = results.of_items(db, [one.id for one in found.items])
        found = replace(found, documents=agenda.documents(db, number), outcomes=came)
    else:
        # The address of a room on the net is for those who belong there.
        place = replace(meeting.location, online_url="")
        public = replace(meeting, location=place, minutes_url="")
        found = replace(found, meeting=public)
    given = attendance.find(db, number, person) if member else None
    if given:
        stands = given.coming if given.start == meeting.span.start else None
        found = replace(found, coming=stands, note=given.note)
    return replace(found, tally=answers.tally(db, meeting)) if staff else found


def past(db: Db, say: Say, who: Viewer, now: datetime) -> Message:
    """What the groups of a person had, with what came out of it."""
    held = meetings.past(db, memberships.groups(db, who.person), now, dates.MOST)
    mine = replace(who, staff=False)
    found = [one for each in held if (one := shown(db, each.id, mine))]
    return dates.past(say, found)


def listed(db: Db, say: Say, who: Viewer, now: datetime) -> Message:
    own, mine = memberships.groups(db, who.person), replace(who, staff=False)
    which = own or [one.id for one in groups.everyone(db) if one.about.active]
    coming = meetings.coming(db, which, now)[: dates.MOST]
    found = [one for each in coming if (one := shown(db, each.id, mine))]
    return dates.mine(say, found, member=bool(own))


def ahead(db: Db, person: int, now: datetime) -> list[Meeting]:
    mine = memberships.groups(db, person)
    return [one for one in meetings.coming(db, mine, now) if not one.cancelled]
