"""Cards that a code alone describes: they can be shown again, and their buttons typed."""

from __future__ import annotations

import re
from itertools import takewhile

from bot.message import Button, Kind, Message, Row
from handlers.views import buttons, corrections, deadlines, human, offer, paths, phrase
from handlers.views.scene import Scene

_NUMBER = re.compile(r"-?\d{1,9}", re.ASCII)
_WORD = re.compile(r"\w+")
_BACK = re.compile(
    rf"{buttons.GUIDE}[:\w.-]*|{buttons.RESULTS}:[\w-]+:-?\d+|[{buttons.PATH}{buttons.TOPIC}][:\d]*"
    rf"|{buttons.TOPICS}|{buttons.MY_WISHES}[:\d]*",
    re.ASCII,
)
"""What an offer's card may lead back to."""
_OWN = re.compile(
    rf"{buttons.OFFER}:\d{{1,9}}|{buttons.CORRECTION}:\d{{1,9}}(:[a-z]{{1,8}})?"
    rf"|{buttons.PHRASE}:\d{{1,9}}(:[a-z]{{0,8}}:[-?]?\d{{0,3}}(:[a-z-]{{2,8}})?)?",
    re.ASCII,
)

_YES = re.compile(
    r"^\W*(ja|jo|jawohl|klar|gerne?|ok(ay)?|(das )?passt( so)?|einverstanden|genau|(das )?stimmt( so)?"
    r"|in ordnung|yes|yep|sure|that is right)(\W+(bitte|gerne?|danke|please|thanks))*\W*$",
    re.IGNORECASE,
)
_NO = re.compile(
    r"^\W*(nein|nee|nö|lieber nicht|besser nicht|no|nope|rather not)"
    r"(\W+(bitte( nicht)?|danke|lieber nicht|thanks))*\W*$",
    re.IGNORECASE,
)
_SHORT = ((_YES, frozenset({"ja", "yes"})), (_NO, frozenset({"nein", "no"})))
"""What somebody answers, and the first word of the button they mean."""

OF_AN_OFFER = frozenset({buttons.OFFER, buttons.CORRECTION, buttons.PHRASE})
"""The card of an offer, and the cards behind its buttons."""

LISTS = frozenset({buttons.RESULTS, buttons.TOPICS, buttons.TOPIC})
"""What an offer's card leads back to, and what is not remembered itself."""


def opened(scene: Scene, code: str) -> Message | None:
    """What a code leads to, which anybody could have made up; None where it is nothing of ours."""
    own, back = buttons.without_back(code)
    letter, *parts = own.split(":")
    match letter:
        case buttons.PATH:
            return paths.opened(scene, [_number(part) for part in parts])
        case buttons.DEADLINES:
            return deadlines.opened(scene, "".join(parts[:1]), [_number(p) for p in parts[1:]])
        case buttons.HUMAN:
            return human.human(scene.say, scene.catalogue.town.office)
    return _of_an_offer(scene, letter, own, back)


def _of_an_offer(scene: Scene, letter: str, own: str, back: str) -> Message | None:
    match letter:
        case buttons.OFFER:
            found = scene.catalogue.by_key.get(_number(own.partition(":")[2]))
            return offer.card(scene, found, back) if found else offer.gone(scene.say, back)
        case buttons.CORRECTION:
            return corrections.opened(scene, own, back)
        case buttons.PHRASE:
            return phrase.opened(scene, own, back)
    return None


def kept(code: str) -> str:
    """What may be remembered of the code of a card of an offer, nothing where it was forged.

    Of a child's birth nothing is.
    """
    own, back = buttons.without_back(code)
    birth = back.partition(":")[0] == buttons.DEADLINES
    if not _OWN.fullmatch(own) or not (birth or not back or _BACK.fullmatch(back)):
        return ""
    return buttons.with_back(own, buttons.DEADLINES if birth else back)


def called(card: Message, code: str, text: str) -> str | None:
    """The code behind the button that somebody named: by its words, or by an entry's number.

    `code` is that of the card itself.
    """
    button = labelled(card, text, Kind.ACTION)
    return button.value if button else _numbered(card, code, text.strip())


def labelled(card: Message, text: str, *kinds: Kind) -> Button | None:
    """The button, of some kinds or any, whose words a text is, with or without its number.

    "OK" and the like is the button that begins with "Yes", "rather not" the one with "No".
    """
    exact = _exactly(card, text, *kinds)
    return exact or next(
        (_beginning(card, begins) for said, begins in _SHORT if said.match(text)), None
    )


def _beginning(card: Message, words: frozenset[str]) -> Button | None:
    found = (button for row in card.rows for button in row if button.kind is Kind.ACTION)
    return next((one for one in found if words & {*_WORD.findall(one.label.casefold())[:1]}), None)


def is_yes(text: str) -> bool:
    return _YES.match(text) is not None


def _exactly(card: Message, text: str, *kinds: Kind) -> Button | None:
    wanted = _WORD.findall(text.casefold())
    for button in (button for row in card.rows for button in row):
        words = _WORD.findall(button.label.casefold())
        spoken = words[1:] if words and words[0].isdecimal() and words[1:] else words
        if wanted and wanted in (words, spoken) and (not kinds or button.kind in kinds):
            return button
    return None


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
