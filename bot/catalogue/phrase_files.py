"""A town's phrase files → Phrasebook, or everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from string import Formatter

from babel.localedata import exists

from bot.catalogue import cells
from bot.catalogue.folder import folder_with
from bot.catalogue.phrasebook import (
    OTHER,
    WORK,
    GroupRule,
    KindRule,
    Phrasebook,
    PhraseLanguage,
    Whom,
)
from bot.catalogue.problems import N_, Problem, Reason
from bot.catalogue.sheets import TEXT, Entry, entries
from bot.i18n import DEFAULT

PHRASES = "phrases.csv"
LANGUAGES = "phrases_languages.csv"
KINDS = "phrases_kinds.csv"
GROUPS = "phrases_groups.csv"

GERMAN_LENGTH = 70
"""Longest German part: with it a request and its closing fit on the clipboard, title included."""

_SLOTS = {"who", "title", "years", "age"}
_YEARS = "years."
_OPTIONAL = ("years.one", "years.two", "years.few", "years.many")
_FIXED = (
    *("greeting", "closing", "years.other", "years.none", "child", "child.aged", "care"),
    *("care.aged", "self.aged", "work.ask", "work.question"),
)


def read_phrasebook(folder: Traversable, problems: list[Problem]) -> Phrasebook:
    """German is the same everywhere: a town without a file of its own gets ours."""
    languages = tuple(_languages(folder_with(folder, LANGUAGES), problems))
    codes = tuple(dict.fromkeys((DEFAULT, *(language.code for language in languages))))
    phrases = list(entries(folder_with(folder, PHRASES), PHRASES, ("id", *codes), problems))
    texts = {entry.get("id"): _wording(entry, codes) for entry in phrases}
    kinds = list(entries(folder_with(folder, KINDS), KINDS, ("id", "kind"), problems))
    for entry in kinds:
        _expect(entry, "kind", _parts(entry.need("kind")), texts)
    if phrases:
        _expect(phrases[-1], "id", (*_FIXED, *_parts(OTHER)), texts)
    return Phrasebook(
        languages,
        texts,
        tuple(_rule(entry) for entry in kinds),
        {
            entry.get("id"): GroupRule(_whom(entry, "whom"), frozenset(_whom(entry, "never")))
            for entry in entries(folder_with(folder, GROUPS), GROUPS, ("id", "whom"), problems)
        },
    )


def _languages(folder: Traversable, problems: list[Problem]) -> Iterator[PhraseLanguage]:
    for entry in entries(folder, LANGUAGES, ("id", "name", "checked"), problems):
        checked = entry.need("checked", cells.yes_or_no) == "yes"
        unchecked = "" if checked else entry.need("unchecked")
        code = entry.get("id")
        if not exists(code):
            entry.refuse(
                "id", Reason(N_("“{text}” is not a language code; write de;en"), {"text": code})
            )
            continue
        yield PhraseLanguage(code, entry.need("name"), unchecked)


def _wording(entry: Entry, codes: tuple[str, ...]) -> dict[str, str]:
    """One phrase in all languages, with the same slots in each."""
    read = entry.get if entry.get("id") in _OPTIONAL else entry.need
    wording = {
        code: read(code, cells.line(GERMAN_LENGTH) if code == DEFAULT else TEXT) for code in codes
    }
    german = _slots(wording.get(DEFAULT, ""))
    for code, text in wording.items():
        found = _slots(text)
        counted = entry.get("id").startswith(_YEARS) and found <= {"age"}
        if not counted and (found != german or not found <= _SLOTS):
            entry.refuse(code, Reason(N_("the parts in braces differ from the German ones")))
    return wording


def _slots(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {text}


def _parts(kind: str) -> tuple[str, ...]:
    return () if kind == WORK else tuple(f"{kind}.{part}" for part in ("self", "other", "question"))


def _expect(
    entry: Entry, column: str, ids: tuple[str, ...], texts: Mapping[str, Mapping[str, str]]
) -> None:
    for missing in (one for one in ids if one not in texts):
        entry.refuse(
            column,
            Reason(N_("“{text}” does not stand in {file}"), {"text": missing, "file": PHRASES}),
        )


def _rule(entry: Entry) -> KindRule:
    return KindRule(
        kind=entry.get("kind"),
        title=tuple(part.casefold() for part in entry.several("title")),
        topics=frozenset(entry.several("topics")),
        registration=tuple(part.casefold() for part in entry.several("registration")),
        whom=_whom(entry, "whom"),
    )


def _whom(entry: Entry, column: str) -> tuple[Whom, ...]:
    known = {whom.name.lower(): whom for whom in Whom}
    named = entry.several(column)
    if not set(named) <= known.keys():
        entry.refuse(column, Reason(N_("write some of child;self;care;work")))
    return tuple(known[name] for name in named if name in known)
