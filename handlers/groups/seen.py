"""Working groups as one person sees them."""

from __future__ import annotations

from datetime import datetime

from telegram import Update

from bot.i18n import Say
from bot.message import Message
from bot.people.roles import Role, may
from bot.storage import applications, group_drafts, groups, meetings, memberships
from bot.storage.applications import ApplicationState
from bot.storage.units import Db
from handlers.context import Context
from handlers.presses import part, whole
from handlers.views.groups import cards as view
from handlers.views.groups import joining as joining_view
from handlers.views.groups.cards import Seen


async def is_staff(update: Update, context: Context) -> bool:
    return may(await context.roles(update), Role.STAFF)


def seen(db: Db, number: int, person: int, now: datetime, *, staff: bool) -> Seen | None:
    group = groups.find(db, number)
    if group is None:
        return None
    ahead = (one for one in meetings.coming(db, [number], now) if not one.cancelled)
    asked = any(
        one.working_group == number and one.state is ApplicationState.ASKED
        for one in applications.of_person(db, person)
    )
    member = memberships.find(db, number, person) is not None
    return Seen(group, next(ahead, None), member, asked, staff)


def listed(db: Db, say: Say, person: int, now: datetime, *, staff: bool) -> Message:
    active = [one.id for one in groups.everyone(db) if one.about.active]
    found = [one for each in active if (one := seen(db, each, person, now, staff=staff))]
    waiting = len(applications.waiting(db)) if staff else 0
    return view.overview(say, found, waiting, staff=staff)


async def screen(update: Update, context: Context, code_: str) -> Message:
    """What a code shows, without doing anything."""
    say, user, house = await context.say(update), update.effective_user, context.house
    person, now, staff = user.id if user else 0, house.now(), await is_staff(update, context)
    number, step, token = whole(part(code_, 1)), part(code_, 2), part(code_, 3)

    def read(db: Db) -> Message:
        if number is None:
            return listed(db, say, person, now, staff=staff)
        found = seen(db, number, person, now, staff=staff)
        if found is None:
            return view.gone(say)
        if found.member or not found.group.about.active or step not in {view.JOIN, view.INVITED}:
            return view.card(say, found)
        if step == view.INVITED:
            return joining_view.invited(say, found.group)
        draft = group_drafts.find(db, token) if token else None
        said = draft.form.get("said", "") if draft else ""
        return joining_view.consent(say, found.group, said, token if said else "")

    return await house.storage.read(read)
