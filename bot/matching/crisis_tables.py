"""Reads what a cry for help is known by: families of words, examples, and what was learnt from them."""

from __future__ import annotations

import csv
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from bot.matching.answer import Danger
from bot.matching.crisis_weights import Weights, key_of, unpack
from bot.matching.stems import fold, words

WORDS, EXAMPLES, WEIGHTS = (
    "query_crisis_words.csv",
    "query_crisis_examples.csv",
    "query_crisis_weights.bin",
)

_log = logging.getLogger(__name__)

Families = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Example:
    """A question as somebody typed it, as folded words; `danger` is None when there is none."""

    author: str
    danger: Danger | None
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alarms:
    """`families` are words that stand for each other."""

    families: Families
    weights: Weights


def read_alarms(folder: Traversable) -> Alarms:
    weights = unpack(folder.joinpath(WEIGHTS).read_bytes())
    if weights.key != key_of_tables(folder):
        _log.warning("The crisis examples changed; what was learnt from them is older.")
    return Alarms(families(folder), weights)


def key_of_tables(folder: Traversable) -> str:
    """Changes with every change of what is learnt from."""
    return key_of(_text(folder, WORDS), _text(folder, EXAMPLES))


def families(folder: Traversable) -> Families:
    return {row["family"]: tuple(fold(row["words"]).split()) for row in _rows(folder, WORDS)}


def examples(folder: Traversable) -> Iterator[Example]:
    for row in _rows(folder, EXAMPLES):
        danger = Danger(row["danger"]) if row["danger"] else None
        yield Example(row["author"], danger, tuple(words(row["text"])))


def _rows(folder: Traversable, name: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(_text(folder, name).splitlines())


def _text(folder: Traversable, name: str) -> str:
    return folder.joinpath(name).read_text("utf-8")
