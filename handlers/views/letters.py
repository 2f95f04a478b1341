"""Messages as e-mails, for members without Telegram: no buttons, but words on how to answer."""

from __future__ import annotations

from bot.catalogue.offers import Contact
from bot.groups import notices, plan, results
from bot.i18n import Say
from bot.message import Message, plain
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import Meeting
from handlers.views.meetings.facts import when

_ASKING = frozenset({*plan.KINDS, notices.INVITED, notices.MOVED, notices.DATES})


def subject(say: Say, kind: str, group: WorkingGroup, meeting: Meeting | None) -> str:
    """What a list of mails shows: what it is, of which meeting, and when that is."""
    if meeting is None:
        if kind == notices.DATES:
            return say.text("New dates: {name}", name=group.about.name)
        return say.text("Working group {name}", name=group.about.name)
    name, moment = meeting.name, when(say, meeting.span)
    said = {
        notices.INVITED: say.text("Invitation: {name}, {when}", name=name, when=moment),
        notices.MOVED: say.text("New date or place: {name}, {when}", name=name, when=moment),
        notices.CANCELLED: say.text("Called off: {name}, {when}", name=name, when=moment),
        results.MINUTES: say.text("Minutes: {name}", name=name),
    }
    return said.get(kind) or say.text("Reminder: {name}, {when}", name=name, when=moment)


def text(say: Say, kind: str, message: Message, group: WorkingGroup, office: Contact) -> str:
    """The words of a message, how to answer, and how to hear no more."""
    parts = [say.text("Good day,"), plain(message.html)]
    if kind in _ASKING:
        parts.append(say.text("Simply answer this e-mail, or call us."))
    reach = (say.text("Kind regards"), office.name, office.phone)
    parts.append("\n".join(filter(None, reach)))
    parts.append(
        say.text(
            "You get this e-mail because you belong to the working group “{name}”. If you want no "
            "more of them, answer with “sign off”.",
            name=group.about.name,
        )
    )
    return "\n\n".join(parts)


def welcome(say: Say, group: WorkingGroup, office: Contact) -> Message:
    """To somebody whom staff entered."""
    html = say.html(
        "You belong to the working group “{name}” now. {office} entered your name, your e-mail "
        "address and your organisation, as you agreed, to invite you to the meetings and to remind "
        "you of them. All of it is deleted as soon as you leave.\n\nWhat the group is for: {purpose}",
        name=group.about.name,
        office=office.name,
        purpose=group.about.purpose,
    )
    return Message(html)
