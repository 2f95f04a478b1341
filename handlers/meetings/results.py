"""After a meeting: staff write down what was decided, who does what, and what a wish becomes."""

from __future__ import annotations

import re
from datetime import date

from markupsafe import Markup

from bot.catalogue.problems import Reason, RefusedError
from bot.desk import resolving
from bot.desk.acting import By, Done
from bot.desk.resolving import Reply
from bot.groups import results
from bot.groups.spoken import read_day
from bot.message import Message
from bot.storage import agenda
from bot.storage.agenda import AgendaItem
from bot.storage.units import Db
from bot.storage.wishes import Decision
from handlers.meetings import managing
from handlers.meetings.step import Seen, Step
from handlers.presses import whole
from handlers.views.meetings import planning
from handlers.views.meetings import results as view

_TASK = re.compile(r"^\W*(?:aufgabe|task)\s*:\s*(?P<task>\S.*)$", re.IGNORECASE | re.DOTALL)
_UNTIL = re.compile(r"[\s,;]+(?:bis|by)\s+(?:zum\s+)?(?P<day>[^,;]+?)\W*$", re.IGNORECASE)


def do(step: Step, db: Db, letter: str, number: int, value: str) -> Seen | None:
    """What a code does; None where it only shows something."""
    match letter:
        case view.UNDO:
            return drop_task(step, db, number, whole(value) or 0)
        case view.TELL:
            return answer(step, db, number, value)
    return None


def screen(step: Step, db: Db, letter: str, number: int, value: str) -> Seen | None:
    """What a code shows; None where it is nothing of ours."""
    match letter:
        case planning.RESULTS:
            return items(step, db, number)
        case view.ITEM:
            return item(step, db, number)
        case view.ANSWER:
            return preview(step, db, number, value)
    return None


def items(step: Step, db: Db, meeting: int) -> Seen:
    """What the meeting dealt with, and what came out of it so far."""
    found = managing.shown(db, meeting)
    if found is None or not results.is_over(found.meeting, step.now):
        return planning.gone(step.say), ""
    return view.items(step.say, found), planning.code(planning.RESULTS, meeting)


def item(step: Step, db: Db, number: int) -> Seen:
    """One item: what is written next is its decision, or a task."""
    found = _over(step, db, number)
    if found is None:
        return planning.gone(step.say), ""
    return _item(step, db, found), planning.code(view.ITEM, number)


def take(step: Step, db: Db, token: str, text: str) -> Seen:
    """The decision on an item, or after "Task:" who does what until when."""
    number = whole(token) or 0
    found, own = _over(step, db, number), planning.code(view.ITEM, number)
    if found is None:
        return planning.gone(step.say), ""
    try:
        if said := _TASK.match(text):
            what, who, until = _read_task(said["task"], step.today)
            results.entrust(db, number, what, who, until)
        else:
            results.decide(db, number, text, step.now)
    except RefusedError as error:
        return _item(step, db, found, error.reason), own
    return item(step, db, number)


def drop_task(step: Step, db: Db, number: int, task: int) -> Seen:
    found = _over(step, db, number)
    if found is not None and found.meeting is not None:
        results.drop_task(db, found.meeting, task)
    return item(step, db, number)


def preview(step: Step, db: Db, number: int, value: str, note: Markup | None = None) -> Seen:
    """What those who wished would read.

    `value` says which status, and once it was shown, by its mark, what: a typed "yes" means that.
    """
    letter, _, mark = value.partition(".")
    found, said = _over(step, db, number), _reply(db, number, letter)
    if found is None or said is None:
        return item(step, db, number)
    mark = mark or said.mark
    own = planning.code(view.ANSWER, number, f"{letter}.{mark}")
    if len(said.decision.answer) > view.LONGEST:
        return _item(step, db, found, note=view.too_long(step.say, said.decision)), own
    return view.preview(step.say, found, said, letter, mark, note), own


def answer(step: Step, db: Db, number: int, value: str) -> Seen:
    """Tell everybody who wished what was shown, once for each press; else show it anew."""
    letter, _, mark = value.partition(".")
    found, said = _over(step, db, number), _reply(db, number, letter)
    if found is None or said is None:
        return item(step, db, number)
    if said.mark != mark and not said.is_given:
        return preview(step, db, number, letter, view.changed(step.say))
    by = By(step.person, f"update:{step.update}", step.now)
    done = isinstance(resolving.answer(db, said, by), Done)
    note = view.told(step.say, done=done)
    return _item(step, db, found, note=note), planning.code(view.ITEM, number)


def _reply(db: Db, number: int, letter: str) -> Reply | None:
    """What was decided on an item, as the answer to its wish."""
    outcome = results.of_items(db, [number]).get(number)
    if letter not in view.STATUSES or outcome is None or outcome.decision is None:
        return None
    return resolving.reply(db, number, Decision(view.STATUSES[letter], outcome.decision.text))


def _item(
    step: Step,
    db: Db,
    found: AgendaItem,
    wrong: Reason | None = None,
    note: Markup | None = None,
) -> Message:
    outcome = results.of_items(db, [found.id]).get(found.id)
    return view.item(step.say, found, outcome, step.zone, wrong, note)


def _over(step: Step, db: Db, number: int) -> AgendaItem | None:
    found = agenda.find(db, number)
    shown = managing.shown(db, found.meeting) if found and found.meeting else None
    return found if shown and results.is_over(shown.meeting, step.now) else None


def _read_task(said: str, today: date) -> tuple[str, str, date | None]:
    """As "write the draft, parents' council, by 15 January"; raises RefusedError for the day."""
    until = _UNTIL.search(said)
    day = read_day(until["day"], today) if until else None
    rest = said[: until.start()] if until else said
    what, comma, who = rest.rpartition(",")
    if not comma:
        what, who = rest, ""
    return what.strip(), who.strip(), day
