"""One member without Telegram: what they said, and how they are removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from bot.storage.attendance import Attendance, Coming
from bot.storage.meetings import Meeting
from handlers.views import buttons
from handlers.views.contacts.codes import (
    ANSWER,
    LETTERS,
    LIST,
    ONE,
    REMOVE,
    SURELY,
    Person,
    code,
)
from handlers.views.meetings.facts import when

_MEETINGS = 5


def card(
    say: Say,
    one: Person,
    ahead: Sequence[Meeting],
    said: Mapping[int, Coming],
    note: Markup | None = None,
) -> Message:
    """`said` is what they answered, by the number of the meeting."""
    parts = [note] if note else []
    about = [Markup("<b>{}</b>").format(one.contact.name), Markup.escape(one.contact.email)]
    about += [Markup.escape(one.organisation)] if one.organisation else []
    about += [say.html("Reads e-mails in English")] if one.english else []
    parts.append(Markup("\n").join(about))
    lines = [
        Markup("• {}, {}: {}").format(
            shorten(meeting.name, 80),
            when(say, meeting.span),
            coming(say, said.get(meeting.id)),
        )
        for meeting in ahead[:_MEETINGS]
    ]
    parts.append(Markup("\n").join(lines) if lines else say.html("No meeting is planned."))
    group = one.group.id
    rows: list[Row] = [
        (
            Button(
                shorten(say.text("Answer: {meeting}", meeting=meeting.name)),
                code(ANSWER, one.contact.number, meeting.id),
            ),
        )
        for meeting in ahead[:_MEETINGS]
    ]
    rows.append(
        (Button(say.text("Remove from the group"), code(REMOVE, group, one.contact.number)),)
    )
    rows.append((buttons.back(say, code(LIST, group)),))
    return Message(Markup("\n\n").join(parts), tuple(rows))


def surely(say: Say, one: Person) -> Message:
    text = say.html(
        "Remove {name} from “{group}”? There will be no more e-mails about it. Whoever belongs to "
        "no other group is deleted with name and address.",
        name=one.contact.name,
        group=one.group.about.name,
    )
    group, number = one.group.id, one.contact.number
    rows = (
        (Button(say.text("Yes, remove"), code(SURELY, group, number)),),
        (buttons.back(say, code(ONE, group, number)),),
    )
    return Message(text, rows)


def answer(
    say: Say, one: Person, meeting: Meeting, said: Attendance | None, note: Markup | None = None
) -> Message:
    """What they said on the phone or by e-mail; typed words are their note."""
    given = said.coming if said else None
    parts = [note] if note else []
    parts.append(
        say.html(
            "<b>{name}</b>\n{meeting}, {when}\n\nAnswer so far: {coming}",
            name=one.contact.name,
            meeting=meeting.name,
            when=when(say, meeting.span),
            coming=coming(say, given),
        )
    )
    if said and said.note:
        parts.append(say.html("Note: {note}", note=said.note))
    parts.append(say.html("Choose what the person said. You can also write a note for them."))
    labels = {
        "y": say.text("Is coming"),
        "n": say.text("Is not coming"),
        "u": say.text("Does not know yet"),
    }
    number = one.contact.number
    yes, no, unsure = (
        Button(
            f"✓ {label}" if LETTERS[letter] is given else label,
            code(ANSWER, number, meeting.id, letter),
        )
        for letter, label in labels.items()
    )
    back = buttons.back(say, code(ONE, one.group.id, number))
    return Message(Markup("\n\n").join(parts), ((yes, no), (unsure,), (back,)))


def coming(say: Say, given: Coming | None) -> str:
    said = {
        Coming.YES: say.text("coming"),
        Coming.NO: say.text("not coming"),
        Coming.UNSURE: say.text("does not know yet"),
    }
    return said[given] if given else say.text("no answer")


def removed(say: Say) -> Markup:
    return say.html("Removed. Nothing more is sent.")


def began(say: Say) -> Markup:
    return say.html("This meeting has begun or does not take place: an answer comes too late.")


def gone(say: Say) -> Message:
    text = say.html("This person is not there any more.")
    return Message(text, ((Button(say.text("Working groups"), buttons.GROUP),),))
