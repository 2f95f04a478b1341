"""What came out of an item of an agenda, as members read it: a decision, tasks."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.groups.results import Outcome
from bot.i18n import Say
from bot.message import shorten
from bot.storage.results import Task

_LONGEST = 600
"""Of one decision on a card with others."""


def lines(say: Say, outcome: Outcome, zone: ZoneInfo) -> Iterator[Markup]:
    if outcome.decision is not None:
        text = shorten(outcome.decision.text, _LONGEST)
        if outcome.changed:
            day = say.day(outcome.decision.decided_at.astimezone(zone).date())
            yield say.html("   <b>Decision, changed on {day}:</b> {text}", day=day, text=text)
        else:
            yield say.html("   <b>Decision:</b> {text}", text=text)
    for one in outcome.tasks:
        yield say.html("   <b>Task:</b> {task}", task=task(say, one))


def task(say: Say, one: Task) -> str:
    """As "Write the draft (parents' council, by 15 January 2027)"."""
    until = say.text("by {time}", time=say.day(one.until)) if one.until else ""
    about = ", ".join(filter(None, (one.who, until)))
    return f"{shorten(one.text, 200)} ({about})" if about else shorten(one.text, 200)
