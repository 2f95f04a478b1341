"""When a deadline falls, and how far that can be trusted, in words."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from bot import deadlines
from bot.catalogue.deadlines import Deadline
from bot.catalogue.yearly import Part, Point
from bot.deadlines import Time
from bot.i18n import Say
from bot.message import shorten
from handlers.views.scene import Scene


def when(say: Say, deadline: Deadline, time: Time) -> str:
    """As "by 30 November 2026", "early March 2027" or "November 2026 to December 2026"."""
    begins, ends = deadline.begins, deadline.ends
    if ends is None:
        return ""
    end = _point(say, ends, time.ends)
    if begins is None or time.begins is None:
        return say.text("by {time}", time=end)
    if begins != ends:
        return say.text("{start} to {end}", start=_point(say, begins, time.begins), end=end)
    if ends.day:
        return say.text("on {day}", day=end)
    return say.text("in {month}", month=end) if ends.part is Part.WHOLE else end


def line(scene: Scene, deadline: Deadline) -> Markup:
    """One deadline for everybody: when it comes next."""
    say, time = scene.say, deadlines.next_time(deadline, scene.today)
    told = when(say, deadline, time) if time else say.text("No fixed date. Ask early.")
    return Markup("• {}: {}. <i>{}</i>").format(
        shorten(say.name(deadline.names), 100),
        told.removesuffix("."),
        standing(say, deadline, scene.today),
    )


def standing(say: Say, deadline: Deadline, today: date) -> str:
    """Who says so since when, and "please check" where it is old or only a general rule."""
    if deadline.confirmed_on:
        return say.text("Confirmed on {day}.", day=say.day(deadline.confirmed_on))
    if deadline.general:
        return say.text("A general rule. Please check.")
    if deadline.source.year is None:
        return say.text("Date unknown. Please check.")
    year = str(deadline.source.year)
    if deadlines.is_old(deadline.source, today):
        return say.text("Stated in {year}. Please check.", year=year)
    return say.text("Stated in {year}, not checked.", year=year)


def _point(say: Say, point: Point, day: date) -> str:
    if point.day:
        return say.day(day)
    month = say.month(day)
    match point.part:
        case Part.EARLY:
            return say.text("early {month}", month=month)
        case Part.MIDDLE:
            return say.text("mid-{month}", month=month)
        case Part.LATE:
            return say.text("late {month}", month=month)
        case Part.WHOLE:
            return month
