"""What members without Telegram are owed, written as e-mails."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.calendar import Invited, Method, Wording, meeting_file, meetings_file
from bot.clock import Clock
from bot.groups import notices, results
from bot.groups.contacts import WELCOME
from bot.i18n import Say, say_in
from bot.library import Library
from bot.mail.letter import Letter
from bot.message import Message
from bot.outbox import DeliveryKind
from bot.storage import agenda, attendance, contacts, groups, meetings, memberships
from bot.storage.deliveries import Delivery
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import Meeting
from bot.storage.units import Db
from handlers.views import letters as view
from handlers.views.meetings import entry
from handlers.views.meetings.facts import Shown

_OF_GROUPS = frozenset({WELCOME, notices.DATES})
"""Kinds that are about a group; all others are about a meeting."""


def kinds(library: Library) -> tuple[DeliveryKind, ...]:
    """What only those are owed who have no Telegram."""

    def welcome(db: Db, delivery: Delivery) -> Message | None:
        group = groups.find(db, delivery.object)
        member = memberships.find(db, delivery.object, delivery.chat)
        if group is None or member is None:
            return None
        return view.welcome(say_in(member.language), group, library.catalogue.town.office)

    return (DeliveryKind(WELCOME, welcome),)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes from the address `sender`, in the name of the town's office."""

    library: Library
    clock: Clock
    sender: str

    def write(self, db: Db, delivery: Delivery, message: Message) -> Letter | None:
        """None for who is no member any more."""
        meeting, group = _about(db, delivery)
        member = memberships.find(db, group.id, delivery.chat) if group else None
        contact = contacts.find(db, delivery.chat)
        if group is None or member is None or contact is None:
            return None
        say, office = say_in(member.language), self.library.catalogue.town.office
        letter = Letter(
            key=delivery.id,
            sender=self.sender,
            sender_name=office.name,
            to=contact.email,
            subject=view.subject(say, delivery.kind, group, meeting),
            text=view.text(say, delivery.kind, message, group, office),
        )
        if delivery.kind == notices.DATES:
            return replace(letter, calendar=self._dates(db, say, group), method=Method.PUBLISH)
        if meeting is None or delivery.kind == results.MINUTES:
            return letter
        return self._with_entry(db, say, letter, _shown(db, meeting, group), delivery.chat)

    def _with_entry(self, db: Db, say: Say, letter: Letter, shown: Shown, person: int) -> Letter:
        meeting = shown.meeting
        given = attendance.find(db, meeting.id, person)
        stands = given.coming if given and given.start == meeting.span.start else None
        wording = self._wording(say, shown)
        invited = Invited(self.sender, letter.to, stands)
        return replace(
            letter,
            calendar=meeting_file(meeting, wording, self.clock(), invited),
            method=Method.CANCEL if meeting.cancelled else Method.REQUEST,
        )

    def _dates(self, db: Db, say: Say, group: WorkingGroup) -> bytes:
        """All that is planned: which of it is new, a calendar finds out itself."""
        ahead = meetings.coming(db, [group.id], self.clock())
        found = [
            (one, self._wording(say, _shown(db, one, group))) for one in ahead if not one.cancelled
        ]
        return meetings_file(found, self.clock()) if found else b""

    def _wording(self, say: Say, shown: Shown) -> Wording:
        return entry.wording(say, shown, self.library.catalogue.town.name)


def _shown(db: Db, meeting: Meeting, group: WorkingGroup) -> Shown:
    return Shown(meeting, group, member=True, items=agenda.of_meeting(db, meeting.id))


def _about(db: Db, delivery: Delivery) -> tuple[Meeting | None, WorkingGroup | None]:
    if delivery.kind in _OF_GROUPS:
        return None, groups.find(db, delivery.object)
    meeting = meetings.find(db, delivery.object)
    return meeting, groups.find(db, meeting.working_group) if meeting else None
