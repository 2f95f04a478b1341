"""What staff are asked for a meeting, one thing at a time, and the preview."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.catalogue.problems import Reason
from bot.groups.plan import DEFAULT
from bot.groups.wall import Absent, Twice
from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import Span
from handlers.views import buttons, mistakes
from handlers.views.meetings import reminding
from handlers.views.meetings.facts import wall, when
from handlers.views.meetings.planning import code

GROUP, EDIT, AGAIN, SKIP, SECOND, SEND = "g", "e", "f", "k", "2", "s"
BACK, NEXT_DAY, REMIND = "b", "N", "P"

NAME, WHEN, END, PLACE, AGENDA = "name", "when", "end", "place", "agenda"
REMINDERS = "reminders"
ORDER = (NAME, WHEN, END, PLACE, AGENDA)
"""What is asked one after the other; reminders are as usual, unless somebody changes them."""
FIELDS = (*ORDER, REMINDERS)
OPTIONAL = frozenset({END, PLACE, AGENDA})


def which_group(
    say: Say, found: Sequence[WorkingGroup], token: str = "", held: int | None = None
) -> Message:
    """`token` and `held`: the draft that was begun, and for which group so far."""
    begun = (token,) if token else ()
    rows: list[Row] = []
    for one in found:
        label = f"✓ {one.about.name}" if one.id == held else one.about.name
        rows.append((Button(shorten(label), code(GROUP, one.id, *begun)),))
    return Message(
        say.html("Which working group meets?"), (*rows, (buttons.back(say, buttons.PLANNING),))
    )


def ask(  # noqa: PLR0913, PLR0917 - what is asked, what was said, and what was wrong with it
    say: Say, token: str, field: str, form: Mapping[str, str], back: str, wrong: Reason | None
) -> Message:
    """For one thing at a time; the next text is it. What was said before can stay."""
    asked = {
        NAME: say.html("What is the meeting called?"),
        WHEN: say.html("When does it begin? For example: <i>1.12. 18:00</i>"),
        END: say.html("When does it end? For example: <i>20:00</i>"),
        PLACE: say.html("Where? For example: <i>Town hall, Markt 1</i>, or a link."),
        AGENDA: say.html("What is it about? One item a line."),
    }
    parts = [asked[field]]
    if wrong:
        parts.insert(0, mistakes.sentence(say, wrong))
    rows: list[Row] = []
    if field in form:
        parts.append(say.html("So far: {said}", said=_said(say, field, form[field])))
        rows.append((Button(say.text("Leave it so"), code(BACK, token, "")),))
    if field in OPTIONAL and form.get(field) != "":
        rows.append((Button(say.text("Leave out"), code(SKIP, token, field)),))
    rows.append((buttons.back(say, back),))
    return Message(Markup("\n\n").join(parts), tuple(rows))


def ask_next_day(say: Say, token: str, ends: str, back: str) -> Message:
    """It would end before it begins."""
    later = datetime.fromisoformat(ends) + timedelta(days=1)
    text = say.html(
        "That is before it begins. Does the meeting end on the next day, {when}? "
        "Otherwise write the end once more.",
        when=wall(say, later),
    )
    yes = Button(say.text("Yes, on the next day"), code(NEXT_DAY, token))
    return Message(text, ((yes,), (buttons.back(say, back),)))


def _said(say: Say, field: str, value: str) -> str:
    if field in {WHEN, END} and value:
        return wall(say, datetime.fromisoformat(value))
    return value or say.text("nothing")


def ask_back(say: Say, token: str, odd: Absent | Twice, zone: ZoneInfo, back: str) -> Message:
    """A time that never is, or is twice, on the day that the clocks change."""
    if isinstance(odd, Twice):
        text = say.html("This time is there twice that night. Which one do you mean?")
        row = (
            Button(say.text("The first, summer time"), code(SECOND, token, 0)),
            Button(say.text("The second, winter time"), code(SECOND, token, 1)),
        )
        return Message(text, (row, (buttons.back(say, back),)))
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
    return Message(text, (near, (Button(say.text("Other time"), back),)))


def preview(  # noqa: PLR0913, PLR0917 - all that is seen before it is sent
    say: Say,
    token: str,
    form: Mapping[str, str],
    group: str,
    span: Span,
    members: int,
    back: str,
) -> Message:
    lines = [
        Markup("<b>{}</b>").format(form[NAME]),
        say.html("Working group: {group}", group=group),
        Markup("{}").format(when(say, span)),
    ]
    lines += [Markup("{}").format(form[PLACE])] if form.get(PLACE) else []
    lines += [Markup("• {}").format(one) for one in form.get(AGENDA, "").splitlines()]
    lines.append(reminding.line(say, form.get(REMINDERS, DEFAULT)))
    told = say.plural("{number} person is told.", "{number} people are told.", members)
    text = Markup("\n\n").join([Markup("\n").join(lines), Markup("{}").format(told)])
    return Message(
        text, (*_choices(say, token, moves="meeting" in form), (buttons.back(say, back),))
    )


def _choices(say: Say, token: str, *, moves: bool) -> Iterator[Row]:
    send = say.text("Move it and tell everybody") if moves else say.text("Invite")
    yield (Button(send, code(SEND, token)),)
    yield (
        Button(say.text("Other time"), code(AGAIN, token, WHEN)),
        Button(say.text("Other place"), code(AGAIN, token, PLACE)),
    )
    if not moves:
        yield (
            Button(say.text("Other agenda"), code(AGAIN, token, AGENDA)),
            Button(say.text("Other reminders"), code(AGAIN, token, REMINDERS)),
        )
