"""What the guide asks: for whom somebody is looking, and in which stage of life they are."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from bot.catalogue import cells
from bot.catalogue.folder import folder_with
from bot.catalogue.offers import AgeRange
from bot.catalogue.problems import N_, Problem, Reason
from bot.catalogue.sheets import Entry, entries

WHOM = "guide_whom.csv"
STAGES = "guide_stages.csv"


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of life to choose from, such as two school years."""

    key: int
    names: Mapping[str, str]
    ages: AgeRange


@dataclass(frozen=True, slots=True)
class Whom:
    """Somebody to look for. `groups` are ids of target groups; `ages` hold where no stage is chosen.

    Whoever has no `stages` is not asked for an age. `themselves`: they speak of themselves.
    """

    key: int
    names: Mapping[str, str]
    groups: frozenset[str]
    ages: AgeRange
    stages: tuple[Stage, ...] = ()
    themselves: bool = False


def read_guide(folder: Traversable, problems: list[Problem]) -> tuple[Whom, ...]:
    """People grow up alike everywhere: a town without these files gets ours."""
    stages = {
        entry.get("key"): Stage(entry.number("key"), entry.names(), _ages(entry))
        for entry in entries(
            folder_with(folder, STAGES), STAGES, ("key", "id", "de", "en"), problems
        )
    }
    return tuple(
        Whom(
            entry.number("key"),
            entry.names(),
            frozenset(entry.several("target_groups")),
            _ages(entry),
            tuple(stages[key] for key in _stages(entry, stages)),
            entry.get("themselves", cells.yes_or_no) == "yes",
        )
        for entry in entries(folder_with(folder, WHOM), WHOM, ("key", "id", "de", "en"), problems)
    )


def _ages(entry: Entry) -> AgeRange:
    return AgeRange(entry.age("age_min"), entry.age("age_max"))


def _stages(entry: Entry, known: Container[str]) -> tuple[str, ...]:
    keys = entry.several("stages")
    for key in keys:
        if key not in known:
            reason = Reason(N_("“{text}” does not stand in {file}"), {"text": key, "file": STAGES})
            entry.refuse("stages", reason)
    return tuple(key for key in keys if key in known)
