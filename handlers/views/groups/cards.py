"""Working groups: the list, and the card of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import Meeting
from handlers.views import buttons, chats
from handlers.views.contacts import codes as contacts
from handlers.views.meetings import facts, times

JOIN, SEND, LEAVE, WITHDRAW, INVITED, AGREE = "j", "s", "l", "w", "i", "y"
"""What a person does with a group."""
INVITE, PICTURE = "i", "q"
"""What staff do with it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A group as one person sees it. `staff`: those who organise."""

    group: WorkingGroup
    next: Meeting | None
    member: bool = False
    asked: bool = False
    staff: bool = False


def overview(say: Say, found: Sequence[Seen], waiting: int, *, staff: bool) -> Message:
    parts = [say.html("<b>Working groups</b>\nHere people plan together what is to be learned.")]
    parts += [_entry(say, number, one) for number, one in enumerate(found, 1)]
    rows: list[Row] = [
        (Button(shorten(f"{number}. {one.group.about.name}"), f"{buttons.GROUP}:{one.group.id}"),)
        for number, one in enumerate(found, 1)
    ]
    rows.append((Button(say.text("Next meetings"), buttons.MEETING),))
    if staff and waiting:
        label = say.plural("{number} application", "{number} applications", waiting)
        rows.append((Button(label, buttons.GROUPS),))
    return Message(Markup("\n\n").join(parts), tuple(rows))


def card(say: Say, seen: Seen, note: Markup | None = None) -> Message:
    about = seen.group.about
    parts = [Markup("<b>{}</b>\n{}").format(about.name, about.purpose), _next(say, seen)]
    if about.contact:
        parts.append(say.html("Contact: {contact}", contact=about.contact))
    if seen.member:
        parts.append(say.html("You belong to this group."))
    elif seen.asked:
        parts.append(say.html("You asked to join. We will answer you here."))
    if note:
        parts.insert(0, note)
    return Message(Markup("\n\n").join(parts), tuple(_rows(say, seen)))


def gone(say: Say) -> Message:
    text = say.html("This working group is not there any more. These are the others:")
    return Message(text, ((Button(say.text("Working groups"), buttons.GROUP),),))


def _entry(say: Say, number: int, seen: Seen) -> Markup:
    head = Markup("{}. <b>{}</b>").format(number, seen.group.about.name)
    return Markup("\n").join(
        [head, Markup("{}").format(seen.group.about.purpose), _next(say, seen)]
    )


def _next(say: Say, seen: Seen) -> Markup:
    if seen.next is None:
        return say.html("Next meeting: not fixed yet")
    return say.html("Next meeting: {when}", when=facts.when(say, seen.next.span))


def _rows(say: Say, seen: Seen) -> Iterator[Row]:
    code = f"{buttons.GROUP}:{seen.group.id}"
    if seen.next is not None:
        label = say.text("Show the next meeting")
        yield (Button(label, f"{buttons.MEETING}:{seen.next.id}"),)
    if seen.member:
        yield (Button(say.text("Reminders"), times.CODE),)
        yield (Button(say.text("Leave the group"), f"{code}:{LEAVE}"),)
    elif seen.asked:
        yield (Button(say.text("Take my request back"), f"{code}:{WITHDRAW}"),)
    elif seen.group.about.active:
        yield (Button(say.text("I would like to join"), f"{code}:{JOIN}"),)
    if seen.staff:
        invite = f"{buttons.GROUPS}:{INVITE}:{seen.group.id}"
        plan = f"{buttons.PLANNING}:g:{seen.group.id}"
        picture = f"{buttons.GROUPS}:{PICTURE}:{seen.group.id}"
        yield (
            Button(say.text("Invite by link"), invite),
            Button(say.text("Invite by QR code"), picture),
        )
        yield (Button(say.text("Plan a meeting"), plan),)
        yield (contacts.part(say, seen.group.id),)
        if seen.group.telegram_group is not None:
            yield (chats.part(say, seen.group.id),)
    yield (Button(say.text("All working groups"), buttons.GROUP),)
