"""Reads the frames and families of words that a cry for help is known by."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from bot.matching.answer import Danger
from bot.matching.crisis_examples import Example
from bot.matching.crisis_frames import Frame, Reader
from bot.matching.stems import fold, words

Families = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Sign:
    """Frames that say the same. Each sign counts once; below zero it speaks against a danger."""

    about: str
    danger: Danger | None
    points: int
    frames: tuple[Frame, ...]


@dataclass(frozen=True, slots=True)
class Alarms:
    """`families` are words that stand for each other in the frames of the `signs`."""

    families: Families
    signs: tuple[Sign, ...]
    examples: tuple[Example, ...]


def read_alarms(folder: Traversable) -> Alarms:
    reader = Reader()
    return Alarms(
        families={
            row["family"]: tuple(fold(row["words"]).split())
            for row in _rows(folder, "query_crisis_words.csv")
        },
        signs=tuple(_sign(row, reader) for row in _rows(folder, "query_crisis_frames.csv")),
        examples=tuple(
            Example(_danger(row), tuple(words(row["text"])))
            for row in _rows(folder, "query_crisis_examples.csv")
        ),
    )


def _sign(row: dict[str, str], reader: Reader) -> Sign:
    return Sign(
        about=row["about"],
        danger=_danger(row),
        points=int(row["points"]),
        frames=tuple(
            frame for text in fold(row["people_say"]).split(";") for frame in reader.read(text)
        ),
    )


def _danger(row: dict[str, str]) -> Danger | None:
    return Danger(row["danger"]) if row["danger"] else None


def _rows(folder: Traversable, name: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(folder.joinpath(name).read_text("utf-8").splitlines())
