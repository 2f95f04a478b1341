"""When the members of a meeting are reminded, as those who plan it choose."""

from __future__ import annotations

from markupsafe import Markup

from bot.catalogue.problems import Reason
from bot.groups.plan import DEFAULT, read_plan
from bot.i18n import Say
from bot.message import Button, Message, Row
from handlers.views import buttons, mistakes
from handlers.views.meetings.times import named

PLANS = {"u": DEFAULT, "d": "1d@17:00", "h": "1d@17:00;2h", "n": ""}
"""What is chosen most, by the letter in a code; anything else is written."""


def line(say: Say, held: str) -> Markup:
    """As "Reminders: 1 day before at 17:00, 2 hours before"."""
    said = ", ".join(named(say, one) for one in read_plan(held))
    return say.html("Reminders: {times}", times=said or say.text("none"))


def ask(say: Say, held: str, code: str, back: str, wrong: Reason | None = None) -> Message:
    """`code` is what a choice carries before its letter."""
    parts = [mistakes.sentence(say, wrong)] if wrong else []
    parts += [
        say.html("<b>When shall the members be reminded?</b>") + "\n" + line(say, held),
        say.html(
            "Choose, or write it: <i>3 days before at 18:00, 2 hours before</i>. "
            "Short: <i>7d@17:00;1d@17:00;2h</i>"
        ),
        say.html("Members who chose times of their own keep them."),
    ]
    labels = {
        "u": say.text("As usual"),
        "d": say.text("Only 1 day before"),
        "h": say.text("1 day and 2 hours before"),
        "n": say.text("No reminders"),
    }
    rows: list[Row] = [
        (Button(f"✓ {label}" if PLANS[letter] == held else label, f"{code}:{letter}"),)
        for letter, label in labels.items()
    ]
    return Message(Markup("\n\n").join(parts), (*rows, (buttons.back(say, back),)))
