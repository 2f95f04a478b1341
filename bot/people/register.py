"""Every table that knows persons: what it says of one, and how it forgets them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.storage import (
    alerts,
    applications,
    attendance,
    audit,
    cards,
    consents,
    contacts,
    desk,
    desk_steps,
    finds,
    followers,
    group_chats,
    inbox,
    invitations,
    memberships,
    outbox,
    people,
    reminders,
    roles,
    unwanted,
)
from bot.storage import told as told_offers
from bot.storage.alerts import AlertRow, AlertTimeRow
from bot.storage.applications import ApplicationRow
from bot.storage.attendance import AttendanceRow
from bot.storage.audit import AuditRow
from bot.storage.base import Base
from bot.storage.cards import CardRow
from bot.storage.consents import ConsentRow
from bot.storage.contacts import ContactRow
from bot.storage.desk import WorkRow
from bot.storage.desk_steps import StepRow
from bot.storage.finds import FindRow
from bot.storage.followers import FollowerRow
from bot.storage.group_chats import GroupChatRow
from bot.storage.held import Record, held
from bot.storage.inbox import InboxRow
from bot.storage.invitations import InvitationRow, MissRow
from bot.storage.memberships import MembershipRow
from bot.storage.outbox import OutboxRow, SilencedRow
from bot.storage.people import PersonRow
from bot.storage.reminders import ReminderChoiceRow
from bot.storage.roles import GrantRow
from bot.storage.told import ToldOfferRow
from bot.storage.units import Db
from bot.storage.unwanted import UnwantedRow

Held = Mapping[str, Sequence[Record]]
"""Rows by the name of their table; tables that do not know the person are left out."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One table; `erase` says how many of its rows knew the person."""

    table: type[Base]
    erase: Callable[[Db, int], int]

    @property
    def name(self) -> str:
        return str(self.table.__tablename__)


REGISTER = (
    Holding(PersonRow, people.erase),
    # What they ask of us right now stays until it is answered, then it is blanked.
    Holding(InboxRow, inbox.forget),
    Holding(OutboxRow, outbox.forget),
    Holding(SilencedRow, outbox.listen_again),
    Holding(CardRow, cards.forget),
    Holding(GrantRow, roles.erase),
    Holding(InvitationRow, invitations.erase),
    Holding(MissRow, invitations.erase_misses),
    Holding(ContactRow, contacts.erase),
    Holding(UnwantedRow, unwanted.erase),
    Holding(ConsentRow, consents.erase),
    # What was done at the desk stays, without who did it.
    Holding(WorkRow, desk.erase),
    Holding(StepRow, desk_steps.erase),
    Holding(AuditRow, audit.erase),
    # A wish that others want, too, stays with how many want it; what nobody else wants goes.
    Holding(FollowerRow, followers.erase),
    Holding(ApplicationRow, applications.erase),
    Holding(MembershipRow, memberships.erase),
    Holding(AttendanceRow, attendance.erase),
    # The Telegram group stays until the bot leaves it, without who took the bot in.
    Holding(GroupChatRow, group_chats.erase),
    Holding(ReminderChoiceRow, reminders.erase),
    Holding(AlertRow, alerts.erase),
    Holding(AlertTimeRow, alerts.erase_time),
    Holding(FindRow, finds.erase),
    Holding(ToldOfferRow, told_offers.erase),
)
"""A table with a person in it that is missing here fails the tests."""


def told(db: Db, person: int) -> Held:
    """All that is stored about a person."""
    found = {holding.name: held(db, holding.table, person) for holding in REGISTER}
    return {name: rows for name, rows in found.items() if rows}


def forget(db: Db, person: int) -> int:
    """Forget a person, in the caller's transaction; how many rows knew them."""
    return sum(holding.erase(db, person) for holding in REGISTER)


def document(found: Held, now: datetime) -> bytes:
    """All of it as JSON, moments in UTC."""
    content = {"made_at": now, "stored": found}
    text = json.dumps(content, ensure_ascii=False, indent=2, default=_worded)
    return text.encode()


def _worded(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
