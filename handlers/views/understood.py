"""What was read out of a question, in one line, each part with a button to take it back."""

from __future__ import annotations

from markupsafe import Markup

from bot.catalogue.offers import AgeRange
from bot.i18n import Say
from bot.matching.answer import Daytime, TimeWish, Understanding
from bot.message import Button, Row, shorten
from handlers.views import buttons, facts


def line(say: Say, understanding: Understanding) -> Markup:
    """As "Understood: 6 years · Saturday". Sensitive parts are never shown."""
    parts = " · ".join(_worded(say, understanding, part) for part in understanding.removable)
    return say.html("<i>Understood: {parts}</i>", parts=parts)


def chips(say: Say, understanding: Understanding, token: str) -> Row:
    return tuple(
        Button(f"{shorten(_worded(say, understanding, part), 30)} ✕", buttons.part(token, part))
        for part in understanding.removable
    )


def _worded(say: Say, understanding: Understanding, part: str) -> str:
    match part:
        case "age" if understanding.ages is not None:
            return _ages(say, understanding.ages, understanding.classes)
        case "time" if understanding.time is not None:
            return times(say, understanding.time)
        case "price" if understanding.price is not None:
            return _price(say, understanding.price)
        case _:
            return understanding.place


def _ages(say: Say, ages: AgeRange, classes: tuple[int, int] | None) -> str:
    """As "year 7 (12–13 years)": parents and pupils think in school years."""
    worded = facts.ages(say, ages)
    match classes:
        case None:
            return worded
        case first, last if first == last:
            return say.text("year {number} ({ages})", number=first, ages=worded)
        case first, last:
            return say.text("years {first}–{last} ({ages})", first=first, last=last, ages=worded)


def times(say: Say, wish: TimeWish) -> str:
    weekdays = say.locale.days["format"]["wide"]
    days = [str(weekdays[day]) for day in sorted(wish.days)]
    if wish.days == {5, 6}:
        days = [say.text("at the weekend")]
    parts = [_daytime(say, part) for part in Daytime if part in wish.parts]
    holidays = [say.text("in the holidays")] if wish.holidays else []
    return ", ".join(days + parts + holidays)


def _daytime(say: Say, part: Daytime) -> str:
    match part:
        case Daytime.MORNING:
            return say.text("in the morning")
        case Daytime.AFTERNOON:
            return say.text("in the afternoon")
        case Daytime.EVENING:
            return say.text("in the evening")


def _price(say: Say, most: float) -> str:
    return (
        say.text("up to {price} euros", price=say.number(most))
        if most
        else say.text("free of charge")
    )
