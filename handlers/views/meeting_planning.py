"""/termin: what staff are asked for a meeting, the preview, and what can be done to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.catalogue.problems import Reason
from bot.groups.answers import Place
from bot.groups.wall import Absent, Twice
from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from bot.storage.attendance import Coming
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import Meeting, Span
from handlers.views import buttons, meetings

NEW, GROUP, EDIT, AGAIN, SKIP, SECOND, SEND = "n", "g", "e", "f", "k", "2", "s"
MANAGE, MOVE, COPY, CANCEL, SURELY, WHO, MINUTES = "d", "m", "c", "x", "X", "w", "p"

NAME, WHEN, END, PLACE, AGENDA = "name", "when", "end", "place", "agenda"
OPTIONAL = frozenset({END, PLACE, AGENDA})


def code(*parts: object) -> str:
    return ":".join(map(str, (buttons.PLANNING, *parts)))


def overview(say: Say, ahead: Sequence[Meeting], note: Markup | None = None) -> Message:
    parts = [note] if note else []
    parts.append(say.html("<b>Planned meetings</b>"))
    rows: list[Row] = [(Button(say.text("New meeting"), code(NEW)),)]
    for number, one in enumerate(ahead[: meetings.MOST], 1):
        state = say.text("Called off.") if one.cancelled else ""
        parts.append(
            Markup("{}. {}: {} {}").format(number, one.name, meetings.when(say, one.span), state)
        )
        rows.append((Button(shorten(f"{number}. {one.name}"), code(MANAGE, one.id)),))
    if not ahead:
        parts.append(say.html("No meeting is planned right now."))
    return Message(Markup("\n").join(parts), tuple(rows))


def which_group(say: Say, found: Sequence[WorkingGroup]) -> Message:
    rows = tuple((Button(shorten(one.about.name), code(GROUP, one.id)),) for one in found)
    return Message(say.html("Which working group meets?"), rows)


def ask(say: Say, token: str, field: str, wrong: Reason | None = None) -> Message:
    """For one thing at a time; the next text is it."""
    asked = {
        NAME: say.html("What is the meeting called?"),
        WHEN: say.html("When does it begin? For example: <i>1.12. 18 Uhr</i>"),
        END: say.html("When does it end? For example: <i>20 Uhr</i>"),
        PLACE: say.html("Where? For example: <i>Town hall, Markt 1</i>, or a link."),
        AGENDA: say.html("What is it about? One item a line."),
    }
    parts = [asked[field]]
    if wrong:
        parts.insert(0, say.html(wrong.message, **wrong.values))
    rows: list[Row] = []
    if field in OPTIONAL:
        rows.append((Button(say.text("Leave out"), code(SKIP, token, field)),))
    rows.append((buttons.back(say, buttons.PLANNING),))
    return Message(Markup("\n\n").join(parts), tuple(rows))


def ask_back(say: Say, token: str, odd: Absent | Twice, zone: ZoneInfo) -> Message:
    """A time that never is, or is twice, on the day that the clocks change."""
    if isinstance(odd, Twice):
        text = say.html("This time is there twice that night. Which one do you mean?")
        row = (
            Button(say.text("The first, summer time"), code(SECOND, token, 0)),
            Button(say.text("The second, winter time"), code(SECOND, token, 1)),
        )
        return Message(text, (row,))
    before, after = odd.before.astimezone(zone), odd.after.astimezone(zone)
    text = say.html(
        "The clocks jump over this time that night. Please write {before} or {after}.",
        before=f"{before:%H:%M}",
        after=f"{after:%H:%M}",
    )
    near = tuple(
        Button(say.text("{time} o’clock", time=f"{moment:%H:%M}"), code(SECOND, token, place))
        for place, moment in enumerate((before, after))
    )
    return Message(text, (near, (Button(say.text("Other time"), code(AGAIN, token, WHEN)),)))


def preview(  # noqa: PLR0913, PLR0917 - all that is seen before it is sent
    say: Say, token: str, form: Mapping[str, str], group: str, span: Span, members: int
) -> Message:
    lines = [
        Markup("<b>{}</b>").format(form[NAME]),
        say.html("Working group: {group}", group=group),
        Markup("{}").format(meetings.when(say, span)),
    ]
    lines += [Markup("{}").format(form[PLACE])] if form.get(PLACE) else []
    lines += [Markup("• {}").format(one) for one in form.get(AGENDA, "").splitlines()]
    moves = "meeting" in form
    told = say.plural("{number} person is told.", "{number} people are told.", members)
    send = say.text("Move it and tell everybody") if moves else say.text("Invite")
    rows: list[Row] = [(Button(send, code(SEND, token)),)]
    rows.append(
        (
            Button(say.text("Other time"), code(AGAIN, token, WHEN)),
            Button(say.text("Other place"), code(AGAIN, token, PLACE)),
        )
    )
    if not moves:
        rows.append((Button(say.text("Other agenda"), code(AGAIN, token, AGENDA)),))
    rows.append((buttons.back(say, buttons.PLANNING),))
    text = Markup("\n\n").join([Markup("\n").join(lines), Markup("{}").format(told)])
    return Message(text, tuple(rows))


def manage(say: Say, shown: meetings.Shown, note: Markup | None = None) -> Message:
    number, version = shown.meeting.id, shown.meeting.version
    parts = [note] if note else []
    if shown.meeting.cancelled:
        parts.append(say.html("<b>This meeting is called off.</b>"))
    parts.append(meetings.about(say, shown))
    if shown.tally:
        parts.append(meetings.tally(say, shown.tally))
    rows: list[Row] = [
        (
            Button(say.text("Move it"), code(MOVE, number)),
            Button(say.text("Copy it"), code(COPY, number)),
        ),
        (
            Button(say.text("Who is coming"), code(WHO, number)),
            Button(say.text("Link to the minutes"), code(MINUTES, number)),
        ),
    ]
    if not shown.meeting.cancelled:
        rows.append((Button(say.text("Call it off"), code(CANCEL, number, version)),))
    rows.append((buttons.back(say, buttons.PLANNING),))
    return Message(Markup("\n\n").join(parts), tuple(rows))


def surely(say: Say, shown: meetings.Shown, told: int) -> Message:
    """Before a meeting is called off: who is told."""
    meeting = shown.meeting
    text = say.html(
        "Call off “{name}” on {when}?", name=meeting.name, when=meetings.when(say, meeting.span)
    )
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
    lines = [Markup("<b>{}</b>, {}").format(meeting.name, meetings.when(say, meeting.span))]
    for number, one in enumerate(places[:60], 1):
        about = ", ".join(filter(None, (one.member.organisation, one.member.role)))
        line = f"{number}. {about or say.text('without organisation')}: {said[one.coming]}"
        lines.append(
            Markup("{}").format(line + (f" – {shorten(one.note, 60)}" if one.note else ""))
        )
    if not places:
        lines.append(say.html("Nobody belongs to this group yet."))
    back = buttons.back(say, code(MANAGE, meeting.id))
    return Message(Markup("\n").join(lines), ((back,),))


def ask_minutes(say: Say, meeting: Meeting, wrong: Reason | None = None) -> Message:
    text = say.html("Write the address of the minutes, beginning with https://")
    if wrong:
        text = say.html(wrong.message, **wrong.values) + "\n\n" + text
    return Message(text, ((buttons.back(say, code(MANAGE, meeting.id)),),))


def done(say: Say, *, moved: bool) -> Markup:
    if moved:
        return say.html("<b>Moved.</b> Everybody is told now.")
    return say.html("<b>Planned.</b> The invitations are on their way.")


def cancelled(say: Say) -> Markup:
    return say.html("Everybody who might come is told now.")


def overtaken(say: Say) -> Markup:
    return say.html("Somebody else changed this meeting meanwhile. This is how it is now:")


def refused(say: Say, reason: Reason) -> Markup:
    return say.html(reason.message, **reason.values)


def gone(say: Say) -> Message:
    text = say.html("This is no longer there. Please begin anew.")
    return Message(text, ((Button(say.text("Planned meetings"), buttons.PLANNING),),))
