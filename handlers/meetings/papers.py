"""The papers of a meeting and of its items: staff add them as links, and take them away."""

from __future__ import annotations

import re

from bot.catalogue.problems import Reason, RefusedError
from bot.groups import agenda
from bot.storage import agenda as stored
from bot.storage.units import Db
from handlers.meetings import managing
from handlers.meetings.step import Seen, Step
from handlers.presses import whole
from handlers.views.meetings import papers as view
from handlers.views.meetings import planning

_LINK = re.compile(r"\S+://\S+|\bwww\.\S+", re.IGNORECASE)


def do(step: Step, db: Db, letter: str, number: int, value: str) -> Seen | None:
    """What a code does; None where it only shows something."""
    return remove(step, db, number, value) if letter == view.REMOVE else None


def screen(step: Step, db: Db, letter: str, number: int) -> Seen | None:
    """What a code shows; None where it is nothing of ours."""
    match letter:
        case planning.PAPERS:
            return of_meeting(step, db, number)
        case view.OF_ITEM:
            return of_item(step, db, number)
    return None


def of_meeting(step: Step, db: Db, number: int, wrong: Reason | None = None) -> Seen:
    found = managing.shown(db, number)
    if found is None:
        return planning.gone(step.say), ""
    return view.of_meeting(step.say, found, wrong), planning.code(planning.PAPERS, number)


def of_item(step: Step, db: Db, number: int, wrong: Reason | None = None) -> Seen:
    item = stored.find(db, number)
    found = managing.shown(db, item.meeting) if item and item.meeting is not None else None
    if item is None or found is None:
        return planning.gone(step.say), ""
    return view.of_item(step.say, found, item, wrong), planning.code(view.OF_ITEM, number)


def take(step: Step, db: Db, token: str, text: str) -> Seen:
    """A paper of a meeting: its name and its link."""
    number = whole(token) or 0
    wrong = _attach(db, number, text) if managing.shown(db, number) else None
    return of_meeting(step, db, number, wrong)


def take_for_item(step: Step, db: Db, token: str, text: str) -> Seen:
    """A paper of one item."""
    number = whole(token) or 0
    item = stored.find(db, number)
    meeting = item.meeting if item else None
    wrong = _attach(db, meeting, text, number) if meeting is not None else None
    return of_item(step, db, number, wrong)


def remove(step: Step, db: Db, number: int, where: str) -> Seen:
    """Take a paper away, and show what is left at the place where it was seen."""
    agenda.detach(db, number)
    return screen(step, db, where[:1], whole(where[1:]) or 0) or (planning.gone(step.say), "")


def _attach(db: Db, meeting: int, text: str, item: int | None = None) -> Reason | None:
    """What is wrong with it, if anything."""
    link = _LINK.search(text)
    name = f"{text[: link.start()]} {text[link.end() :]}".strip(" \n:,;–-") if link else ""
    try:
        agenda.attach(db, meeting, name, link[0] if link else text, item)
    except RefusedError as error:
        return error.reason
    return None
