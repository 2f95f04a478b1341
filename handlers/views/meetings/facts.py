"""What a meeting is: title, group, time, place, agenda, papers. Never a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
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
from handlers.views.meetings import documents, outcomes

_ITEMS = 20
_ROOM = 2500
"""Characters for the agenda and all papers: the rest of a card needs some of Telegram's 4,096."""


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
    papers = documents.listed(say, shown.documents, meeting.minutes_url)
    parts = [Markup("\n").join(lines)]
    if shown.items:
        parts.append(agenda(say, shown, _ROOM - len(papers)))
    if papers:
        parts.append(papers)
    return Markup("\n\n").join(parts)


def agenda(say: Say, shown: Shown, room: int = _ROOM) -> Markup:
    """The items, each with its papers and what came out of it, as far as a message has room."""
    lines = [say.html("<b>What it is about</b>")]
    for number, item in enumerate(shown.items):
        papers = documents.of_item(shown.documents, item.id)
        entry = Markup("\n").join(
            [Markup("• {}").format(item.name), *papers, *_came(say, shown, item)]
        )
        room -= len(entry)
        if number >= _ITEMS or room < 0:
            lines.append(say.html("… and {number} more", number=len(shown.items) - number))
            break
        lines.append(entry)
    return Markup("\n").join(lines)


def _came(say: Say, shown: Shown, item: AgendaItem) -> Iterator[Markup]:
    outcome = shown.outcomes.get(item.id)
    zone = ZoneInfo(shown.meeting.span.zone)
    return outcomes.lines(say, outcome, zone) if outcome else iter(())


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
    """As "Tuesday, 1 December 2026, 18:00 to 20:00"; an end on another day with its day."""
    zone = ZoneInfo(span.zone)
    begin = span.start.astimezone(zone)
    if span.end is None:
        return wall(say, begin)
    end = span.end.astimezone(zone)
    if end.date() != begin.date():
        return say.text("{begin} to {end}", begin=wall(say, begin), end=wall(say, end))
    day = _day(say, begin)
    return say.text("{day}, {begin} to {end}", day=day, begin=f"{begin:%H:%M}", end=f"{end:%H:%M}")


def wall(say: Say, moment: datetime) -> str:
    """As "Tuesday, 1 December 2026, 18:00", by the clock that the moment carries."""
    return say.text("{day}, {begin}", day=_day(say, moment), begin=f"{moment:%H:%M}")


def _day(say: Say, moment: datetime) -> str:
    return format_date(moment.date(), format="full", locale=say.locale)


def where(location: Location) -> Iterator[str]:
    place = ", ".join(filter(None, (location.place, location.address)))
    yield from filter(None, (place, location.online_url))
