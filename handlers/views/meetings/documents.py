"""The papers of a meeting as lines: what they are called, and where they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bot.i18n import Say
from bot.storage.agenda import Document

_ROOM = 1200
"""Characters for the papers of the meeting itself, beside those of its items."""


def line(name: str, url: str) -> Markup:
    """One without a name is called by its address."""
    return Markup("{}").format(url) if name == url else Markup("{}: {}").format(name, url)


def of_item(found: Sequence[Document], item: int) -> Sequence[Markup]:
    return [line(one.name, one.url) for one in found if one.item == item]


def listed(say: Say, found: Sequence[Document], minutes_url: str) -> Markup:
    """Those of the meeting itself, the minutes first."""
    lines = [line(one.name, one.url) for one in found if one.item is None]
    if minutes_url:
        lines.insert(0, line(say.text("Minutes"), minutes_url))
    return Markup("\n").join(fitting(say, lines, _ROOM))


def fitting(say: Say, lines: Sequence[Markup], room: int) -> Iterator[Markup]:
    """As many as there is room for, the first in any case; then how many more there are."""
    for number, one in enumerate(lines):
        room -= len(one)
        if room < 0 and number:
            yield say.html("… and {number} more", number=len(lines) - number)
            return
        yield one
