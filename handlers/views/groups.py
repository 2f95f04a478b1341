"""Working groups: the list, the card of one, joining and leaving, and what staff answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from bot.storage.applications import Application, ApplicationState
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import Meeting
from handlers.views import buttons
from handlers.views.meetings import facts

JOIN, SEND, LEAVE, WITHDRAW, INVITED, AGREE = "j", "s", "l", "w", "i", "y"
ASKED, ACCEPT, DECLINE, INVITE, PICTURE = "a", "y", "n", "i", "q"


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


def consent(say: Say, group: WorkingGroup, said: str, token: str) -> Message:
    """Before anything is stored: what is kept, and what for."""
    parts = [say.html("<b>You would like to join: {group}</b>", group=group.about.name)]
    if said:
        parts.append(say.html("Organisation and role: {said}", said=said))
    else:
        parts.append(
            say.html(
                "If you like, write your organisation and your role now, for example: "
                "<i>Parents’ council, speaker</i>. You can leave it out."
            )
        )
    parts.append(
        say.html(
            "With “Send” you agree that the office stores your request and your Telegram number, "
            "to answer you and to invite you. You can leave at any time."
        )
    )
    send = f"{buttons.GROUP}:{group.id}:{SEND}" + (f":{token}" if token else "")
    rows = (
        (Button(say.text("Send"), send),),
        (buttons.back(say, f"{buttons.GROUP}:{group.id}"),),
    )
    return Message(Markup("\n\n").join(parts), rows)


def invited(say: Say, group: WorkingGroup) -> Message:
    """Before somebody who opened a link becomes a member."""
    about = group.about
    parts = [
        say.html(
            "<b>You are invited: {group}</b>\n{purpose}", group=about.name, purpose=about.purpose
        ),
        say.html(
            "With “I will join” you agree that the office stores your Telegram number, to invite "
            "you to the meetings and to remind you of them. You can leave at any time."
        ),
    ]
    rows = (
        (Button(say.text("I will join"), f"{buttons.GROUP}:{group.id}:{AGREE}"),),
        (Button(say.text("Working groups"), buttons.GROUP),),
    )
    return Message(Markup("\n\n").join(parts), rows)


def gone(say: Say) -> Message:
    text = say.html("This working group is not there any more. These are the others:")
    return Message(text, ((Button(say.text("Working groups"), buttons.GROUP),),))


def joined_note(say: Say) -> Markup:
    return say.html("Welcome! I will invite you and remind you of the meetings.")


def sent_note(say: Say) -> Markup:
    return say.html("<b>Your request has been sent.</b>")


def left_note(say: Say) -> Markup:
    return say.html("You have left the group. I will send you nothing more about it.")


def withdrawn_note(say: Say) -> Markup:
    return say.html("Your request is deleted.")


def answered(say: Say, application: Application, group: WorkingGroup) -> Message:
    """What staff said, told to whoever asked."""
    if application.state is ApplicationState.ACCEPTED:
        head = say.html("You now belong to the working group “{name}”.", name=group.about.name)
        row: Row = (Button(say.text("Next meetings"), buttons.MEETING),)
    else:
        head = say.html(
            "You cannot join the working group “{name}” right now.", name=group.about.name
        )
        row = (Button(say.text("Working groups"), buttons.GROUP), buttons.human(say))
    answer = [Markup("„{}“").format(application.answer)] if application.answer else []
    return Message(Markup("\n\n").join([head, *answer]), (row,))


def applications(
    say: Say, waiting: Sequence[Application], named: Mapping[int, str], note: Markup | None = None
) -> Message:
    """All that wait, for staff."""
    parts = [note] if note else []
    parts.append(say.html("<b>Who would like to join</b>"))
    if not waiting:
        parts.append(say.html("Nobody is waiting for an answer."))
    rows: list[Row] = []
    for number, one in enumerate(waiting[:20], 1):
        parts.append(Markup("{}. {}").format(number, _who(say, one, named)))
        label = shorten(f"{number}. {named.get(one.working_group, '')}")
        rows.append((Button(label, f"{buttons.GROUPS}:{ASKED}:{one.id}"),))
    rows.append((Button(say.text("Working groups"), buttons.GROUP),))
    return Message(Markup("\n").join(parts), tuple(rows))


def application(say: Say, one: Application, named: Mapping[int, str]) -> Message:
    parts = [
        say.html("<b>Would like to join</b>") + "\n" + Markup("{}").format(_who(say, one, named)),
        say.html(
            "You can add a word to the person: <i>accept: Welcome!</i> or <i>decline: The group is full.</i>"
        ),
    ]
    rows: tuple[Row, ...] = (
        (
            Button(say.text("Accept"), f"{buttons.GROUPS}:{ACCEPT}:{one.id}"),
            Button(say.text("Decline"), f"{buttons.GROUPS}:{DECLINE}:{one.id}"),
        ),
        (buttons.back(say, buttons.GROUPS),),
    )
    return Message(Markup("\n\n").join(parts), rows)


def decided_note(say: Say, one: Application | None) -> Markup:
    if one is None:
        return say.html("That was answered already.")
    if one.state is ApplicationState.ACCEPTED:
        return say.html("Accepted. The person is told.")
    return say.html("Declined. The person is told.")


def invitation(say: Say, group: WorkingGroup, link: str, until: datetime) -> Message:
    """A link that brings one person into a group, once."""
    text = say.html(
        "<b>Invitation to “{group}”</b>\n{link}\n\nGive this link to one person. "
        "It works once, until {day}, {time}. Whoever opens it is asked first.",
        group=group.about.name,
        link=link,
        day=say.day(until.date()),
        time=f"{until:%H:%M}",
    )
    back = buttons.back(say, f"{buttons.GROUP}:{group.id}")
    return Message(text, ((Button.copy(say.text("Copy the link"), link),), (back,)))


def picture_name(say: Say) -> str:
    return say.text("invitation") + ".png"


def picture_caption(
    say: Say, group: WorkingGroup, town: str, link: str, until: datetime
) -> Message:
    """Below the same link as a picture."""
    text = say.html(
        "<b>Invitation to “{group}”, {town}</b>\nOne person opens the camera and holds it on the "
        "code. It works once, until {day}, {time}.\n{link}",
        group=group.about.name,
        town=town,
        day=say.day(until.date()),
        time=f"{until:%H:%M}",
        link=link,
    )
    return Message(text)


def not_valid(say: Say) -> Message:
    text = say.html("This link is used up or too old. Please ask for a new one.")
    return Message(text, ((Button(say.text("Working groups"), buttons.GROUP),),))


def _who(say: Say, one: Application, named: Mapping[int, str]) -> str:
    about = ", ".join(filter(None, (one.organisation, one.role)))
    who = about or say.text("without organisation")
    return f"{named.get(one.working_group, '')}: {who} ({say.day(one.asked_at.date())})"


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
    yield (Button(say.text("All working groups"), buttons.GROUP),)
