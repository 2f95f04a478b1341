"""What is asked for a meeting, in which order, and what was said so far while somebody goes back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.catalogue.problems import N_, RefusedError
from bot.groups import meetings
from bot.groups.plan import print_plan
from bot.groups.spoken import read_end, read_reminders, read_when
from bot.groups.wall import Absent, Twice, shown
from bot.storage.meetings import Span
from handlers.meetings.step import Step
from handlers.views.meetings import form as view

Form = Mapping[str, str]
"""What was said, field by field, times as on the wall; and where somebody stands."""

AT, ALONE = "at", "alone"
"""The field that is asked though it may be filled; the one that was changed from the preview."""
SECOND = "second"

_MOST = {view.NAME: 200, view.PLACE: 300, view.AGENDA: 2000}


def asked(form: Form) -> str | None:
    """What is to be asked: what somebody went to, else the first that nobody filled or left out."""
    if form.get(AT) in view.FIELDS:
        return form[AT]
    field = next((field for field in view.ORDER if field not in form), None)
    return view.END if ends_early(form) and field != view.WHEN else field


def ends_early(form: Form) -> bool:
    """Whether it would end before it begins: most likely on the next day."""
    ends = form.get(view.END)
    return bool(ends) and view.WHEN in form and (ends or "") <= form[view.WHEN]


def before(form: Form, field: str | None) -> str | None:
    """What "Back" leads to: a field, "" for the preview; None before the first."""
    order = (view.WHEN, view.END) if parent(form) else view.ORDER
    if field is None:
        return order[-1]
    if field not in order or form.get(ALONE) == field:
        return ""
    place = order.index(field)
    return order[place - 1] if place else None


def parent(form: Form) -> int | None:
    """The meeting that is moved or copied."""
    number = form.get("meeting") or form.get("copied")
    return int(number) if number else None


def at(form: Form, field: str, *, alone: bool = False) -> Form:
    """Somebody stands at this field now; what was said stays. "" is wherever something is missing."""
    rest = settled(form)
    if field not in form and field != view.REMINDERS:
        return rest
    kept = {ALONE: field} if alone else {ALONE: form[ALONE]} if ALONE in form else {}
    return {**rest, **kept, AT: field}


def settled(form: Form) -> Form:
    return {key: value for key, value in form.items() if key not in {AT, ALONE}}


def filled(form: Form, field: str, value: str) -> Form:
    """With a field said. A new beginning takes the end along, and asks whether it holds."""
    rest = {**settled(form), field: value}
    if field != view.WHEN:
        return rest
    rest.pop(SECOND, None)
    ends, began = form.get(view.END), form.get(view.WHEN)
    if not ends or not began or value == began:
        return rest
    days = datetime.fromisoformat(ends).date() - datetime.fromisoformat(began).date()
    day = datetime.fromisoformat(value).date() + days
    rest[view.END] = shown(datetime.combine(day, datetime.fromisoformat(ends).time()))
    if ends_early(rest):
        del rest[view.END]
    return at({**rest, **{key: form[key] for key in (ALONE,) if key in form}}, view.END)


def next_day(form: Form) -> Form:
    """It ends a day later than was said; said again, it stays."""
    if not ends_early(form):
        return form
    later = datetime.fromisoformat(form[view.END]) + timedelta(days=1)
    return filled(form, view.END, shown(later))


def read(step: Step, field: str, text: str, form: Form) -> str:
    """What was written for a field, as it is kept; raises RefusedError."""
    if field == view.WHEN:
        begins = read_when(text, step.today)
        if begins <= step.now.astimezone(step.zone).replace(tzinfo=None):
            raise RefusedError(N_("this time has passed"))
        return shown(begins)
    if field == view.END:
        begins = datetime.fromisoformat(form[view.WHEN])
        ends = read_end(text, begins, step.today)
        if ends.date() < begins.date():
            raise RefusedError(N_("it ends before it begins"))
        return shown(ends)
    if field == view.REMINDERS:
        return print_plan(read_reminders(text))
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return "\n".join(filter(None, lines))[: _MOST[field]]


def span(zone: ZoneInfo, form: Form) -> Span | Absent | Twice:
    """From when to when; raises RefusedError when it ends before it begins."""
    begins, ends = form[view.WHEN], form.get(view.END)
    end = datetime.fromisoformat(ends) if ends else None
    second = form[SECOND] == "1" if SECOND in form else None
    return meetings.span(datetime.fromisoformat(begins), end, zone, second=second)


def chosen(zone: ZoneInfo, form: Form, *, later: bool) -> Form:
    """Which of two times is meant, or which one beside a time that never is."""
    field, odd = view.WHEN, span(zone, {**form, view.END: ""})
    if isinstance(odd, Span):
        field, odd = view.END, span(zone, form)
    if isinstance(odd, Absent):
        moment = (odd.after if later else odd.before).astimezone(zone)
        return {**form, field: shown(moment.replace(tzinfo=None))}
    return {**form, SECOND: "1" if later else "0"} if isinstance(odd, Twice) else form
