"""What a meeting is: title, group, time, place, agenda, papers. Never a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from babel.dates import format_date
from markupsafe import Markup

from bot.groups.answers import Tally
from bot.groups.results import Outcome
from bot.i18n import Say
from bot.message import shorten
from bot.storage.agenda import AgendaItem, Document
from bot.storage.attendance import Coming
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import Location, Meeting, Span
from handlers.views.meetings import outcomes

_ITEMS = 20
_ROOM = 2500
"""Characters for the agenda: the rest of a card needs some of Telegram's 4,096."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A meeting as one person sees it. `coming` is None where they have not answered this date."""

    meeting: Meeting
    group: WorkingGroup
    member: bool
    coming: Coming | None = None
    note: str = ""
    items: Sequence[AgendaItem] = ()
    documents: Sequence[Document] = ()
    outcomes: Mapping[int, Outcome] = field(default_factory=dict)
    """What came out of the items, by their number."""
    tally: Tally | None = None
    """For those who organise only."""
    over: bool = False
    town: str = ""
    """Where an address is that names no town."""


def about(say: Say, shown: Shown) -> Markup:
    """Title, group, time, place, agenda, papers: never a person."""
    meeting = shown.meeting
    lines = [
        Markup("<b>{}</b>").format(shorten(meeting.name, 200)),
        say.html("Working group: {group}", group=shown.group.about.name),
        Markup("{}").format(when(say, meeting.span)),
        *(Markup("{}").format(line) for line in where(meeting.location)),
    ]
    parts = [Markup("\n").join(lines)]
    if shown.items:
        parts.append(agenda(say, shown))
    papers = [_paper(one.name, one.url) for one in shown.documents]
    if meeting.minutes_url:
        papers.append(_paper(say.text("Minutes"), meeting.minutes_url))
    if papers:
        parts.append(Markup("\n").join(papers))
    return Markup("\n\n").join(parts)


def agenda(say: Say, shown: Shown) -> Markup:
    """The items, each with what came out of it, as far as a message has room."""
    lines, room = [say.html("<b>What it is about</b>")], _ROOM
    for number, item in enumerate(shown.items):
        entry = Markup("\n").join([Markup("• {}").format(item.name), *_came(say, shown, item)])
        room -= len(entry)
        if number >= _ITEMS or room < 0:
            lines.append(say.html("… and {number} more", number=len(shown.items) - number))
            break
        lines.append(entry)
    return Markup("\n").join(lines)


def _came(say: Say, shown: Shown, item: AgendaItem) -> Iterator[Markup]:
    outcome = shown.outcomes.get(item.id)
    return outcomes.lines(say, outcome) if outcome else iter(())


def standing(say: Say, shown: Shown) -> Markup:
    match shown.coming:
        case Coming.YES:
            said = say.html("You said: <b>I am coming.</b>")
        case Coming.NO:
            said = say.html("You said: <b>I am not coming.</b>")
        case Coming.UNSURE:
            said = say.html("You said: <b>I do not know yet.</b>")
        case None:
            said = say.html("Are you coming?")
    if shown.note:
        said += "\n" + say.html("Your note: {note}", note=shown.note)
    return said


def tally(say: Say, found: Tally) -> Markup:
    return say.html(
        "Coming: {yes} · not coming: {no} · do not know yet: {unsure} · no answer: {open}",
        yes=found.yes,
        no=found.no,
        unsure=found.unsure,
        open=found.open,
    )


def when(say: Say, span: Span) -> str:
    """As "Tuesday, 1 December 2026, 18:00 to 20:00"."""
    zone = ZoneInfo(span.zone)
    begin = span.start.astimezone(zone)
    day = format_date(begin.date(), format="full", locale=say.locale)
    if span.end is None:
        return say.text("{day}, {begin}", day=day, begin=f"{begin:%H:%M}")
    end = span.end.astimezone(zone)
    return say.text("{day}, {begin} to {end}", day=day, begin=f"{begin:%H:%M}", end=f"{end:%H:%M}")


def where(location: Location) -> Iterator[str]:
    place = ", ".join(filter(None, (location.place, location.address)))
    yield from filter(None, (place, location.online_url))


def _paper(name: str, url: str) -> Markup:
    return Markup("{}: {}").format(name, url)
