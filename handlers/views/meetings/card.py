"""The card of one meeting, and what a member can say on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import quote

from markupsafe import Markup

from bot.i18n import Say
from bot.message import Button, Message, Row
from bot.storage.attendance import Coming
from bot.storage.meetings import Location, Meeting
from handlers.views import buttons
from handlers.views.meetings import times
from handlers.views.meetings.facts import Shown, about, standing, tally

LETTERS = {"y": Coming.YES, "n": Coming.NO, "u": Coming.UNSURE}
CALENDAR, NOTE = "c", "t"

_POSTAL_CODE = re.compile(r"\b\d{5}\b")
_MAP = "https://www.openstreetmap.org/search?query="


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


def keeping(say: Say, shown: Shown) -> Row:
    """Into one's calendar, and where it is."""
    code = f"{buttons.MEETING}:{shown.meeting.id}:{CALENDAR}"
    row = [Button(say.text("Add to my calendar"), code)]
    if link := map_of(shown.meeting.location, shown.town):
        row.append(Button.link(say.text("Map"), link))
    return tuple(row)


def map_of(location: Location, town: str) -> str | None:
    """Where an address is, in this town unless it names one; behind a postal code it does."""
    address = location.address
    if not address:
        return None
    named = town.casefold() in address.casefold() or _POSTAL_CODE.search(address)
    return _MAP + quote(address if named else f"{address}, {town}")


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


def _rows(say: Say, shown: Shown, now: datetime) -> Iterator[Row]:
    meeting = shown.meeting
    if shown.member and meeting.span.start > now and not meeting.cancelled:
        row = answers(say, meeting, shown.coming)
        yield row[:2]
        note = Button(say.text("Add a note"), f"{buttons.MEETING}:{meeting.id}:{NOTE}")
        yield (row[2], note)
    if meeting.span.start > now:
        yield keeping(say, shown)
    if shown.tally:
        code = f"{buttons.PLANNING}:w:{meeting.id}"
        manage = f"{buttons.PLANNING}:d:{meeting.id}"
        yield Button(say.text("Who is coming"), code), Button(say.text("Change"), manage)
    if shown.member:
        yield (Button(say.text("Reminders"), times.CODE),)
    group = f"{buttons.GROUP}:{shown.group.id}"
    yield Button(say.text("Working group"), group), Button(say.text("Next meetings"), "v")
