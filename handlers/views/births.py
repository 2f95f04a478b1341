"""In which month somebody was born, or in which class somebody is: chosen step by step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.births import Refused, birth
from bot.growing import FIRST_CLASS, LAST_CLASS
from bot.i18n import Say
from bot.message import Button, Message, Row
from handlers.views import buttons

YEARS = 20
"""Years of birth to choose from, this one included; older people type theirs."""
YEAR, BORN, CLASSES, CLASS = "y", "b", "c", "k"
"""What a code asks for: the months of a year, a month of birth, the classes, a class."""


def year_code(year: int) -> str:
    return f"{buttons.DEADLINES}:{YEAR}:{year}"


def month_code(year: int, month: int, offset: int = 0) -> str:
    """Page of the deadlines from `offset`."""
    return f"{buttons.DEADLINES}:{BORN}:{year}:{month}:{offset}"


def class_code(number: int, offset: int = 0) -> str:
    """Page of the deadlines from `offset`."""
    return f"{buttons.DEADLINES}:{CLASS}:{number}:{offset}"


def years(say: Say, today: date) -> Message:
    text = say.html(
        "<b>Deadlines</b>\n"
        "Is it about your child or about you? Choose the year of birth. "
        "You can also write: <i>May 2020</i> or <i>deadlines year 4</i>.\n\n"
        "No name, please. I keep nothing of it."
    )
    choice = [
        Button(str(year), year_code(year)) for year in range(today.year, today.year - YEARS, -1)
    ]
    classes = Button(say.text("Class instead of birth month"), f"{buttons.DEADLINES}:{CLASSES}")
    return Message(text, (*_grid(choice, 4), (classes,), (buttons.paths(say),)))


def months(say: Say, year: int, today: date) -> Message:
    """The months of a year that have begun; January stands for the year itself."""
    january = birth(year, 1, today)
    if isinstance(january, Refused):
        return refused(say, january)
    text = say.html(
        "Born in {year}: in which month? You can also write: <i>May {year}</i>", year=str(year)
    )
    last = today.month if year == today.year else 12
    choice = [
        Button(say.month_name(month), month_code(year, month)) for month in range(1, last + 1)
    ]
    return Message(text, (*_grid(choice, 3), (buttons.back(say, buttons.DEADLINES),)))


def classes(say: Say) -> Message:
    text = say.html("Which class is it about? This school year's counts.")
    choice = [
        Button(say.text("Year {number}", number=number), class_code(number))
        for number in range(FIRST_CLASS, LAST_CLASS + 1)
    ]
    back = Button(say.text("Birth month instead of class"), buttons.DEADLINES)
    return Message(text, (*_grid(choice, 3), (back,)))


def refused(say: Say, why: Refused) -> Message:
    match why:
        case Refused.NO_SUCH_MONTH:
            text = say.html("There is no such month. Please write it like this: <i>May 2020</i>")
        case Refused.NOT_BORN:
            text = say.html("This month is still to come. Which month of birth is it?")
        case Refused.TOO_LONG_AGO:
            text = say.html("That is very long ago. Please look at the year once more.")
        case Refused.NO_SUCH_CLASS:
            text = say.html(
                "Classes go from {first} to {last}. Please choose once more.",
                first=FIRST_CLASS,
                last=LAST_CLASS,
            )
    return Message(text, ((buttons.deadlines(say),), (buttons.human(say),)))


def _grid(choice: Sequence[Button], wide: int) -> tuple[Row, ...]:
    return tuple(tuple(choice[i : i + wide]) for i in range(0, len(choice), wide))
