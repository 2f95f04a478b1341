"""A house with a working group, its members and what is owed to them, for dialogue tests."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.app import owed_kinds
from bot.groups import agenda, joining, meetings, plan
from bot.message import Message
from bot.outbox import Outbox
from bot.people.roles import Role
from bot.storage import groups, roles
from bot.storage.deliveries import Delivery, Outcome, settle
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import Draft, Location, Meeting, Span
from bot.storage.memberships import Member
from bot.storage.outbox import State
from bot.storage.roles import Grant
from bot.storage.units import Db
from bot.telegram.render import parameters
from tests.gathering import BERLIN
from tests.house import MONDAY, Citizen, Rig

RATHAUS = Location("Rathaus, Saal 2", "Markt 1, 99817 Eisenach", "https://meet.example/leitbild")


class Circle:
    """The group "Leitbild", one who organises, and one who may belong to it."""

    def __init__(self, rig: Rig) -> None:
        self.rig = rig
        self.staff, self.anna = rig.citizen(name="Berta"), rig.citizen()
        grant = Grant(1, self.staff.person.id, Role.STAFF, "", MONDAY)
        self.write(lambda db: roles.grant(db, grant))
        found: WorkingGroup | None = self.write(lambda db: groups.called(db, "leitbild"))
        assert found is not None
        self.group = found
        self.box = Outbox(owed_kinds(rig.house), BERLIN, _as_it_is)

    def write(self, work: Any) -> Any:
        return self.rig.run(self.rig.house.storage.write(work))

    def enters(self, who: Citizen) -> None:
        who.says("/start")
        member = Member(who.person.id)
        self.write(lambda db: joining.join(db, self.group.id, member, self.rig.hands.now))

    def plans(self, when: str = "2026-12-01 18:00", *, invite: bool = False) -> Meeting:
        draft = Draft(self.group.id, "Ziele", at(when), RATHAUS, plan.DEFAULT)

        def work(db: Db) -> Meeting | None:
            made = meetings.create(db, draft, self.rig.hands.now, invite=invite)
            if made:
                agenda.add(db, made.id, "Entwurf lesen")
            return made

        made: Meeting | None = self.write(work)
        assert made is not None
        return made

    def moves(self, meeting: Meeting, when: str) -> None:
        now = self.rig.hands.now
        self.write(lambda db: meetings.move(db, meeting.id, at(when), meeting.location, now))

    def send(self, when: str = "") -> list[Message]:
        """What the sender does at this moment, or at another one by the clock on the wall."""
        if when:
            self.rig.hands.now = at(when).start
        now = self.rig.hands.now
        ready, _ = self.write(lambda db: self.box.claim(db, "test", now, 100))
        for delivery, message in ready:
            sending = self.rig.app.bot.send_message(delivery.chat, **parameters(message))
            number = self.rig.run(sending).message_id
            ended = [Outcome(delivery.id, State.SENT, message_id=number)]
            self.write(lambda db, ended=ended: settle(db, "test", ended, now))
        return [message for _, message in ready]


def at(text: str) -> Span:
    """`2026-12-01 18:00` by the clock on the wall, two hours long."""
    begins = datetime.fromisoformat(text)
    found = meetings.span(begins, begins.replace(hour=begins.hour + 2), BERLIN)
    assert isinstance(found, Span)
    return found


def _as_it_is(_db: Db, _delivery: Delivery, message: Message) -> Message:
    return message
