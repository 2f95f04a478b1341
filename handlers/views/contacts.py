"""Members without Telegram, for staff: who they are, entering and removing them, their answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.catalogue.problems import Reason
from bot.groups.contacts import Entry
from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from bot.storage.attendance import Attendance, Coming
from bot.storage.contacts import Contact
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import Meeting
from handlers.views import buttons, mistakes
from handlers.views.meetings.facts import when

LIST, NEW, SAVE, ONE, REMOVE, SURELY, ANSWER = "l", "n", "s", "o", "r", "R", "m"
LETTERS: Mapping[str, Coming] = {"y": Coming.YES, "n": Coming.NO, "u": Coming.UNSURE}
_MOST = 20
_MEETINGS = 5


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody without Telegram, in one group."""

    contact: Contact
    group: WorkingGroup
    organisation: str = ""


def code(letter: str, *parts: object) -> str:
    return ":".join([buttons.CONTACTS, letter, *map(str, parts)])


def part(say: Say, group: int) -> Button:
    """To them, from the card of a group."""
    return Button(say.text("Members without Telegram"), code(LIST, group))


def listed(
    say: Say,
    group: WorkingGroup,
    found: Sequence[Person],
    note: Markup | None = None,
    *,
    mails: bool,
) -> Message:
    parts = [note] if note else []
    parts.append(say.html("<b>Members without Telegram: {group}</b>", group=group.about.name))
    if found:
        lines = [f"{number}. {_called(one)}" for number, one in enumerate(found[:_MOST], 1)]
        parts.append(Markup("{}").format("\n".join(lines)))
    else:
        parts.append(say.html("Nobody yet. They get invitations and reminders by e-mail."))
    if len(found) > _MOST:
        parts.append(say.html("… and {number} more", number=len(found) - _MOST))
    rows: list[Row] = [
        (
            Button(
                shorten(f"{number}. {one.contact.name}"),
                code(ONE, group.id, one.contact.number),
            ),
        )
        for number, one in enumerate(found[:_MOST], 1)
    ]
    if mails:
        rows.append((Button(say.text("Enter somebody"), code(NEW, group.id)),))
    else:
        parts.append(
            say.html(
                "E-mail is not set up on this bot, so nobody can be entered. Whoever runs it sets "
                "BOT_SMTP_URL and BOT_MAIL_FROM."
            )
        )
    rows.append((buttons.back(say, f"{buttons.GROUP}:{group.id}"),))
    return Message(Markup("\n\n").join(parts), tuple(rows))


def ask(say: Say, group: WorkingGroup, wrong: Reason | None = None) -> Message:
    parts = [mistakes.sentence(say, wrong)] if wrong else []
    parts.append(
        say.html(
            "Write name, e-mail address and organisation in one line, for example:\n"
            "<i>Petra Weber, weber@schulamt.example, School office</i>"
        )
    )
    return Message(Markup("\n\n").join(parts), ((buttons.back(say, code(LIST, group.id)),),))


def consent(say: Say, group: WorkingGroup, entry: Entry, token: str) -> Message:
    """Nobody is entered who did not agree."""
    who = ", ".join(filter(None, (entry.name, entry.email, entry.organisation)))
    text = say.html(
        "<b>{who}</b>\n\nDid this person agree that the office stores name, e-mail address and "
        "organisation, to invite them to the meetings of “{group}” and to remind them by e-mail? "
        "They can leave at any time; then all of it is deleted.",
        who=who,
        group=group.about.name,
    )
    rows = (
        (Button(say.text("Yes, enter the person"), code(SAVE, token)),),
        (Button(say.text("No, do not enter"), code(LIST, group.id)),),
    )
    return Message(text, rows)


def person(
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


def entered(say: Say, name: str) -> Markup:
    return say.html("<b>{name} is entered</b> and is told by e-mail.", name=name)


def removed(say: Say) -> Markup:
    return say.html("Removed. Nothing more is sent.")


def began(say: Say) -> Markup:
    return say.html("This meeting has begun or does not take place: an answer comes too late.")


def too_long(say: Say, reason: Reason) -> Markup:
    return mistakes.sentence(say, reason)


def gone(say: Say) -> Message:
    text = say.html("This person is not there any more.")
    return Message(text, ((Button(say.text("Working groups"), buttons.GROUP),),))


def _called(one: Person) -> str:
    return ", ".join(filter(None, (one.contact.name, one.organisation)))
