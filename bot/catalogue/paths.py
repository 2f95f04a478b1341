"""Paths: what comes next in life, step by step, with the offers that help at each step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from bot.catalogue.offers import Contact, Offer
from bot.catalogue.problems import N_, Problem, Reason
from bot.catalogue.sheets import Entry, entries

PATHS = "paths.csv"
STEPS = "path_steps.csv"


@dataclass(frozen=True, slots=True)
class Search:
    """Finds the offers of a step: those named, then whatever meets every condition stated.

    `words` are parts of titles in lower case; one of them is enough, as one topic or group is.
    """

    named: tuple[str, ...] = ()
    topics: frozenset[str] = frozenset()
    target_groups: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()

    def takes(self, offer: Offer) -> bool:
        return offer.id in self.named or (self._conditional and self._meets(offer))

    @property
    def _conditional(self) -> bool:
        return bool(self.topics or self.target_groups or self.words)

    def _meets(self, offer: Offer) -> bool:
        title = offer.title.casefold()
        return (
            (not self.topics or not self.topics.isdisjoint(offer.topics))
            and (not self.target_groups or not self.target_groups.isdisjoint(offer.target_groups))
            and (not self.words or any(word in title for word in self.words))
        )


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `contact` is whom to ask where no offer helps; the office is always there."""

    key: int
    id: str
    names: Mapping[str, str]
    texts: Mapping[str, str]
    search: Search = Search()
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """`spoken` is what people type to get here, beside its name."""

    key: int
    id: str
    names: Mapping[str, str]
    texts: Mapping[str, str]
    spoken: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """Ids that steps may refer to."""

    topics: set[str]
    target_groups: set[str]
    contacts: Mapping[str, Contact]


def read_paths(folder: Traversable, problems: list[Problem], known: Known) -> tuple[Path, ...]:
    """The paths of a town; one without these files has none."""
    if not folder.joinpath(PATHS).is_file():
        return ()
    rows = list(entries(folder, PATHS, ("key", "id", "de", "en"), problems))
    steps: dict[str, list[Step]] = {row.get("id"): [] for row in rows}
    for entry in entries(folder, STEPS, ("key", "id", "path", "de", "en"), problems):
        path, step = entry.need("path"), _step(entry, known)
        if path in steps:
            steps[path].append(step)
        else:
            entry.refuse("path", _nowhere(path, PATHS))
    return tuple(_path(row, tuple(steps[row.get("id")])) for row in rows)


def _path(entry: Entry, steps: tuple[Step, ...]) -> Path:
    if not steps:
        entry.refuse("id", Reason(N_("this path has no step in {file}"), {"file": STEPS}))
    return Path(
        entry.number("key"),
        entry.get("id"),
        entry.names(),
        entry.names("text_"),
        entry.several("spoken"),
        steps,
    )


def _step(entry: Entry, known: Known) -> Step:
    contact = entry.get("contact")
    for column, ids, file in (
        ("topics", known.topics, "topics.csv"),
        ("target_groups", known.target_groups, "target_groups.csv"),
    ):
        for missing in (one for one in entry.several(column) if one not in ids):
            entry.refuse(column, _nowhere(missing, file))
    if contact and contact not in known.contacts:
        entry.refuse("contact", _nowhere(contact, "contacts.csv"))
    return Step(
        entry.number("key"),
        entry.get("id"),
        entry.names(),
        entry.names("text_"),
        _search(entry),
        known.contacts.get(contact),
    )


def _search(entry: Entry) -> Search:
    return Search(
        entry.several("offers"),
        frozenset(entry.several("topics")),
        frozenset(entry.several("target_groups")),
        tuple(word.casefold() for word in entry.several("words")),
    )


def _nowhere(text: str, file: str) -> Reason:
    return Reason(N_("“{text}” does not stand in {file}"), {"text": text, "file": file})
