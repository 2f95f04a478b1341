"""The next meetings: of one's own groups, or for everyone."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from handlers.views import buttons
from handlers.views.meetings import times
from handlers.views.meetings.facts import Shown, standing, when

PAST = "p"
"""In a code, in place of a meeting."""

MOST = 10
"""Meetings that one list shows."""


def mine(say: Say, found: Sequence[Shown], *, member: bool) -> Message:
    """The next meetings: of one's own groups, or for everyone."""
    if member:
        head = say.html("<b>Your next meetings</b>")
    else:
        head = say.html("<b>The next meetings of the working groups</b>")
    groups = Button(say.text("Working groups"), buttons.GROUP)
    if not found:
        text = head + "\n\n" + say.html("No meeting is planned right now.")
        return Message(text, (*([_own(say)] if member else []), (groups,)))
    entries = [_entry(say, number, one) for number, one in enumerate(found[:MOST], 1)]
    rows: list[Row] = [(_open(number, one),) for number, one in enumerate(found[:MOST], 1)]
    if member:
        rows.append(_own(say))
    return Message(Markup("\n\n").join([head, *entries]), (*rows, (groups,)))


def _own(say: Say) -> Row:
    """What only members have."""
    return (
        Button(say.text("Past meetings"), f"{buttons.MEETING}:{PAST}"),
        Button(say.text("Reminders"), times.CODE),
    )


def past(say: Say, found: Sequence[Shown]) -> Message:
    """The last ones first; what came out of each stands on its card."""
    parts = [say.html("<b>Past meetings</b>")]
    for number, one in enumerate(found, 1):
        day = when(say, one.meeting.span)
        parts.append(Markup("{}. <b>{}</b>\n{}").format(number, one.meeting.name, day))
    if not found:
        parts.append(say.html("There was no meeting yet."))
    rows = [(_open(number, one),) for number, one in enumerate(found, 1)]
    ahead = Button(say.text("Next meetings"), buttons.MEETING)
    return Message(Markup("\n\n").join(parts), (*rows, (ahead,)))


def _entry(say: Say, number: int, shown: Shown) -> Markup:
    lines = [
        Markup("{}. <b>{}</b>").format(number, shorten(shown.meeting.name, 100)),
        Markup("{}").format(shown.group.about.name),
        Markup("{}").format(when(say, shown.meeting.span)),
    ]
    if shown.meeting.location.place:
        lines.append(Markup("{}").format(shown.meeting.location.place))
    if shown.meeting.cancelled:
        lines.append(say.html("<b>Called off.</b>"))
    elif shown.member:
        lines.append(standing(say, shown))
    return Markup("\n").join(lines)


def _open(number: int, shown: Shown) -> Button:
    label = shorten(f"{number}. {shown.meeting.name}")
    return Button(label, f"{buttons.MEETING}:{shown.meeting.id}")
