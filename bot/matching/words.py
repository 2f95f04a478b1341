"""The curated words of a question: plain files that staff can read and change."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from bot.catalogue.offers import AgeRange
from bot.matching.stems import stem, words


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of life: its words as stems, the ages it means and the target groups it belongs to."""

    stems: frozenset[str]
    ages: AgeRange
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    stop: frozenset[str]
    stages: tuple[Stage, ...]


@cache
def packaged_words() -> Words:
    return read_words(resources.files("data"))


def read_words(folder: Traversable) -> Words:
    """The curated words out of a data folder."""
    return Words(
        stop=frozenset(_stop_words(_text(folder, "query_stopwords.txt"))),
        stages=tuple(map(_stage, _rows(folder, "query_stages.csv"))),
    )


def _text(folder: Traversable, name: str) -> str:
    return folder.joinpath(name).read_text("utf-8")


def _rows(folder: Traversable, name: str) -> Iterable[dict[str, str]]:
    return csv.DictReader(_text(folder, name).splitlines())


def _stop_words(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if not line.startswith("#"):
            yield from words(line)


def _stage(row: dict[str, str]) -> Stage:
    low, high = (float(row[end]) if row[end] else None for end in ("age_min", "age_max"))
    stems = frozenset(stem(word) for word in words(row["words"]))
    return Stage(stems, AgeRange(low, high), tuple(row["groups"].split(";")))
