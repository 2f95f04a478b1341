"""The buttons that several messages share, and the short codes they carry.

A code is `letter:values`; what follows "|" is the code that "Back" returns to.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.i18n import Say
from bot.message import Button, Row, shorten

CODE_BYTES = 64
"""Longest code Telegram carries."""

HALF_ROW = 18
"""Letters that half the width of a phone shows."""

START = "s"
HUMAN = "h"
TOPICS = "a"
LANGUAGES = "l"
PRIVACY = "p"
ERASE = "x"
PART = "w"
CLEAR = "d"
ONWARD = "f"
OFFER = "o"
TOPIC = "t"
RESULTS = "q"
CALENDAR = "i"
CORRECTION = "n"
PHRASE = "u"
GUIDE = "g"
PATH = "r"
DEADLINES = "e"
WISH = "y"
MY_WISHES = "m"
MYDATA = "z"
TIP = "k"
GROUP = "b"
MEETING = "v"
ALERT = "j"

# Capital letters are for those who have a task of their own.
TEAM = "T"
COUNTER = "C"
DIGEST = "W"
DESK = "D"
AUDIT = "A"
GROUPS = "G"
PLANNING = "M"
SHEET = "S"
GAPS = "L"
REPORT = "R"
PICTURES = "P"
CHAT = "K"
CONTACTS = "E"


def offer(label: str, key: int, back: str) -> Button:
    return Button(shorten(label), with_back(f"{OFFER}:{key}", back))


def topic(label: str, key: int, offset: int = 0) -> Button:
    return Button(shorten(label), topic_code(key, offset))


def topic_code(key: int, offset: int) -> str:
    """Page of a topic from `offset`."""
    return f"{TOPIC}:{key}:{offset}"


def results(label: str, token: str, offset: int) -> Button:
    return Button(shorten(label), results_code(token, offset))


def results_code(token: str, offset: int) -> str:
    """Page of an answer from `offset`; below zero the short answer itself."""
    return f"{RESULTS}:{token}:{offset}"


def part(token: str, name: str) -> str:
    """The code that takes a part of what was understood away."""
    return f"{PART}:{token}:{name}"


def pass_on(say: Say, token: str) -> Button:
    """Gives an unanswered question to the office."""
    return Button(say.text("Pass the question on"), f"{ONWARD}:{token}")


def wish(say: Say, token: str) -> Button:
    """Makes an unanswered question a wish, and tells who asked."""
    return Button(say.text("Tell me when it exists"), f"{WISH}:a:{token}")


def alert(say: Say, token: str) -> Button:
    """Wants to hear of new offers that fit a question."""
    return Button(say.text("Report new offers"), f"{ALERT}:q:{token}")


def alert_of_guide(say: Say, choices: str) -> Button:
    """The same of what the guide's choices lead to."""
    return Button(say.text("Report new offers"), f"{ALERT}:g:{choices}")


def alerts(say: Say, number: int) -> Button:
    """Everything of which new offers are reported."""
    return Button(say.text("What I report to you ({number})", number=say.number(number)), ALERT)


def tip(say: Say, token: str) -> Button:
    """Names an offer that we do not know, to who asked for one."""
    return Button(say.text("I know one"), f"{TIP}:{token}")


def clear(say: Say, message: int) -> Button:
    """Deletes our message and the one it answers."""
    return Button(say.text("Delete these messages"), f"{CLEAR}:{message}")


def language(label: str, code: str) -> Button:
    return Button(label, f"{LANGUAGES}:{code}")


def paths(say: Say) -> Button:
    return Button(say.text("What comes next?"), PATH)


def step(label: str, path: int, key: int) -> Button:
    return Button(shorten(label), step_code(path, key, 0))


def step_code(path: int, key: int, offset: int) -> str:
    """Page of a path's step from `offset`."""
    return f"{PATH}:{path}:{key}:{offset}"


def deadlines(say: Say) -> Button:
    return Button(say.text("Deadlines by birth month or class"), DEADLINES)


def erase(say: Say) -> Button:
    """Asks first."""
    return Button(say.text("Delete all my data"), ERASE)


def human(say: Say) -> Button:
    return Button(say.text("Talk to a human"), HUMAN)


def back(say: Say, code: str) -> Button:
    return Button(say.text("Back"), code)


def guide(say: Say) -> Button:
    return Button(say.text("Search step by step"), GUIDE)


def pages(say: Say, offset: int, size: int, total: int, code: str) -> Row:
    """Earlier and later pages of a list; `code` holds {offset}."""
    row = []
    if offset > 0:
        row.append(Button(say.text("Earlier"), code.format(offset=max(0, offset - size))))
    if offset + size < total:
        row.append(Button(say.text("More"), code.format(offset=offset + size)))
    return tuple(row)


def two_a_row(found: Sequence[Button]) -> tuple[Row, ...]:
    """Two neighbours side by side where a phone shows both labels whole, else one below the other."""
    rows: list[Row] = []
    for button in found:
        if rows and len(rows[-1]) == 1 and _is_short(rows[-1][0]) and _is_short(button):
            rows[-1] = (*rows[-1], button)
        else:
            rows.append((button,))
    return tuple(rows)


def _is_short(button: Button) -> bool:
    return len(button.label) <= HALF_ROW


APART = "+"
"""In place of the way back: the card comes as a message of its own."""


def with_back(code: str, target: str) -> str:
    """`code` that remembers where it came from, as far as there is room."""
    full = f"{code}|{target}"
    return full if target and len(full.encode()) <= CODE_BYTES else code


def without_back(code: str) -> tuple[str, str]:
    """The code itself, and where its "Back" leads."""
    own, _, target = code.partition("|")
    return own, target
