"""The rules of Einfache Sprache that a machine can check."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST_SENTENCE = 12
"""In words; whatever fills a place counts as one."""
LONGEST_WORD = 20
"""In letters, between hyphens."""
_TAG = re.compile(r"<[^>]+>")
_PLACE = re.compile(r"\{\w*\}")
_SENTENCE = re.compile(r"[.!?:]+(?=[\s“)]|$)|\n|•| – ")
_NEGATION = re.compile(
    r"\b(nicht|nichts|nie|niemals|niemand\w*|kein\w*|ohne|weder)\b", re.IGNORECASE
)
_RULES = {
    # "Ich möchte" stays: it is what people say, and no easier word is as polite.
    "subjunctive": r"\b((würde|könnte|hätte|wäre|müsste|sollte|dürfte|gäbe|käme)\w*|sei)\b",
    # No form of "werden" at all: neither passive nor future can slip through.
    "passive": r"\b(werde[nt]?|wird|wirst|wurde\w*|worden)\b"
    r"|\b(ist|sind|war|waren|bleibt)\b[^.!?\n]*\b(ge\w{3,}t|(be|ver|ent)\w{4,}t|\w{3,}iert)\b",
    "abbreviation": r"\b(z\. ?B|u\. ?a|d\. ?h|usw|bzw|etc|ggf|ca|Nr|Tel|inkl|evtl|Std|Art|Abs)\b\.?"
    r"|\b[A-ZÄÖÜ]{2,}\b",
    "genitive": r"\b(des|dessen|deren|eines|(mein|dein|sein|ihr|unser)es)\b",
    "long word": rf"[^\W\d_]{{{LONGEST_WORD + 1},}}",
}
_BROKEN = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _RULES.items()}
_BROKEN["abbreviation"] = re.compile(_RULES["abbreviation"])


def hard(wording: str) -> list[str]:
    """What makes a text hard to read, with the place; nothing when it is Einfache Sprache."""
    found = []
    for sentence in _sentences(wording):
        if len(sentence.split()) > LONGEST_SENTENCE:
            found.append(f"long sentence: {sentence}")
        if len(_NEGATION.findall(sentence)) > 1:
            found.append(f"two negations: {sentence}")
    plain = _plain(wording)
    for name, pattern in _BROKEN.items():
        found += [f"{name}: {one[0]}" for one in pattern.finditer(plain)]
    return found


def _plain(wording: str) -> str:
    """Without tags; whatever fills a place counts as one word."""
    return _PLACE.sub("X", _TAG.sub("", wording))


def _sentences(wording: str) -> Iterator[str]:
    yield from filter(None, map(str.strip, _SENTENCE.split(_plain(wording))))
