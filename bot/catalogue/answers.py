"""Templates of short official answers, in the town's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from bot.catalogue import cells
from bot.catalogue.folder import folder_with
from bot.catalogue.problems import N_, Problem, Reason
from bot.catalogue.sheets import Entry, entries

FILE = "answers.csv"
LONGEST = 500
STATUSES = ("working", "planned", "offered", "existing", "passed-on", "refused")
"""What an answer can go with."""

_GIVEN = {
    "office": STATUSES,
    "offer": ("offered", "existing"),
    "passed_to": ("passed-on",),
}
"""What can stand in braces, and with which statuses."""
_BRACES = re.compile(r"\{([^{}]*)\}|[{}]")


@dataclass(frozen=True, slots=True)
class Template:
    """`key` is the number that buttons carry. The text is German, as the answer is."""

    key: int
    status: str
    text: str

    @property
    def needs(self) -> frozenset[str]:
        """What must be known to fill it."""
        return frozenset(_BRACES.findall(self.text))

    def fill(self, **known: str) -> str:
        """The answer; `known` has everything it needs."""
        return _BRACES.sub(lambda found: known[found[1]], self.text)


def read_answers(folder: Traversable, problems: list[Problem]) -> tuple[Template, ...]:
    """The rows of `answers.csv`; a town without the file gets ours."""
    place = folder_with(folder, FILE)
    found = entries(place, FILE, ("key", "id", "status", "text"), problems)
    return tuple(_template(entry) for entry in found)


def _template(entry: Entry) -> Template:
    status, text = entry.need("status"), entry.need("text", cells.line(LONGEST))
    if status and status not in STATUSES:
        values = {"statuses": ", ".join(STATUSES)}
        entry.refuse("status", Reason(N_("write one of {statuses}"), values))
    for found in _BRACES.finditer(text):
        if status not in _GIVEN.get(found[1] or "", ()):
            values = {"text": found[0], "status": status}
            entry.refuse("text", Reason(N_("“{text}” cannot be filled with “{status}”"), values))
    return Template(entry.number("key"), status, text)
