"""A draft becomes a meeting, or another date of one."""

from __future__ import annotations

from bot.catalogue.problems import RefusedError
from bot.groups import agenda, meetings, plan
from bot.storage import group_drafts
from bot.storage import meetings as stored
from bot.storage.group_drafts import GroupDraft
from bot.storage.meetings import Draft, Location, Span
from bot.storage.units import Db
from handlers.meetings import fields, form, managing, places
from handlers.meetings.step import Seen, Step
from handlers.views.meetings import form as view
from handlers.views.meetings import planning


def send(step: Step, db: Db, token: str) -> Seen:
    draft = group_drafts.find(db, token)
    if draft is None or fields.asked(draft.form):
        return form.show(step, db, token)
    span = fields.span(step.zone, draft.form)
    if not isinstance(span, Span):
        return form.show(step, db, token)
    moved = "meeting" in draft.form
    try:
        number = _moved(step, db, draft, span) if moved else _made(step, db, draft, span)
    except RefusedError as error:
        there = fields.at(draft.form, view.WHEN, alone=True)
        group_drafts.rewrite(db, token, there, step.update)
        return form.show(step, db, token, error.reason)
    except meetings.OvertakenError:
        number, note = int(draft.form["meeting"]), planning.overtaken(step.say)
    else:
        note = planning.done(step.say, moved=moved)
    found = managing.shown(db, number)
    if found is None:
        return planning.gone(step.say), ""
    if moved and draft.form["seen"] == str(found.meeting.version):
        note = planning.unmoved(step.say)
    return planning.manage(step.say, found, note), planning.code(planning.MANAGE, number)


def _made(step: Step, db: Db, draft: GroupDraft, span: Span) -> int:
    said, group = draft.form, int(draft.form["group"])
    new = Draft(
        group,
        said[view.NAME],
        span,
        _place(db, draft),
        said.get(view.REMINDERS, plan.DEFAULT),
        f"draft:{draft.token}",
    )
    made = meetings.create(db, new, step.now)
    if made is None:
        return 0
    for item in said.get(view.AGENDA, "").splitlines():
        agenda.add(db, made.id, item)
    return made.id


def _moved(step: Step, db: Db, draft: GroupDraft, span: Span) -> int:
    number, seen = int(draft.form["meeting"]), int(draft.form["seen"])
    meetings.move(db, number, span, _place(db, draft), step.now, seen=seen)
    return number


def _place(db: Db, draft: GroupDraft) -> Location:
    """What was written; where nobody wrote another, all that the meeting before says."""
    said, number = draft.form.get(view.PLACE, ""), fields.parent(draft.form)
    found = stored.find(db, number) if number else None
    same = found is not None and places.written(found.location) == said
    return found.location if found and same else places.read(said)
