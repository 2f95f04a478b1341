"""/termin: staff plan, copy, move and call off meetings; all that is said lies in rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from telegram import Update

from bot.catalogue.problems import RefusedError
from bot.groups import agenda, answers, meetings, plan, results
from bot.groups.spoken import read_time, read_when
from bot.groups.wall import Absent, Twice, shown
from bot.i18n import Say
from bot.message import Message
from bot.people.roles import Role, may
from bot.storage import agenda as stored_agenda
from bot.storage import group_drafts, groups, memberships
from bot.storage import meetings as stored
from bot.storage.attendance import Coming
from bot.storage.group_drafts import GroupDraft
from bot.storage.meetings import Draft, Location, Span
from bot.storage.units import Db
from handlers.context import Context
from handlers.opened import find
from handlers.presses import code, part, whole
from handlers.reply import reply
from handlers.routes import at_first_hand, command, maybe, press
from handlers.spoken import is_own
from handlers.views import buttons, cards
from handlers.views import meeting_planning as view
from handlers.views.meetings import Shown

_FIELDS = (view.NAME, view.WHEN, view.END, view.PLACE, view.AGENDA)
_MOST = {view.NAME: 200, view.PLACE: 300, view.AGENDA: 2000}

Seen = tuple[Message, str]
"""A screen, and its code, by which it can be shown again."""


async def show(update: Update, context: Context) -> None:
    await _act(update, context, buttons.PLANNING)


async def pressed(update: Update, context: Context) -> None:
    await _act(update, context, buttons.without_back(code(update))[0])


async def typed(update: Update, context: Context) -> bool:
    """What was asked for, or the words of a button."""
    opened = await find(update, context, buttons.PLANNING)
    text = ((update.message.text if update.message else "") or "").strip()
    if opened is None or not opened.near or not text or not at_first_hand(update):
        return False
    if not may(await context.roles(update), Role.STAFF) or is_own(text):
        return False
    own = ":".join(filter(None, (buttons.PLANNING, opened.step, opened.token, opened.value)))
    desk = await _desk(update, context)
    message, _ = await context.house.storage.write(lambda db: desk.screen(db, own))
    chosen = cards.called(message, own, text)
    if chosen and chosen.startswith(buttons.PLANNING):
        await _act(update, context, chosen)
    elif opened.step in {view.EDIT, view.MINUTES}:
        take = desk.fill if opened.step == view.EDIT else desk.publish
        seen = await context.house.storage.write(lambda db: take(db, opened.token, text))
        await _show(update, context, seen)
    else:
        return False
    return True


async def _act(update: Update, context: Context, code_: str) -> None:
    desk = await _desk(update, context)
    await _show(update, context, await context.house.storage.write(lambda db: desk.do(db, code_)))


async def _show(update: Update, context: Context, seen: Seen) -> None:
    await context.keep_card(update, seen[1])
    await reply(update, context, seen[0])


async def _desk(update: Update, context: Context) -> Desk:
    house, say = context.house, await context.say(update)
    return Desk(say, house.timezone, house.now(), update.update_id)


class Desk:
    """Meetings as staff change them in one update; each method in the caller's transaction."""

    def __init__(self, say: Say, zone: ZoneInfo, now: datetime, update: int) -> None:
        self._say = say
        self._zone = zone
        self._now = now
        self._update = update

    def do(self, db: Db, code_: str) -> Seen:
        """What a code does, which anybody could have made up."""
        step, token, value = part(code_, 1), part(code_, 2), part(code_, 3)
        number = whole(token) or 0
        match step:
            case view.GROUP:
                return self._begin(db, {"group": str(number)})
            case view.MOVE | view.COPY:
                return self._of_meeting(db, number, moves=step == view.MOVE)
            case view.AGAIN | view.SKIP | view.SECOND:
                return self._change(db, step, token, value)
            case view.SEND:
                return self._send(db, token)
            case view.SURELY:
                return self._cancel(db, number, whole(value) or 0)
        return self.screen(db, code_)

    def screen(self, db: Db, code_: str) -> Seen:
        """What a code shows, without doing anything."""
        step, number = part(code_, 1), whole(part(code_, 2)) or 0
        if step == view.EDIT:
            return self._form(db, part(code_, 2))
        if step == view.NEW:
            active = [one for one in groups.everyone(db) if one.about.active]
            return view.which_group(self._say, active), code_
        found = self._shown(db, number)
        if found and step in {view.MANAGE, view.CANCEL, view.WHO, view.MINUTES}:
            return self._about(db, step, found), view.code(step, number)
        ahead = stored.coming(db, [one.id for one in groups.everyone(db)], self._now)
        return view.overview(self._say, ahead), buttons.PLANNING

    def _about(self, db: Db, step: str, found: Shown) -> Message:
        places = answers.places(db, found.meeting)
        match step:
            case view.CANCEL:
                told = sum(one.coming is not Coming.NO for one in places)
                return view.surely(self._say, found, told)
            case view.WHO:
                return view.who(self._say, found.meeting, places)
            case view.MINUTES:
                return view.ask_minutes(self._say, found.meeting)
        return view.manage(self._say, found)

    def fill(self, db: Db, token: str, text: str) -> Seen:
        """Take what was written for what is asked."""
        draft = group_drafts.find(db, token)
        field = _asked(draft.form) if draft else None
        if draft is None or field is None or draft.changed_update == self._update:
            return self._form(db, token)
        try:
            value = self._read(field, text, draft.form)
        except RefusedError as error:
            return view.ask(self._say, token, field, error.reason), view.code(view.EDIT, token)
        group_drafts.rewrite(db, token, {**draft.form, field: value}, self._update)
        return self._form(db, token)

    def publish(self, db: Db, token: str, text: str) -> Seen:
        """Where the minutes are."""
        number = whole(token) or 0
        found = self._shown(db, number)
        if found is None:
            return view.gone(self._say), ""
        try:
            results.publish_minutes(db, number, text, self._now)
        except RefusedError as error:
            again = view.ask_minutes(self._say, found.meeting, error.reason)
            return again, view.code(view.MINUTES, number)
        return self.screen(db, view.code(view.MANAGE, number))

    def _read(self, field: str, text: str, form: Mapping[str, str]) -> str:
        today = self._now.astimezone(self._zone).date()
        if field == view.WHEN:
            return read_when(text, today).isoformat(timespec="minutes")
        if field == view.END:
            begins = datetime.fromisoformat(form[view.WHEN])
            return datetime.combine(begins.date(), read_time(text)).isoformat(timespec="minutes")
        lines = [" ".join(line.split()) for line in text.splitlines()]
        return "\n".join(filter(None, lines))[: _MOST[field]]

    def _begin(self, db: Db, form: Mapping[str, str]) -> Seen:
        return self._form(db, group_drafts.keep(db, self._update, form, self._now).token)

    def _of_meeting(self, db: Db, number: int, *, moves: bool) -> Seen:
        """A draft of what there is, without its time."""
        found = self._shown(db, number)
        if found is None:
            return view.gone(self._say), ""
        meeting = found.meeting
        form = {
            "group": str(meeting.working_group),
            view.NAME: meeting.name,
            view.PLACE: _place(meeting.location),
            view.AGENDA: "\n".join(item.name for item in found.items if item.wish is None),
        }
        if moves:
            form |= {"meeting": str(number), "seen": str(meeting.version)}
        return self._begin(db, form)

    def _change(self, db: Db, step: str, token: str, value: str) -> Seen:
        draft = group_drafts.find(db, token)
        if draft is None:
            return view.gone(self._say), ""
        form = dict(draft.form)
        if step == view.SECOND and view.WHEN in form:
            form |= self._settled(form, later=value == "1")
        elif step == view.SKIP and value in view.OPTIONAL:
            form[value] = ""
        elif step == view.AGAIN and value in _FIELDS:
            for field in (value, *((view.END, "second") if value == view.WHEN else ())):
                form.pop(field, None)
        group_drafts.rewrite(db, token, form, self._update)
        return self._form(db, token)

    def _settled(self, form: Mapping[str, str], *, later: bool) -> Mapping[str, str]:
        """Which of two times is meant, or which one beside a time that never is."""
        odd = self._span(form)
        if isinstance(odd, Absent):
            moment = (odd.after if later else odd.before).astimezone(self._zone)
            return {view.WHEN: shown(moment.replace(tzinfo=None))}
        return {"second": "1" if later else "0"}

    def _form(self, db: Db, token: str) -> Seen:
        """The next question of a draft, or its preview."""
        draft, own = group_drafts.find(db, token), view.code(view.EDIT, token)
        group = groups.find(db, int(draft.form["group"])) if draft else None
        if draft is None or group is None:
            return view.gone(self._say), ""
        field, begins = _asked(draft.form), {**draft.form, view.END: ""}
        if view.WHEN in begins and not isinstance(odd := self._span(begins), Span):
            return view.ask_back(self._say, token, odd, self._zone), own
        if field:
            return view.ask(self._say, token, field), own
        try:
            span = self._span(draft.form)
        except RefusedError as error:
            form = {key: value for key, value in draft.form.items() if key != view.END}
            group_drafts.rewrite(db, token, form, draft.changed_update)
            return view.ask(self._say, token, view.END, error.reason), own
        if not isinstance(span, Span):
            return view.ask_back(self._say, token, span, self._zone), own
        members = len(memberships.of_group(db, group.id))
        name = group.about.name
        return view.preview(self._say, token, draft.form, name, span, members), own

    def _span(self, form: Mapping[str, str]) -> Span | Absent | Twice:
        begins, ends = form[view.WHEN], form.get(view.END)
        end = datetime.fromisoformat(ends) if ends else None
        second = form["second"] == "1" if "second" in form else None
        return meetings.span(datetime.fromisoformat(begins), end, self._zone, second=second)

    def _send(self, db: Db, token: str) -> Seen:
        draft = group_drafts.find(db, token)
        if draft is None or _asked(draft.form):
            return self._form(db, token)
        span = self._span(draft.form)
        if not isinstance(span, Span):
            return self._form(db, token)
        moved = "meeting" in draft.form
        try:
            number = self._moved(db, draft, span) if moved else self._made(db, draft, span)
        except RefusedError as error:
            asked = view.ask(self._say, token, view.WHEN, error.reason)
            self._change(db, view.AGAIN, token, view.WHEN)
            return asked, view.code(view.EDIT, token)
        except meetings.OvertakenError:
            number, note = int(draft.form["meeting"]), view.overtaken(self._say)
        else:
            note = view.done(self._say, moved=moved)
        found = self._shown(db, number)
        if found is None:
            return view.gone(self._say), ""
        return view.manage(self._say, found, note), view.code(view.MANAGE, number)

    def _made(self, db: Db, draft: GroupDraft, span: Span) -> int:
        form, group = draft.form, int(draft.form["group"])
        new = Draft(
            group,
            form[view.NAME],
            span,
            _location(form.get(view.PLACE, "")),
            plan.DEFAULT,
            f"draft:{draft.token}",
        )
        made = meetings.create(db, new, self._now)
        if made is None:
            return 0
        for item in form.get(view.AGENDA, "").splitlines():
            agenda.add(db, made.id, item)
        return made.id

    def _moved(self, db: Db, draft: GroupDraft, span: Span) -> int:
        number, seen = int(draft.form["meeting"]), int(draft.form["seen"])
        place = _location(draft.form.get(view.PLACE, ""))
        found = stored.find(db, number)
        if found and _place(found.location) == draft.form.get(view.PLACE, ""):
            place = found.location
        meetings.move(db, number, span, place, self._now, seen=seen)
        return number

    def _cancel(self, db: Db, number: int, seen: int) -> Seen:
        note = view.cancelled(self._say)
        try:
            meetings.cancel(db, number, self._now, seen=seen)
        except meetings.OvertakenError:
            note = view.overtaken(self._say)
        found = self._shown(db, number)
        if found is None:
            return view.gone(self._say), ""
        return view.manage(self._say, found, note), view.code(view.MANAGE, number)

    def _shown(self, db: Db, number: int) -> Shown | None:
        meeting = stored.find(db, number)
        group = groups.find(db, meeting.working_group) if meeting else None
        if meeting is None or group is None:
            return None
        items, papers = stored_agenda.of_meeting(db, number), stored_agenda.documents(db, number)
        tally = answers.tally(db, meeting)
        return Shown(meeting, group, False, items=items, documents=papers, tally=tally)


def _asked(form: Mapping[str, str]) -> str | None:
    """The first field that nobody filled in or left out."""
    return next((field for field in _FIELDS if field not in form), None)


def _location(text: str) -> Location:
    """A link, or a place and behind the first comma its address."""
    if text.startswith(("https://", "http://")):
        return Location(online_url=text)
    place, _, address = text.partition(",")
    return Location(place.strip(), address.strip())


def _place(location: Location) -> str:
    named = ", ".join(filter(None, (location.place, location.address)))
    return named or location.online_url


ROUTES = (
    command(("termin", "meeting"), show, Role.STAFF),
    press(buttons.PLANNING, pressed, Role.STAFF),
    maybe(typed),
)
