"""What could not be sent: what it was, when, to how many, and why."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.alerts import alert
from bot.desk import digest
from bot.desk.undelivered import Lost
from bot.groups import chats, contacts, joining, notices, plan, posts, results
from bot.i18n import Say
from bot.message import Message, Row, shorten
from bot.storage.outbox import State
from bot.wishes import decisions
from handlers.views import buttons
from handlers.views.desk import codes, names
from handlers.views.desk.card import to_list
from handlers.views.scene import Scene

POSTED = (*posts.KINDS, *chats.KINDS)
"""What Telegram groups were to read."""

SIZE = 8
"""Entries on a page."""


def page(scene: Scene, lost: Sequence[Lost], offset: int) -> Message:
    """All of it, page by page, the last first; nobody is named but contacts."""
    say = scene.say
    start = offset if 0 <= offset < len(lost) else 0
    shown = lost[start : start + SIZE]
    head = say.html("<b>Not delivered</b>")
    if lost:
        head += " · " + say.html(
            "{first}–{last} of {total}",
            first=start + 1,
            last=start + len(shown),
            total=say.number(len(lost)),
        )
    told = [head, *(_entry(scene, one) for one in shown)]
    if not lost:
        told.append(say.html("Everything arrived."))
    turning = buttons.pages(say, start, SIZE, len(lost), codes.undelivered("{offset}"))
    rows: tuple[Row, ...] = (turning,) if turning else ()
    return Message(Markup("\n\n").join(told), (*rows, (to_list(say, ""),)))


def _entry(scene: Scene, one: Lost) -> Markup:
    say = scene.say
    posted = one.kind in POSTED
    people = "" if posted else say.plural("{number} person", "{number} people", one.people)
    when = names.clock(scene, one.last or one.due)
    by_mail = say.text("by e-mail") if one.by_mail else ""
    why = _why(say, one.state, posted=posted)
    who = shorten(", ".join(one.names), 200)
    line = " · ".join(part for part in (when, people, by_mail, why, who) if part)
    return Markup("<b>{}</b>\n{}").format(_what(say, one), line)


def _what(say: Say, one: Lost) -> str:
    named = f"„{one.name}“" if one.name else ""
    if one.kind in decisions.KINDS:
        return say.text("Message about wish {number}", number=one.about)
    if one.kind in alert.KINDS:
        return say.text("Report of new offers")
    if one.kind == joining.ANSWERED:
        return say.text("Answer to application {number}", number=one.about)
    if one.kind in {notices.DATES, contacts.WELCOME}:
        return _of_group(say, one.kind, named)
    if one.kind in (*notices.KINDS, results.MINUTES, *POSTED):
        return f"{_of_meeting(say, one.kind)} {named or one.about or ''}".strip()
    return say.text("Weekly letter") if one.kind == digest.KIND else say.text("Notice to the team")


def _of_group(say: Say, kind: str, named: str) -> str:
    if kind == notices.DATES:
        return say.text("New dates {group}", group=named)
    return say.text("Welcome to the group {group}", group=named)


def _of_meeting(say: Say, kind: str) -> str:
    if kind in POSTED:
        return _posted(say, kind)
    news = {
        notices.INVITED: say.text("Invitation to the meeting"),
        notices.MOVED: say.text("Change of the meeting"),
        notices.CANCELLED: say.text("Cancellation of the meeting"),
        results.MINUTES: say.text("Minutes of the meeting"),
    }
    return say.text("Reminder of the meeting") if kind in plan.KINDS else news[kind]


def _posted(say: Say, kind: str) -> str:
    """What a Telegram group was to read."""
    posted = {
        posts.DATED: say.text("Post of the new meeting"),
        posts.DATES: say.text("Post of new dates of the group"),
        posts.MOVED: say.text("Post of the change of the meeting"),
        posts.CANCELLED: say.text("Post of the cancellation of the meeting"),
        posts.REMINDER: say.text("Post that reminds of the meeting"),
        posts.MINUTES: say.text("Post of the minutes of the meeting"),
        chats.LINKED: say.text("First post in the Telegram group"),
        chats.LOST: say.text("Telegram group of the working group"),
    }
    return posted.get(kind) or say.text("Word to a Telegram group")


def _why(say: Say, state: State, *, posted: bool) -> str:
    if posted and state is State.BLOCKED:
        return say.text("the group has removed the bot and is unlinked")
    reasons = {
        State.BLOCKED: say.text("has blocked the bot"),
        State.EXPIRED: say.text("it was too late"),
        State.UNKNOWN: say.text("perhaps arrived, no confirmation"),
    }
    return reasons.get(state) or say.text("could not be sent")
