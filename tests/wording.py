"""The German wordings: what each of them owes.

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

_QUOTED = re.compile(r"<i>\w+</i>|\(Du\)")

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


def _filled(message: Message | None) -> bool:
    return message is not None and bool(message.string) and all(forms(message.string))


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
    drift = [
        f"{language} lacks wording: {text!r}"
        for language in ("de", "de@du", "de@simple")
        for text in lacking(language)
    ]
    drift += [f"de@du words what nobody says any more: {text!r}" for text in obsolete("de@du")]
    print(*drift, sep="\n", end="\n" if drift else "", file=sys.stderr)
    return 1 if drift and mode == "check" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
