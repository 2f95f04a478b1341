"""The German wordings: what each of them owes, and the rules of Einfache Sprache.

`python -m tests.wording check` names what lacks wording, `update` makes room for it in `de@du`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

LOCALES = Path(__file__).parent.parent / "locales"
SIE = re.compile(r"\b(Sie|Ihnen|Ihr(e[mnrs]?)?)\b")
DU = re.compile(r"\b(du|dir|dich|dein(e[mnrs]?)?|euch|euer|eure[mnrs]?)\b", re.IGNORECASE)

LONGEST_SENTENCE = 12
LONGEST_WORD = 20
_QUOTED = re.compile(r"<i>\w+</i>|\(Du\)")
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


CATALOGUES = sorted((file.parts[-3], file.stem) for file in LOCALES.glob("*/LC_MESSAGES/*.po"))
"""Language and domain of each."""


def catalogue(language: str, domain: str = "citizen") -> Catalog:
    with _file(language, domain).open("rb") as wording:
        return read_po(wording, locale=language, domain=domain)


def messages(language: str, domain: str = "citizen") -> Iterator[Message]:
    yield from (message for message in catalogue(language, domain) if message.id)


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """The one form of a text, or singular and plural."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def says(pattern: re.Pattern[str], message: Message) -> bool:
    """Words that are only named, such as those that choose a language, do not count."""
    return any(pattern.search(_QUOTED.sub("", form)) for form in forms(message.string))


def lacking(language: str) -> list[str]:
    """Texts that need a wording of their own and have none: for Du those with a Sie in German."""
    own = catalogue(language)
    return [
        forms(message.id)[0]
        for message in messages("de")
        if (language != "de@du" or says(SIE, message))
        and not _filled(own.get(message.id, message.context))
    ]


def obsolete(language: str) -> list[str]:
    """Texts that the code no longer says."""
    german = catalogue("de")
    return [forms(one.id)[0] for one in messages(language) if german.get(one.id) is None]


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


def _filled(message: Message | None) -> bool:
    return message is not None and bool(message.string) and all(forms(message.string))


def _plain(wording: str) -> str:
    """Without tags; whatever fills a place counts as one word."""
    return _PLACE.sub("X", _TAG.sub("", wording))


def _sentences(wording: str) -> Iterator[str]:
    yield from filter(None, map(str.strip, _SENTENCE.split(_plain(wording))))


def _file(language: str, domain: str = "citizen") -> Path:
    return LOCALES / language / "LC_MESSAGES" / f"{domain}.po"


def _make_room() -> None:
    """Write what Du still owes into its file, empty; drop what nobody says any more."""
    own, german = catalogue("de@du"), catalogue("de")
    for text in obsolete("de@du"):
        del own[text]
    for text in lacking("de@du"):
        if (message := german.get(text)) and own.get(text) is None:
            own.add(message.id, flags=message.flags, context=message.context)
    with _file("de@du").open("wb") as file:
        write_po(file, own, width=0, no_location=True, ignore_obsolete=True)


def main(mode: str) -> int:
    if mode == "update":
        _make_room()
    owed = [(one, text) for one in ("de", "de@du", "de@simple") for text in lacking(one)]
    owed += [(one, f"(obsolete) {text}") for one in ("de@du",) for text in obsolete(one)]
    for language, text in owed:
        print(f"{language} lacks wording: {text!r}", file=sys.stderr)
    return 1 if owed and mode == "check" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
