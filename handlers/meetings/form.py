"""A meeting on its way: what is asked for it, one thing at a time, kept in a row."""

from __future__ import annotations

from bot.catalogue.problems import Reason, RefusedError
from bot.groups.plan import DEFAULT
from bot.message import Message
from bot.storage import group_drafts, groups, memberships
from bot.storage.group_drafts import GroupDraft
from bot.storage.meetings import Span
from bot.storage.units import Db
from handlers.meetings import fields, managing, places
from handlers.meetings.fields import Form
from handlers.meetings.step import Seen, Step
from handlers.presses import whole
from handlers.views.meetings import form as view
from handlers.views.meetings import planning, reminding

_CHANGING = frozenset(
    {view.AGAIN, view.BACK, view.SKIP, view.SECOND, view.NEXT_DAY, view.REMIND},
)


def do(step: Step, db: Db, letter: str, token: str, value: str) -> Seen | None:
    """What a code does; None where it only shows something."""
    if letter in {planning.MOVE, planning.COPY}:
        return of_meeting(step, db, whole(token) or 0, moves=letter == planning.MOVE)
    if letter == view.GROUP:
        return begin(step, db, whole(token) or 0, value)
    return change(step, db, letter, token, value) if letter in _CHANGING else None


def which_group(step: Step, db: Db, token: str) -> Seen:
    """For a new one, or for one that was begun."""
    active = [one for one in groups.everyone(db) if one.about.active]
    draft = group_drafts.find(db, token) if token else None
    if draft is None:
        return view.which_group(step.say, active), planning.code(planning.NEW)
    held = int(draft.form["group"])
    asked = view.which_group(step.say, active, token, held)
    return asked, planning.code(planning.NEW, token)


def begin(step: Step, db: Db, group: int, token: str = "") -> Seen:
    """A new one for a group, or another group for one that was begun."""
    draft = group_drafts.find(db, token) if token else None
    if draft is None:
        draft = group_drafts.keep(db, step.update, {"group": str(group)}, step.now)
    elif fields.parent(draft.form) is None:
        form = fields.settled({**draft.form, "group": str(group)})
        group_drafts.rewrite(db, draft.token, form, step.update)
    return show(step, db, draft.token)


def of_meeting(step: Step, db: Db, number: int, *, moves: bool) -> Seen:
    """A draft of what there is; of a copy the time is asked anew."""
    found = managing.shown(db, number)
    if found is None:
        return planning.gone(step.say), ""
    meeting = found.meeting
    form = {
        "group": str(meeting.working_group),
        view.NAME: meeting.name,
        view.PLACE: places.written(meeting.location),
        view.AGENDA: "\n".join(item.name for item in found.items if item.wish is None),
        view.REMINDERS: meeting.reminders,
    }
    if moves:
        form |= {"meeting": str(number), "seen": str(meeting.version), fields.AT: view.WHEN}
        form |= {view.WHEN: meeting.span.start_wall, view.END: meeting.span.end_wall or ""}
    else:
        form["copied"] = str(number)
    return show(step, db, group_drafts.keep(db, step.update, form, step.now).token)


def change(step: Step, db: Db, letter: str, token: str, value: str) -> Seen:
    draft = group_drafts.find(db, token)
    if draft is None:
        return planning.gone(step.say), ""
    group_drafts.rewrite(db, token, _changed(step, draft.form, letter, value), step.update)
    return show(step, db, token)


def _changed(step: Step, form: Form, letter: str, value: str) -> Form:
    if letter == view.SECOND and view.WHEN in form:
        return fields.chosen(step.zone, form, later=value == "1")
    if letter == view.SKIP and value in view.OPTIONAL:
        return fields.filled(form, value, "")
    if letter in {view.AGAIN, view.BACK}:
        return fields.at(form, value, alone=letter == view.AGAIN)
    if letter == view.NEXT_DAY:
        return fields.next_day(form)
    if letter == view.REMIND and value in reminding.PLANS:
        return fields.filled(form, view.REMINDERS, reminding.PLANS[value])
    return form


def fill(step: Step, db: Db, token: str, text: str) -> Seen:
    """Take what was written for what is asked."""
    draft = group_drafts.find(db, token)
    field = fields.asked(draft.form) if draft else None
    if draft is None or field is None or draft.changed_update == step.update:
        return show(step, db, token)
    try:
        value = fields.read(step, field, text, draft.form)
    except RefusedError as error:
        return show(step, db, token, error.reason)
    group_drafts.rewrite(db, token, fields.filled(draft.form, field, value), step.update)
    return show(step, db, token)


def show(step: Step, db: Db, token: str, wrong: Reason | None = None) -> Seen:
    """The next question of a draft, or its preview."""
    draft, own = group_drafts.find(db, token), planning.code(view.EDIT, token)
    group = groups.find(db, int(draft.form["group"])) if draft else None
    if draft is None or group is None:
        return planning.gone(step.say), ""
    asked = _question(step, draft, wrong)
    if asked:
        return asked, own
    found, back = fields.span(step.zone, draft.form), _back(draft, None)
    if not isinstance(found, Span):
        back = planning.code(view.BACK, token, view.END)
        return view.ask_back(step.say, token, found, step.zone, back), own
    told, name = len(memberships.of_group(db, group.id)), group.about.name
    return view.preview(step.say, token, draft.form, name, found, told, back), own


def _question(step: Step, draft: GroupDraft, wrong: Reason | None) -> Message | None:
    form, field, token = draft.form, fields.asked(draft.form), draft.token
    if view.WHEN in form and field not in {view.NAME, view.WHEN}:
        odd = fields.span(step.zone, {**form, view.END: ""})
        if not isinstance(odd, Span):
            back = planning.code(view.BACK, token, view.WHEN)
            return view.ask_back(step.say, token, odd, step.zone, back)
    back = _back(draft, field)
    if field == view.END and fields.ends_early(form) and not wrong:
        return view.ask_next_day(step.say, token, form[view.END], back)
    if field == view.REMINDERS:
        return _reminders(step, draft, back, wrong)
    return view.ask(step.say, token, field, form, back, wrong) if field else None


def _reminders(step: Step, draft: GroupDraft, back: str, wrong: Reason | None) -> Message:
    held = draft.form.get(view.REMINDERS, DEFAULT)
    code = planning.code(view.REMIND, draft.token)
    return reminding.ask(step.say, held, code, back, wrong)


def _back(draft: GroupDraft, field: str | None) -> str:
    """Where one step back leads: before the first question to the meeting, or to the groups."""
    target = fields.before(draft.form, field)
    if target is not None:
        return planning.code(view.BACK, draft.token, target)
    number = fields.parent(draft.form)
    if number is not None:
        return planning.code(planning.MANAGE, number)
    return planning.code(planning.NEW, draft.token)
