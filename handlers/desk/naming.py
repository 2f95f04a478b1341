"""Which button somebody means who writes instead of tapping."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.message import Button, Kind, Message
from handlers.presses import part, whole
from handlers.views import buttons, cards
from handlers.views.desk import answer, codes, ways

_SEND = re.compile(r"^\W*(?:ab)?(?:send(?:en)?|schicken|ja|yes|ok(?:ay)?)\W*$", re.IGNORECASE)
_WORD = re.compile(r"\w+")

_SPOKEN = {
    ways.TAKE: "(ich )?(übernehmen?|nehmen?|mache?n?)( (ich|es|das))?|(i )?take( it)?|mine",
    ways.RELEASE: "abgeben|freigeben|zurückgeben|loslassen|let go",
    ways.STATUS: "(neuer )?status|(neuer )?stand|antwort( geben)?|beantworten|entscheiden|reply|state",
    ways.CLOSE: "erledigen|fertig|abschließen|abhaken|schließen|done|close",
    ways.REOPEN: "öffnen|wieder aufmachen|reopen",
    ways.RETRY: "noch ?(ein)?mal|wiederholen|again|retry",
    ways.TAGS: "schlagwort|tags?",
    ways.TOPIC: "themen?|bereich",
    ways.GROUP: "gruppieren|zusammenfassen|zusammenlegen|ähnliche( wünsche)?|similar",
    ways.HAND: "(an (eine )?|zur )?(arbeits)?gruppe geben|arbeitsgruppe|übergeben|working group",
    ways.ACCEPT: "aufnehmen|annehmen|zusagen|ja|yes|accept",
    ways.DECLINE: "ablehnen|absagen|nein|no|decline",
    ways.THRESHOLD: "schwelle ändern|limit",
    ways.REDACT: "bereinigen|schwärzen|kürzen|redact|clean",
    ways.UNDO: "rückgängig( machen)?|zurücknehmen|undo",
    codes.LIST: "(zur(ück zur)? )?(liste|übersicht)|zurück|eingang|back|(the )?list|inbox",
    codes.UNDELIVERED: "nicht (zugestellt|gesendet|angekommen)|unzustellbar|undelivered|unsent",
    codes.PAIRS: "passt vielleicht|passende( angebote)?|neue angebote|may fit",
    codes.CLUSTERS: "vielleicht dasselbe|ähnliche( wünsche)?|dasselbe|gleiche( wünsche)?|may be the same",
    codes.FILTER: "filter|filtern|eingrenzen|narrow",
}
"""Other words for the buttons of the list and of a card, by the letter of their codes."""

_NEAR = {
    letter: re.compile(rf"^\W*(?:{words})\W*$", re.IGNORECASE) for letter, words in _SPOKEN.items()
}
_ONWARD = re.compile(r"^\W*(?:weiter|nächste[rs]?|mehr|more|next)\W*$", re.IGNORECASE)
_BEFORE = re.compile(r"^\W*(?:zurück|vorige[rs]?|davor|back|previous)\W*$", re.IGNORECASE)


def is_undelivered(text: str) -> bool:
    return _NEAR[codes.UNDELIVERED].match(text) is not None


def is_pairs(text: str) -> bool:
    return _NEAR[codes.PAIRS].match(text) is not None


def is_clusters(text: str) -> bool:
    return _NEAR[codes.CLUSTERS].match(text) is not None


def is_onward(text: str) -> bool:
    return _ONWARD.match(text) is not None


def exactly(screen: Message, code: str, text: str) -> Button | None:
    """The button with these words or this number; `code` is that of the screen."""
    chosen = cards.labelled(screen, text) or _numbered(screen, code, text)
    if chosen is None and part(code, 1) == answer.PREVIEW and _SEND.match(text):
        return screen.rows[0][0]
    return chosen


def nearly(screen: Message, code: str, text: str) -> Button | None:
    """The one button that other words, or some of its own, can mean; no entry of a list."""
    near = [button for button in _steps(screen) if _is_near(button, code, text)]
    if len({part(button.value, 1) for button in near}) > 1:
        # "Zurück" is the page before, where there is one; else the list.
        return near[0]
    wanted = set(_WORD.findall(text.casefold()))
    labels = [(button, _WORD.findall(button.label.casefold())) for button in _steps(screen)]
    found = near or [button for button, label in labels if wanted and wanted <= set(label)]
    return found[0] if len(found) == 1 else None


def _is_near(button: Button, code: str, text: str) -> bool:
    letter, place = part(button.value, 1), part(button.value, 3)
    if letter == codes.LIST and place and part(code, 1) in {"", codes.LIST}:
        return (_ONWARD if place.startswith(">") else _BEFORE).match(text) is not None
    if letter == codes.UNDELIVERED and part(code, 1) == codes.UNDELIVERED:
        later = (whole(part(button.value, 2)) or 0) > (whole(part(code, 2)) or 0)
        return (_ONWARD if later else _BEFORE).match(text) is not None
    return letter in _NEAR and _NEAR[letter].match(text) is not None


def _steps(screen: Message) -> Iterator[Button]:
    """Buttons whose labels hold no words of citizens."""
    for button in (button for row in screen.rows for button in row):
        ours = button.kind is Kind.ACTION and part(button.value, 0) == buttons.DESK
        if ours and part(button.value, 1) != codes.CARD:
            yield button


def _numbered(screen: Message, code: str, text: str) -> Button | None:
    """The n-th entry of the offers or templates that are shown."""
    entries = [button for row in screen.rows for button in row if _is_entry(button, part(code, 1))]
    place = int(text) - 1 if text.isascii() and text.isdecimal() and len(text) < 3 else -1
    return entries[place] if 0 <= place < len(entries) else None


def _is_entry(button: Button, letter: str) -> bool:
    numbered = {answer.OFFERS, answer.TEMPLATES}
    own = buttons.without_back(button.value)[0]
    return letter in numbered and part(own, 1) == letter and part(own, 3) not in {"", "0"}
