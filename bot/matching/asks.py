"""Reads what somebody wants to know of an offer, so that the answer can lead with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bot.matching.answer import Ask

_WORDS: Mapping[Ask, str] = {
    Ask.WHEN: r"wann|offnungszeit\w*|geoffnet|uhrzeit\w*|wie lange auf|um wieviel uhr|beginnt|termine?|when|opening hours",
    Ask.WHERE: r"adresse|anschrift|wo ist|wo liegt|wo findet|wo finden .* statt|wie komme ich (?:hin|zu)|welche strasse|where is|address",
    Ask.PRICE: r"was kostet|wie teuer|wieviel kostet|wie viel kostet|kosten|preise?|gebuhr\w*|eintrittspreis\w*|how much",
    Ask.REGISTRATION: r"wie melde|wo melde|anmelden|anmeldung|angemeldet|wie bewerbe|beantrag\w*|register|sign up",
    Ask.PHONE: r"telefon\w*|rufnummer|anrufen|nummer von|kontakt|e mail adresse|ansprechpartner\w*|phone|call",
    Ask.AGE: r"ab welchem alter|ab wieviel jahren|ab wie viel jahren|wie alt|altersgrenze|how old",
}
_COMPILED = {ask: re.compile(rf"\b(?:{words})\b") for ask, words in _WORDS.items()}
_TAKES_PLACE = re.compile(
    r"\b(?:wann|wo|um wieviel uhr|um wie viel uhr|wie oft|wie lange|an welchem tag)\b.*?"
    r"\b(prob(?:t|en|e)|trainier(?:t|en)|triff(?:t|st)|treffen|beginn(?:t|en)|start(?:et|en)|stattfindet"
    r"|finden? .*?statt|offnet|offen|geoffnet|schliess(?:t|en)|spiel(?:t|en)|auftritt|tagt|ist los)\b"
)
"""Verbs that only say that something takes place: when does the choir rehearse?"""
_ALL = re.compile(
    r"\bwelche \w+ (?:gibt es|gibts|habt ihr|haben sie|existieren)\b|\balle\b|\bliste\b|\bubersicht\b|\bauflistung\b|\bwas gibt es alles\b"
)
_LANGUAGES = {
    "englisch": "en", "english": "en", "ukrainisch": "uk", "russisch": "ru", "arabisch": "ar",
    "turkisch": "tr", "polnisch": "pl", "rumanisch": "ro", "farsi": "fa", "persisch": "fa",
    "franzosisch": "fr", "spanisch": "es", "italienisch": "it",
}  # fmt: skip
_SPOKEN = re.compile(rf"\b(?:auf|in|spricht)\s+({'|'.join(_LANGUAGES)})\b")
_ACCESS = re.compile(r"\b(?:barrierefrei\w*|rollstuhl\w*|rollstuhlgerecht|stufenlos|wheelchair)\b")


def read_asks(folded: str) -> tuple[Ask, ...]:
    """In the order of their table; empty when the offer as a whole is asked for."""
    return tuple(ask for ask, pattern in _COMPILED.items() if pattern.search(folded))


def asking(folded: str) -> Iterator[tuple[int, int]]:
    """Where the words stand that only say what is asked about, not what is looked for."""
    for pattern in _COMPILED.values():
        yield from (found.span() for found in pattern.finditer(folded))
    yield from (found.span(1) for found in _TAKES_PLACE.finditer(folded))


def wants_all(folded: str) -> bool:
    return _ALL.search(folded) is not None


def read_language(folded: str) -> str:
    """The language something should be held in, as its code."""
    found = _SPOKEN.search(folded)
    return _LANGUAGES[found[1]] if found else ""


def wants_access(folded: str) -> bool:
    return _ACCESS.search(folded) is not None
