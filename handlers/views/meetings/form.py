"""What staff are asked for a meeting, one thing at a time, and the preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.catalogue.problems import Reason
from bot.groups.wall import Absent, Twice
from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import Span
from handlers.views import buttons
from handlers.views.meetings.facts import when
from handlers.views.meetings.planning import code

GROUP, EDIT, AGAIN, SKIP, SECOND, SEND = "g", "e", "f", "k", "2", "s"

NAME, WHEN, END, PLACE, AGENDA = "name", "when", "end", "place", "agenda"
FIELDS = (NAME, WHEN, END, PLACE, AGENDA)
OPTIONAL = frozenset({END, PLACE, AGENDA})


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
        Markup("{}").format(when(say, span)),
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
