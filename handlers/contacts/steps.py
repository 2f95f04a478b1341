"""What staff see and do about members without Telegram, in the caller's transaction."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime

from markupsafe import Markup

from bot.catalogue.problems import RefusedError
from bot.groups import answers
from bot.groups import contacts as rules
from bot.groups.contacts import Entry
from bot.i18n import Say
from bot.message import Message
from bot.storage import attendance, audit, contacts, group_drafts, groups, meetings, memberships
from bot.storage.attendance import Attendance, Coming
from bot.storage.contacts import BEYOND
from bot.storage.meetings import Meeting
from bot.storage.units import Db
from handlers.presses import part, whole
from handlers.views import mistakes
from handlers.views.contacts import codes, entering
from handlers.views.contacts import person as view
from handlers.views.contacts.codes import Person

Seen = tuple[Message, str]
"""A screen, and its code, by which it can be shown again."""

ABOUT = "contact"
"""What of it is noted for admins: that somebody was entered, removed or answered for."""


@dataclass(frozen=True, slots=True)
class Step:
    """In which language, who, when and by which update; whether e-mail is sent at all."""

    say: Say
    actor: int | None
    now: datetime
    update: int
    mails: bool


def do(step: Step, db: Db, code: str) -> Seen:
    """What a code does, which anybody could have made up."""
    letter, token, number = part(code, 1), part(code, 2), whole(part(code, 3)) or 0
    match letter:
        case codes.SAVE:
            return save(step, db, token, english=part(code, 3) == codes.ENGLISH)
        case codes.SURELY:
            return remove(step, db, whole(token) or 0, number)
        case codes.ANSWER if said := codes.LETTERS.get(part(code, 4)):
            return answer(step, db, whole(token) or 0, number, said)
    return screen(step, db, code)


def screen(step: Step, db: Db, code: str) -> Seen:
    """What a code shows, without doing anything."""
    letter, token, number = part(code, 1), part(code, 2), whole(part(code, 3)) or 0
    group = whole(token) or 0
    match letter:
        case codes.ONE:
            return card(step, db, group, number)
        case codes.REMOVE if one := person(db, group, number):
            return view.surely(step.say, one), codes.code(codes.REMOVE, group, number)
        case codes.ANSWER:
            return answering(step, db, group, number)
        case codes.SAVE:
            return asked(step, db, token)
        case codes.NEW if step.mails and (found := groups.find(db, group)):
            return entering.ask(step.say, found), codes.code(codes.NEW, group)
    return listed(step, db, group)


def listed(step: Step, db: Db, number: int, note: Markup | None = None) -> Seen:
    group = groups.find(db, number)
    if group is None:
        return view.gone(step.say), ""
    members = memberships.of_group(db, number)
    known = contacts.those(db, [one.person for one in members])
    found = [
        Person(known[one.person], group, one.organisation) for one in members if one.person in known
    ]
    shown = entering.listed(step.say, group, found, note, mails=step.mails)
    return shown, codes.code(codes.LIST, number)


def take(step: Step, db: Db, number: int, text: str) -> Seen:
    """Somebody's name and address; what is right is asked about before it is kept."""
    group, own = groups.find(db, number), codes.code(codes.NEW, number)
    if group is None or not step.mails:
        return listed(step, db, number)
    try:
        entry = rules.read(text)
    except RefusedError as error:
        return entering.ask(step.say, group, error.reason), own
    form = {**asdict(entry), "group": str(number)}
    draft = group_drafts.keep(db, step.update, form, step.now)
    return asked(step, db, draft.token)


def asked(step: Step, db: Db, token: str) -> Seen:
    """Did the person agree?"""
    group, entry = _begun(db, token)
    found = groups.find(db, group)
    if found is None or entry is None:
        return listed(step, db, group)
    return entering.consent(step.say, found, entry, token), codes.code(codes.SAVE, token)


def save(step: Step, db: Db, token: str, *, english: bool = False) -> Seen:
    group, entry = _begun(db, token)
    if entry and english:
        entry = replace(entry, language=codes.ENGLISH)
    contact = rules.enter(db, group, entry, step.now) if entry else None
    if contact is None or entry is None:
        return listed(step, db, group) if group else (view.gone(step.say), "")
    group_drafts.drop(db, token)
    _note(step, db, "enter", group)
    return listed(step, db, group, entering.entered(step.say, contact.name))


def remove(step: Step, db: Db, group: int, number: int) -> Seen:
    if not rules.remove(db, group, BEYOND + number, step.now):
        return listed(step, db, group)
    _note(step, db, "remove", group)
    return listed(step, db, group, view.removed(step.say))


def card(step: Step, db: Db, group: int, number: int, note: Markup | None = None) -> Seen:
    one = person(db, group, number)
    if one is None:
        return listed(step, db, group)
    ahead = [one for one in meetings.coming(db, [group], step.now) if not one.cancelled]
    said = {
        each.id: given.coming for each in ahead if (given := _given(db, each, one.contact.person))
    }
    shown = view.card(step.say, one, ahead, said, note)
    return shown, codes.code(codes.ONE, group, number)


def answering(step: Step, db: Db, number: int, meeting: int, note: Markup | None = None) -> Seen:
    found = meetings.find(db, meeting)
    one = person(db, found.working_group, number) if found else None
    if found is None or one is None:
        return view.gone(step.say), ""
    given = _given(db, found, one.contact.person)
    shown = view.answer(step.say, one, found, given, note)
    return shown, codes.code(codes.ANSWER, number, meeting)


def answer(step: Step, db: Db, number: int, meeting: int, said: Coming) -> Seen:
    return _say(step, db, number, meeting, said, None)


def remark(step: Step, db: Db, number: int, meeting: int, text: str) -> Seen:
    """What the person added, as staff type it."""
    try:
        return _say(step, db, number, meeting, None, text)
    except RefusedError as error:
        return answering(step, db, number, meeting, mistakes.sentence(step.say, error.reason))


def person(db: Db, group: int, number: int) -> Person | None:
    found = groups.find(db, group)
    member = memberships.find(db, group, BEYOND + number)
    contact = contacts.find(db, BEYOND + number)
    if found is None or member is None or contact is None:
        return None
    return Person(contact, found, member.organisation, member.language == codes.ENGLISH)


def _say(  # noqa: PLR0913, PLR0917 - who said what to which meeting
    step: Step, db: Db, number: int, meeting: int, said: Coming | None, text: str | None
) -> Seen:
    given = answers.answer(db, meeting, BEYOND + number, said, step.now, note=text)
    if given is None:
        return answering(step, db, number, meeting, view.began(step.say))
    _note(step, db, "answer", meeting)
    return answering(step, db, number, meeting)


def _given(db: Db, meeting: Meeting, who: int) -> Attendance | None:
    """What somebody said to the date that holds."""
    given = attendance.find(db, meeting.id, who)
    return given if given and given.start == meeting.span.start else None


def _begun(db: Db, token: str) -> tuple[int, Entry | None]:
    """The group and the words of what was begun; 0 and None where it is over."""
    draft = group_drafts.find(db, token)
    if draft is None or "email" not in draft.form:
        return 0, None
    form = draft.form
    return int(form["group"]), Entry(form["name"], form["email"], form["organisation"])


def _note(step: Step, db: Db, action: str, number: int) -> None:
    token = f"update:{step.update}"
    audit.note(db, step.actor, action, ABOUT, number, step.now, token)
