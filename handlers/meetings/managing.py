"""What staff do with a meeting that is planned."""

from __future__ import annotations

from bot.catalogue.problems import Reason, RefusedError
from bot.groups import answers, meetings, results
from bot.groups.plan import print_plan
from bot.groups.spoken import read_reminders
from bot.message import Message
from bot.storage import agenda, groups
from bot.storage import meetings as stored
from bot.storage.attendance import Coming
from bot.storage.units import Db
from handlers.meetings.step import Seen, Step
from handlers.presses import whole
from handlers.views.meetings import planning as view
from handlers.views.meetings import reminding
from handlers.views.meetings.facts import Shown


def do(step: Step, db: Db, letter: str, number: int, value: str) -> Seen | None:
    """What a code does; None where it only shows something."""
    match letter:
        case view.SURELY:
            return cancel(step, db, number, whole(value) or 0)
        case view.REMIND if value:
            return choose_reminders(step, db, number, value)
    return None


def screen(step: Step, db: Db, letter: str, found: Shown) -> Message:
    places = answers.places(db, found.meeting)
    match letter:
        case view.CANCEL:
            told = sum(one.coming is not Coming.NO for one in places)
            return view.surely(step.say, found, told)
        case view.WHO:
            return view.who(step.say, found.meeting, places)
        case view.MINUTES:
            return view.ask_minutes(step.say, found.meeting)
        case view.REMIND:
            return _ask_reminders(step, found)
    return view.manage(step.say, found, over=results.is_over(found.meeting, step.now))


def publish(step: Step, db: Db, token: str, text: str) -> Seen:
    """Where the minutes are."""
    number = whole(token) or 0
    found = shown(db, number)
    if found is None:
        return view.gone(step.say), ""
    try:
        results.publish_minutes(db, number, text, step.now)
    except RefusedError as error:
        again = view.ask_minutes(step.say, found.meeting, error.reason)
        return again, view.code(view.MINUTES, number)
    changed = shown(db, number) or found
    return view.manage(step.say, changed, over=True), view.code(view.MANAGE, number)


def cancel(step: Step, db: Db, number: int, seen: int) -> Seen:
    note = view.cancelled(step.say)
    try:
        meetings.cancel(db, number, step.now, seen=seen)
    except meetings.OvertakenError:
        note = view.overtaken(step.say)
    found = shown(db, number)
    if found is None:
        return view.gone(step.say), ""
    return view.manage(step.say, found, note), view.code(view.MANAGE, number)


def choose_reminders(step: Step, db: Db, number: int, letter: str) -> Seen:
    """One of the plans that are offered."""
    wanted = reminding.PLANS.get(letter)
    found = shown(db, number)
    if found is None or wanted is None:
        return view.gone(step.say), ""
    return _remind(step, db, found, wanted)


def write_reminders(step: Step, db: Db, token: str, text: str) -> Seen:
    """A plan in words."""
    found = shown(db, whole(token) or 0)
    if found is None:
        return view.gone(step.say), ""
    try:
        wanted = print_plan(read_reminders(text))
    except RefusedError as error:
        again = _ask_reminders(step, found, error.reason)
        return again, view.code(view.REMIND, found.meeting.id)
    return _remind(step, db, found, wanted)


def _remind(step: Step, db: Db, found: Shown, wanted: str) -> Seen:
    number = found.meeting.id
    meetings.remind(db, number, wanted, step.now)
    message = view.manage(step.say, shown(db, number) or found, view.reminded(step.say))
    return message, view.code(view.MANAGE, number)


def _ask_reminders(step: Step, found: Shown, wrong: Reason | None = None) -> Message:
    number = found.meeting.id
    own, back = view.code(view.REMIND, number), view.code(view.MANAGE, number)
    return reminding.ask(step.say, found.meeting.reminders, own, back, wrong)


def shown(db: Db, number: int) -> Shown | None:
    meeting = stored.find(db, number)
    group = groups.find(db, meeting.working_group) if meeting else None
    if meeting is None or group is None:
        return None
    items, papers = agenda.of_meeting(db, number), agenda.documents(db, number)
    tally = answers.tally(db, meeting)
    outcomes = results.of_items(db, [one.id for one in items])
    return Shown(
        meeting, group, False, items=items, documents=papers, outcomes=outcomes, tally=tally
    )
