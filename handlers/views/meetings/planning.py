"""/termin: the meetings that are planned, and what can be done to one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bot.catalogue.problems import Reason
from bot.groups.answers import Place
from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from bot.storage.attendance import Coming
from bot.storage.meetings import Meeting
from handlers.views import attendance, buttons, mistakes
from handlers.views.meetings import reminding
from handlers.views.meetings.dates import MOST
from handlers.views.meetings.facts import Shown, about, tally, when

NEW, MANAGE, MOVE, COPY, CANCEL, SURELY, WHO, MINUTES, PAST = "ndmcxXwpo"
RESULTS, PAPERS = "r", "D"
"""What came out of one, and its documents: conversations of their own."""
REMIND = "t"


def code(*parts: object) -> str:
    return ":".join(map(str, (buttons.PLANNING, *parts)))


def overview(say: Say, ahead: Sequence[Meeting], note: Markup | None = None) -> Message:
    parts = [note] if note else []
    parts.append(say.html("<b>Planned meetings</b>"))
    rows: list[Row] = [(Button(say.text("New meeting"), code(NEW)),)]
    for number, one in enumerate(ahead[:MOST], 1):
        state = say.text("Called off.") if one.cancelled else ""
        parts.append(Markup("{}. {}: {} {}").format(number, one.name, when(say, one.span), state))
        rows.append((Button(shorten(f"{number}. {one.name}"), code(MANAGE, one.id)),))
    if not ahead:
        parts.append(say.html("No meeting is planned right now."))
    rows.append((Button(say.text("Past meetings"), code(PAST)),))
    return Message(Markup("\n").join(parts), tuple(rows))


def past(say: Say, found: Sequence[Meeting]) -> Message:
    """The last ones first."""
    lines = [say.html("<b>Past meetings</b>")]
    rows: list[Row] = []
    for number, one in enumerate(found, 1):
        state = say.text("Called off.") if one.cancelled else ""
        lines.append(Markup("{}. {}: {} {}").format(number, one.name, when(say, one.span), state))
        rows.append((Button(shorten(f"{number}. {one.name}"), code(MANAGE, one.id)),))
    if not found:
        lines.append(say.html("There was no meeting yet."))
    return Message(Markup("\n").join(lines), (*rows, (buttons.back(say, buttons.PLANNING),)))


def manage(say: Say, shown: Shown, note: Markup | None = None, *, over: bool = False) -> Message:
    """`over`: it took place, and something came out of it."""
    parts = [note] if note else []
    if shown.meeting.cancelled:
        parts.append(say.html("<b>This meeting is called off.</b>"))
    parts.append(about(say, shown))
    if shown.tally:
        parts.append(tally(say, shown.tally))
    if not over and not shown.meeting.cancelled:
        parts.append(reminding.line(say, shown.meeting.reminders))
    return Message(Markup("\n\n").join(parts), tuple(_choices(say, shown.meeting, over=over)))


def _choices(say: Say, meeting: Meeting, *, over: bool) -> Iterator[Row]:
    number = meeting.id
    who = Button(say.text("Who is coming"), code(WHO, number))
    copy = Button(say.text("Copy it"), code(COPY, number))
    papers = Button(say.text("Documents"), code(PAPERS, number))
    if over:
        minutes = Button(say.text("Link to the minutes"), code(MINUTES, number))
        yield Button(say.text("Enter the results"), code(RESULTS, number)), minutes
        yield who, copy
        yield (papers,)
    else:
        yield Button(say.text("Move it"), code(MOVE, number)), copy
        yield who, papers
    if not over and not meeting.cancelled:
        yield (Button(say.text("Reminders"), code(REMIND, number)),)
        yield (Button(say.text("Call it off"), code(CANCEL, number, meeting.version)),)
    yield (buttons.back(say, buttons.PLANNING),)


def surely(say: Say, shown: Shown, told: int) -> Message:
    """Before a meeting is called off: who is told."""
    meeting = shown.meeting
    text = say.html("Call off “{name}” on {when}?", name=meeting.name, when=when(say, meeting.span))
    people = say.plural("{number} person is told.", "{number} people are told.", told)
    rows = (
        (Button(say.text("Yes, call it off"), code(SURELY, meeting.id, meeting.version)),),
        (buttons.back(say, code(MANAGE, meeting.id)),),
    )
    return Message(Markup("{}\n{}").format(text, people), rows)


def who(say: Say, meeting: Meeting, places: Sequence[Place]) -> Message:
    """The list for those who organise: organisation and role, as far as people said them."""
    said = {
        Coming.YES: say.text("coming"),
        Coming.NO: say.text("not coming"),
        Coming.UNSURE: say.text("does not know yet"),
        None: say.text("no answer"),
    }
    lines = [Markup("<b>{}</b>, {}").format(meeting.name, when(say, meeting.span))]
    unknown = say.text("without organisation")
    for number, one in enumerate(places[:60], 1):
        about_one = ", ".join(filter(None, (one.name, one.member.organisation, one.member.role)))
        line = f"{number}. {about_one or unknown}: {said[one.coming]}"
        lines.append(
            Markup("{}").format(line + (f" – {shorten(one.note, 60)}" if one.note else ""))
        )
    if not places:
        lines.append(say.html("Nobody belongs to this group yet."))
    back = buttons.back(say, code(MANAGE, meeting.id))
    return Message(Markup("\n").join(lines), ((attendance.button(say, meeting.id),), (back,)))


def ask_minutes(say: Say, meeting: Meeting, wrong: Reason | None = None) -> Message:
    text = say.html("Write the address of the minutes, beginning with https://")
    if wrong:
        text = mistakes.sentence(say, wrong) + "\n\n" + text
    return Message(text, ((buttons.back(say, code(MANAGE, meeting.id)),),))


def done(say: Say, *, moved: bool) -> Markup:
    if moved:
        return say.html("<b>Moved.</b> Everybody is told now.")
    return say.html("<b>Planned.</b> The invitations are on their way.")


def unmoved(say: Say) -> Markup:
    return say.html("Date and place are the same as before. Nobody is told.")


def reminded(say: Say) -> Markup:
    return say.html("<b>Saved.</b> Nobody is told; the reminders come as they are set now.")


def cancelled(say: Say) -> Markup:
    return say.html("Everybody who might come is told now.")


def overtaken(say: Say) -> Markup:
    return say.html("Somebody else changed this meeting meanwhile. This is how it is now:")


def gone(say: Say) -> Message:
    text = say.html("This is no longer there. Please begin anew.")
    return Message(text, ((Button(say.text("Planned meetings"), buttons.PLANNING),),))
