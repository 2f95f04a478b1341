"""What a meeting says in a calendar."""

from __future__ import annotations

from bot.calendar import Wording
from bot.i18n import Say
from bot.matching.stems import words
from bot.message import Message, shorten
from bot.storage.meetings import Meeting
from handlers.views.meetings.facts import Shown, when


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
