"""Cards that a code alone describes: they can be shown again, and their buttons typed."""

from __future__ import annotations

import re
from itertools import takewhile

from bot.message import Kind, Message, Row
from handlers.views import buttons, deadlines, human, offer, paths
from handlers.views.scene import Scene

_NUMBER = re.compile(r"-?\d{1,9}", re.ASCII)
_WORD = re.compile(r"\w+")


def opened(scene: Scene, code: str) -> Message | None:
    """What a code leads to, which anybody could have made up; None where it is nothing of ours."""
    own, back = buttons.without_back(code)
    letter, *parts = own.split(":")
    match letter:
        case buttons.PATH:
            return paths.opened(scene, [_number(part) for part in parts])
        case buttons.DEADLINES:
            return deadlines.opened(scene, "".join(parts[:1]), [_number(p) for p in parts[1:]])
        case buttons.OFFER:
            found = scene.catalogue.by_key.get(_number("".join(parts[:1])))
            return offer.card(scene, found, back) if found else offer.gone(scene.say, back)
        case buttons.HUMAN:
            return human.human(scene.say, scene.catalogue.town.office)
    return None


def called(card: Message, code: str, text: str) -> str | None:
    """The code behind the button that somebody named: by its words, or by an entry's number.

    `code` is that of the card itself.
    """
    wanted = _WORD.findall(text.casefold())
    actions = [button for row in card.rows for button in row if button.kind is Kind.ACTION]
    for button in actions:
        words = _WORD.findall(button.label.casefold())
        if wanted and wanted in (words, words[1:] if words[0].isdecimal() else words):
            return button.value
    return _numbered(card, code, text.strip())


def _numbered(card: Message, code: str, text: str) -> str | None:
    """The n-th entry of a list; its numbers go on from page to page."""
    if not (_NUMBER.fullmatch(text) and int(text) > 0):
        return None
    entries = list(takewhile(lambda row: _is_entry(row, code), card.rows))
    place = int(text) - 1 - _offset(code)
    return entries[place][0].value if 0 <= place < len(entries) else None


def _is_entry(row: Row, code: str) -> bool:
    """On a step those are offers; paths, their steps and deadlines lead along paths as well."""
    is_step = code.startswith(buttons.PATH) and code.count(":") > 1
    letters = {buttons.OFFER} if is_step else {buttons.OFFER, buttons.PATH}
    return len(row) == 1 and row[0].value.partition(":")[0] in letters


def _offset(code: str) -> int:
    parts = code.split(":")
    return _number(parts[-1]) if len(parts) > 3 else 0


def _number(part: str) -> int:
    return int(part) if _NUMBER.fullmatch(part) else 0
