"""When somebody is reminded of meetings, and how to have it otherwise."""

from __future__ import annotations

import re

from markupsafe import Markup

from bot.catalogue.problems import Reason
from bot.groups.plan import DEFAULT, Entry, Plan, read_plan
from bot.i18n import Say
from bot.message import Button, Message, Row
from handlers.views import buttons, mistakes

CODE = f"{buttons.MEETING}:r"
USUAL = "u"
_OWN = re.compile(r"x(?:(\d{1,2})d-(\d{2})(\d{2})|(\d{1,2})h)", re.ASCII)
LETTERS = dict(zip("abcde", DEFAULT.split(";"), strict=False))
"""The usual reminders, by what stands for them in a code."""


def times(say: Say, own: Plan | None, wrong: Reason | None = None) -> Message:
    """`own` is None where each meeting reminds as it plans."""
    held = read_plan(DEFAULT) if own is None else own
    parts = [mistakes.sentence(say, wrong)] if wrong else []
    head = [say.html("<b>When shall I remind you of meetings?</b>")]
    if own is None:
        head.append(say.html("Right now as usual for each meeting, mostly so:"))
    head += [Markup("• {}").format(named(say, one)) for one in held]
    if not held:
        head.append(say.html("Right now I do not remind you at all."))
    parts.append(Markup("\n").join(head))
    parts.append(
        say.html(
            "Tap to switch one off or on. Other times you can write: "
            "<i>3 days before at 18:00</i>, <i>4 hours before</i>."
        )
    )
    rows: list[Row] = [(_switch(say, letter, held),) for letter in LETTERS]
    usual = read_plan(DEFAULT)
    rows += [(_own(say, one),) for one in held if one not in usual]
    if own is not None:
        rows.append((Button(say.text("As usual"), f"{CODE}:{USUAL}"),))
    rows.append((Button(say.text("Next meetings"), buttons.MEETING),))
    return Message(Markup("\n\n").join(parts), tuple(rows))


def named(say: Say, entry: Entry) -> str:
    if entry.hours:
        return say.plural("{number} hour before", "{number} hours before", entry.hours)
    if not entry.days:
        return say.text("on the day itself at {time}", time=f"{entry.at:%H:%M}")
    before = say.plural("{number} day before", "{number} days before", entry.days)
    return say.text("{before} at {time}", before=before, time=f"{entry.at:%H:%M}")


def read_own(step: str) -> str | None:
    """The entry that the code of a reminder of one's own stands for, as "3d@18:00"."""
    found = _OWN.fullmatch(step)
    if found is None:
        return None
    return f"{found[1]}d@{found[2]}:{found[3]}" if found[1] else f"{found[4]}h"


def _own(say: Say, entry: Entry) -> Button:
    """Off for good: it can be written again."""
    kept = str(entry).replace("@", "-").replace(":", "")
    return Button(f"✓ {named(say, entry)}", f"{CODE}:x{kept}")


def _switch(say: Say, letter: str, held: Plan) -> Button:
    """Says what is to be, so that a copy changes nothing."""
    [entry] = read_plan(LETTERS[letter])
    on = entry in held
    label = f"✓ {named(say, entry)}" if on else named(say, entry)
    return Button(label, f"{CODE}:{letter}{0 if on else 1}")
