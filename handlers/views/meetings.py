"""Meetings of working groups: the list, the card of one, and what it says in a calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from babel.dates import format_date
from markupsafe import Markup

from bot.calendar import Wording
from bot.groups.answers import Tally
from bot.i18n import Say
from bot.matching.stems import words
from bot.message import Button, Message, Row, shorten
from bot.storage.agenda import AgendaItem, Document
from bot.storage.attendance import Coming
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import Location, Meeting, Span
from handlers.views import buttons

LETTERS = {"y": Coming.YES, "n": Coming.NO, "u": Coming.UNSURE}
CALENDAR, NOTE, WHO = "c", "t", "w"

MOST = 10
"""Meetings that one list shows."""

_MAP = "https://www.openstreetmap.org/search?query="
_ITEMS = 20


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
    tally: Tally | None = None
    """For those who organise only."""


def mine(say: Say, found: Sequence[Shown], *, member: bool) -> Message:
    """The next meetings: of one's own groups, or for everyone."""
    if member:
        head = say.html("<b>Your next meetings</b>")
    else:
        head = say.html("<b>The next meetings of the working groups</b>")
    groups = Button(say.text("Working groups"), buttons.GROUP)
    if not found:
        text = head + "\n\n" + say.html("No meeting is planned right now.")
        return Message(text, ((groups,),))
    entries = [_entry(say, number, one) for number, one in enumerate(found[:MOST], 1)]
    rows = [(_open(say, number, one),) for number, one in enumerate(found[:MOST], 1)]
    return Message(Markup("\n\n").join([head, *entries]), (*rows, (groups,)))


def card(say: Say, shown: Shown, now: datetime, note: Markup | None = None) -> Message:
    parts = [about(say, shown)]
    if shown.meeting.cancelled:
        parts.insert(0, say.html("<b>This meeting is called off.</b>"))
    elif shown.meeting.span.start <= now:
        parts.insert(0, say.html("This meeting has begun or is over."))
    elif shown.member:
        parts.append(standing(say, shown))
    if shown.tally:
        parts.append(tally(say, shown.tally))
    if note:
        parts.insert(0, note)
    return Message(Markup("\n\n").join(parts), tuple(_rows(say, shown, now)))


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
        entries = [Markup("• {}").format(item.name) for item in shown.items[:_ITEMS]]
        parts.append(Markup("\n").join([say.html("<b>What it is about</b>"), *entries]))
    papers = [_paper(one.name, one.url) for one in shown.documents]
    if meeting.minutes_url:
        papers.append(_paper(say.text("Minutes"), meeting.minutes_url))
    if papers:
        parts.append(Markup("\n").join(papers))
    return Markup("\n\n").join(parts)


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


def answers(say: Say, meeting: Meeting, chosen: Coming | None) -> Row:
    """What one can say to the date that was read, not to another that came meanwhile."""
    labels = {
        "y": say.text("I am coming"),
        "n": say.text("I am not coming"),
        "u": say.text("I do not know yet"),
    }
    return tuple(
        Button(
            f"✓ {label}" if LETTERS[letter] is chosen else label,
            f"{buttons.MEETING}:{meeting.id}:{letter}:{meeting.version}",
        )
        for letter, label in labels.items()
    )


def keeping(say: Say, meeting: Meeting) -> Row:
    """Into one's calendar, and where it is."""
    code = f"{buttons.MEETING}:{meeting.id}:{CALENDAR}"
    row = [Button(say.text("Add to my calendar"), code)]
    if meeting.location.address:
        row.append(Button.link(say.text("Map"), _MAP + quote(meeting.location.address)))
    return tuple(row)


def ask_note(say: Say, shown: Shown) -> Message:
    text = say.html(
        "Write your note for those who organise “{name}”, up to 500 characters. Others do not read it.",
        name=shown.meeting.name,
    )
    return Message(text, ((buttons.back(say, f"{buttons.MEETING}:{shown.meeting.id}"),),))


def too_long(say: Say, length: int) -> Message:
    """The next text is taken for the note, too."""
    return Message(
        say.html("Your note has {length} characters. Please write at most 500.", length=length)
    )


def gone(say: Say) -> Message:
    text = say.html("This meeting is not there any more. These are the next ones:")
    return Message(text, ((Button(say.text("Next meetings"), buttons.MEETING),),))


def changed(say: Say) -> Markup:
    """Above the card: the button belonged to another date."""
    return say.html("<b>The date or place has changed.</b> Please answer once more.")


def wording(say: Say, shown: Shown, town: str) -> Wording:
    """What an entry of a calendar says."""
    meeting = shown.meeting
    lines = [
        say.text("Working group: {group}", group=shown.group.about.name),
        *(f"• {item.name}" for item in shown.items),
    ]
    place = ", ".join(filter(None, (meeting.location.place, meeting.location.address)))
    return Wording(
        title=shorten(meeting.name, 100),
        place=place,
        text=shorten("\n".join(lines), 1500),
        url=meeting.location.online_url,
        categories=(),
        town=town.lower().replace(" ", "-"),
    )


def file_name(meeting: Meeting) -> str:
    name = "-".join(words(meeting.name))[:40].strip("-")
    return f"{name or meeting.id}.ics"


def caption(say: Say, meeting: Meeting) -> Message:
    if meeting.cancelled:
        return Message(say.html("Open the file, then your calendar takes the meeting out."))
    text = say.html(
        "<b>{title}</b>\n{when}\nOpen the file, then your calendar takes the date over.",
        title=shorten(meeting.name, 100),
        when=when(say, meeting.span),
    )
    return Message(text)


def _rows(say: Say, shown: Shown, now: datetime) -> Iterator[Row]:
    meeting = shown.meeting
    if shown.member and meeting.span.start > now and not meeting.cancelled:
        row = answers(say, meeting, shown.coming)
        yield row[:2]
        note = Button(say.text("Add a note"), f"{buttons.MEETING}:{meeting.id}:{NOTE}")
        yield (row[2], note)
    if meeting.span.start > now:
        yield keeping(say, meeting)
    if shown.tally:
        code = f"{buttons.PLANNING}:{WHO}:{meeting.id}"
        manage = f"{buttons.PLANNING}:d:{meeting.id}"
        yield Button(say.text("Who is coming"), code), Button(say.text("Change"), manage)
    group = f"{buttons.GROUP}:{shown.group.id}"
    yield Button(say.text("Working group"), group), Button(say.text("Next meetings"), "v")


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


def _open(say: Say, number: int, shown: Shown) -> Button:
    del say
    label = shorten(f"{number}. {shown.meeting.name}")
    return Button(label, f"{buttons.MEETING}:{shown.meeting.id}")


def _paper(name: str, url: str) -> Markup:
    return Markup("{}: {}").format(name, url)
