"""A meeting on its way: what is asked for it, one thing at a time, kept in a row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.catalogue.problems import RefusedError
from bot.groups import meetings
from bot.groups.spoken import read_time, read_when
from bot.groups.wall import Absent, Twice, shown
from bot.storage import group_drafts, groups, memberships
from bot.storage.meetings import Span
from bot.storage.units import Db
from handlers.meetings import managing, places
from handlers.meetings.step import Seen, Step
from handlers.views.meetings import form as view
from handlers.views.meetings import planning

_MOST = {view.NAME: 200, view.PLACE: 300, view.AGENDA: 2000}


def begin(step: Step, db: Db, form: Mapping[str, str]) -> Seen:
    return show(step, db, group_drafts.keep(db, step.update, form, step.now).token)


def of_meeting(step: Step, db: Db, number: int, *, moves: bool) -> Seen:
    """A draft of what there is, without its time."""
    found = managing.shown(db, number)
    if found is None:
        return planning.gone(step.say), ""
    meeting = found.meeting
    form = {
        "group": str(meeting.working_group),
        view.NAME: meeting.name,
        view.PLACE: places.written(meeting.location),
        view.AGENDA: "\n".join(item.name for item in found.items if item.wish is None),
    }
    if moves:
        form |= {"meeting": str(number), "seen": str(meeting.version)}
    return begin(step, db, form)


def change(step: Step, db: Db, letter: str, token: str, value: str) -> Seen:
    draft = group_drafts.find(db, token)
    if draft is None:
        return planning.gone(step.say), ""
    form = dict(draft.form)
    if letter == view.SECOND and view.WHEN in form:
        form |= _settled(step, form, later=value == "1")
    elif letter == view.SKIP and value in view.OPTIONAL:
        form[value] = ""
    elif letter == view.AGAIN and value in view.FIELDS:
        for field in (value, *((view.END, "second") if value == view.WHEN else ())):
            form.pop(field, None)
    group_drafts.rewrite(db, token, form, step.update)
    return show(step, db, token)


def _settled(step: Step, form: Mapping[str, str], *, later: bool) -> Mapping[str, str]:
    """Which of two times is meant, or which one beside a time that never is."""
    odd = span(step, form)
    if isinstance(odd, Absent):
        moment = (odd.after if later else odd.before).astimezone(step.zone)
        return {view.WHEN: shown(moment.replace(tzinfo=None))}
    return {"second": "1" if later else "0"}


def fill(step: Step, db: Db, token: str, text: str) -> Seen:
    """Take what was written for what is asked."""
    draft = group_drafts.find(db, token)
    field = asked(draft.form) if draft else None
    if draft is None or field is None or draft.changed_update == step.update:
        return show(step, db, token)
    try:
        value = _read(step, field, text, draft.form)
    except RefusedError as error:
        return view.ask(step.say, token, field, error.reason), planning.code(view.EDIT, token)
    group_drafts.rewrite(db, token, {**draft.form, field: value}, step.update)
    return show(step, db, token)


def _read(step: Step, field: str, text: str, form: Mapping[str, str]) -> str:
    if field == view.WHEN:
        return read_when(text, step.today).isoformat(timespec="minutes")
    if field == view.END:
        begins = datetime.fromisoformat(form[view.WHEN])
        return datetime.combine(begins.date(), read_time(text)).isoformat(timespec="minutes")
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return "\n".join(filter(None, lines))[: _MOST[field]]


def show(step: Step, db: Db, token: str) -> Seen:
    """The next question of a draft, or its preview."""
    draft, own = group_drafts.find(db, token), planning.code(view.EDIT, token)
    group = groups.find(db, int(draft.form["group"])) if draft else None
    if draft is None or group is None:
        return planning.gone(step.say), ""
    field, begins = asked(draft.form), {**draft.form, view.END: ""}
    if view.WHEN in begins and not isinstance(odd := span(step, begins), Span):
        return view.ask_back(step.say, token, odd, step.zone), own
    if field:
        return view.ask(step.say, token, field), own
    try:
        found = span(step, draft.form)
    except RefusedError as error:
        form = {key: value for key, value in draft.form.items() if key != view.END}
        group_drafts.rewrite(db, token, form, draft.changed_update)
        return view.ask(step.say, token, view.END, error.reason), own
    if not isinstance(found, Span):
        return view.ask_back(step.say, token, found, step.zone), own
    members = len(memberships.of_group(db, group.id))
    name = group.about.name
    return view.preview(step.say, token, draft.form, name, found, members), own


def span(step: Step, form: Mapping[str, str]) -> Span | Absent | Twice:
    begins, ends = form[view.WHEN], form.get(view.END)
    end = datetime.fromisoformat(ends) if ends else None
    second = form["second"] == "1" if "second" in form else None
    return meetings.span(datetime.fromisoformat(begins), end, step.zone, second=second)


def asked(form: Mapping[str, str]) -> str | None:
    """The first field that nobody filled in or left out."""
    return next((field for field in view.FIELDS if field not in form), None)
