"""Telegram groups: which belong to a working group, and which the bot leaves.

Off unless staff want it: without somebody of the staff who takes the bot into a Telegram group
and then chooses a working group for it, nothing is ever posted anywhere, and the bot goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.groups import posts
from bot.storage import group_chats, groups, meetings, outbox
from bot.storage.group_chats import GroupChat
from bot.storage.groups import WorkingGroup
from bot.storage.outbox import Owed, State
from bot.storage.units import Db

LINKED, POINTED, FAREWELL = "post.linked", "post.pointed", "post.farewell"
"""That it belongs to a working group now; that questions have their own chat; that the bot goes."""

LOST = "post.lost"
"""That it let the bot go: nobody there can be told, staff find it in their list."""

KINDS = (LINKED, POINTED, FAREWELL, LOST)

PATIENCE = timedelta(days=1)
"""How long staff may think about which working group it is."""

BEAT = timedelta(seconds=10)
"""The time before we leave an unknown group: one that was upgraded is known a moment later."""

ONCE = timedelta(hours=1)
"""Nothing is said again so soon, neither a farewell nor where to ask."""

SHORT = timedelta(minutes=5)
"""How long it helps somebody to be told where to ask."""


def join(  # noqa: PLR0913 - who took the bot in where, and when
    db: Db, chat: int, staff: int | None, origin: int, now: datetime, *, fresh: bool
) -> GroupChat | None:
    """Somebody took the bot in; the question for `staff` if it was them, else the bot leaves.

    `fresh`: it was outside until now, as far as this update says. The same update asks again,
    another one about the same group does not.
    """
    if groups.linked(db, chat):
        outbox.unsilence(db, [chat])
        return None
    known = group_chats.of_group(db, chat)
    if known:
        return known if known.origin == origin else None
    if not fresh and _has_left(db, chat, now):
        return None
    outbox.unsilence(db, [chat])
    if staff is None:
        _owe(db, FAREWELL, chat, origin, now + BEAT)
        return None
    outbox.cancel_all(db, chat)
    return group_chats.ask(db, chat, staff, origin, now)


def leave(db: Db, chat: int, origin: int, now: datetime) -> None:
    """Say a kind word and go."""
    group_chats.drop(db, chat)
    _owe(db, FAREWELL, chat, origin, now)


def heard(db: Db, chat: int, origin: int, now: datetime, *, called: bool) -> None:
    """Something happened in a Telegram group; `called`: a command of ours was written there."""
    if groups.linked(db, chat):
        last = outbox.last_owed(db, chat, POINTED)
        if called and (last is None or last <= now - ONCE):
            _owe(db, POINTED, chat, origin, now, now + SHORT)
    elif group_chats.of_group(db, chat) is None and not _has_left(db, chat, now):
        _owe(db, FAREWELL, chat, origin, now)


def free(db: Db) -> Sequence[WorkingGroup]:
    """The active working groups that have no Telegram group yet."""
    return [one for one in groups.everyone(db) if one.about.active and one.telegram_group is None]


def link(db: Db, asked: GroupChat, number: int, origin: int, now: datetime) -> WorkingGroup | None:
    """Post there from now on; None where the working group has ended or has a Telegram group."""
    group, chat = groups.lock(db, number), asked.telegram_group
    if group is not None and group.telegram_group == chat:
        return group
    taken = groups.linked(db, chat) is not None
    if group is None or not group.about.active or group.telegram_group is not None or taken:
        return None
    groups.link(db, number, chat)
    _owe(db, LINKED, chat, origin, now, about=number)
    for meeting in meetings.coming(db, [number], now):
        posts.remind(db, meeting, now)
    return groups.find(db, number)


def part(db: Db, number: int, origin: int, now: datetime) -> WorkingGroup | None:
    """Staff want no more posts there: the bot leaves; None where there was no Telegram group."""
    group = groups.lock(db, number)
    if group is None or group.telegram_group is None:
        return None
    _unlink(db, group, group.telegram_group)
    leave(db, group.telegram_group, origin, now)
    return group


def gone(db: Db, chat: int, now: datetime) -> None:
    """The bot is in this Telegram group no more: staff see it, nothing waits for it."""
    group_chats.drop(db, chat)
    group = groups.linked(db, chat)
    if group is None:
        outbox.cancel_all(db, chat)
        return
    _unlink(db, group, chat)
    key = f"{LOST}:{chat}:{int(now.timestamp())}"
    row = Owed(key, chat, LOST, group.id, 1, now)
    outbox.note_lost(db, row, State.BLOCKED, "the bot was removed", now)


def migrate(db: Db, old: int, new: int) -> None:
    """A Telegram group became another chat: what belongs to it follows."""
    outbox.migrate(db, old, new)
    groups.migrate(db, old, new)
    group_chats.migrate(db, old, new)


def watch(db: Db, now: datetime) -> None:
    """Leave where nobody chose in time; let go of groups that refuse us."""
    for asked in group_chats.asked_before(db, now - PATIENCE):
        if groups.linked(db, asked.telegram_group):
            group_chats.drop(db, asked.telegram_group)
        else:
            leave(db, asked.telegram_group, asked.origin, now)
    linked = [one.telegram_group for one in groups.everyone(db) if one.telegram_group]
    for chat in outbox.silenced(db, linked) if linked else ():
        gone(db, chat, now)


def _has_left(db: Db, chat: int, now: datetime) -> bool:
    """Whether we said farewell just now: what still comes was written before."""
    last = outbox.last_owed(db, chat, FAREWELL)
    return last is not None and last > now - ONCE


def _unlink(db: Db, group: WorkingGroup, chat: int) -> None:
    groups.link(db, group.id, None)
    outbox.cancel_all(db, chat)


def _owe(  # noqa: PLR0913, PLR0917 - what is owed, in the order in which it is said
    db: Db,
    kind: str,
    chat: int,
    origin: int,
    due: datetime,
    expires: datetime | None = None,
    *,
    about: int = 0,
) -> None:
    outbox.owe(db, [Owed(f"{kind}:{chat}:{origin}", chat, kind, about, 1, due, expires)])
