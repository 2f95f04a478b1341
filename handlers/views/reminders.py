"""What is sent about meetings: invitations, reminders, moves, cancellations. Never a name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.groups import notices, plan
from bot.i18n import Say
from bot.message import Button, Message, Row
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import Meeting, Version
from handlers.views import buttons
from handlers.views.meetings import card, facts
from handlers.views.meetings.dates import MOST, PAST
from handlers.views.meetings.facts import Shown


def news(say: Say, kind: str, shown: Shown, today: date, before: Version | None) -> Message:
    """`today` is the local day of sending: after a delay "tomorrow" may be today."""
    parts = [_head(say, kind, shown.meeting, today)]
    parts.append(facts.about(say, shown))
    if kind == notices.CANCELLED:
        return Message(Markup("\n\n").join(parts), (_again(say, shown.meeting),))
    if kind == notices.MOVED and before is not None:
        parts.insert(1, until_now(say, before))
    parts.append(facts.standing(say, shown))
    answers = card.answers(say, shown.meeting, shown.coming)
    rows: tuple[Row, ...] = (answers[:2], (answers[2],), card.keeping(say, shown))
    return Message(Markup("\n\n").join(parts), rows)


def minutes(say: Say, shown: Shown) -> Message:
    """After the meeting: what came out of it."""
    text = say.html("<b>The minutes are there.</b>") + "\n\n" + facts.about(say, shown)
    return Message(text, ((Button(say.text("Past meetings"), f"{buttons.MEETING}:{PAST}"),),))


def dates(say: Say, group: WorkingGroup, ahead: Sequence[Meeting]) -> Message:
    """Several new dates at once."""
    head = say.html("<b>New dates of the working group “{name}”</b>", name=group.about.name)
    lines = [Markup("• {}: {}").format(facts.when(say, one.span), one.name) for one in ahead[:MOST]]
    row = (Button(say.text("Look and answer"), buttons.MEETING),)
    return Message(Markup("\n").join([head, *lines]), (row,))


def _head(say: Say, kind: str, meeting: Meeting, today: date) -> Markup:
    match kind:
        case notices.INVITED:
            return say.html("<b>You are invited.</b>")
        case notices.MOVED:
            return say.html("<b>The meeting has a new date or place.</b>")
        case notices.CANCELLED:
            return say.html("<b>The meeting does not take place.</b>")
        case plan.HOURS:
            return say.html("<b>The meeting begins soon.</b>")
    return in_days(say, meeting, today)


def in_days(say: Say, meeting: Meeting, today: date) -> Markup:
    """As "The meeting is tomorrow."; `today` is the local day of sending."""
    days = (meeting.span.start.astimezone(ZoneInfo(meeting.span.zone)).date() - today).days
    return Markup("<b>{}</b>").format(_in_days(say, days))


def _in_days(say: Say, days: int) -> str:
    if days <= 0:
        return say.text("The meeting is today.")
    if days == 1:
        return say.text("The meeting is tomorrow.")
    return say.plural("The meeting is in {number} day.", "The meeting is in {number} days.", days)


def until_now(say: Say, before: Version) -> Markup:
    """What held before."""
    place = ", ".join(facts.where(before.location))
    said = " · ".join(filter(None, (facts.when(say, before.span), place)))
    return say.html("Until now: <s>{before}</s>", before=said)


def _again(say: Say, meeting: Meeting) -> Row:
    """Takes it out of the calendar that it was entered in."""
    code = f"{buttons.MEETING}:{meeting.id}:{card.CALENDAR}"
    return (
        Button(say.text("Take it out of my calendar"), code),
        Button(say.text("Next meetings"), buttons.MEETING),
    )
