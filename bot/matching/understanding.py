"""Reads out of a question for whom something is sought."""

from __future__ import annotations

from dataclasses import dataclass

from bot.catalogue.offers import AgeRange
from bot.matching.ages import read_age
from bot.matching.answer import Understanding
from bot.matching.clean import Cleaned
from bot.matching.stems import fold, placed_words, stem
from bot.matching.words import Stage, Words


@dataclass(frozen=True, slots=True)
class Understood:
    """What was read, the words of the question, and the places of words that are used up by it."""

    understanding: Understanding
    said: tuple[str, ...]
    used: frozenset[int]


def understand(cleaned: Cleaned, curated: Words, without: frozenset[str]) -> Understood:
    """`without` names what the person took back, such as "age"."""
    folded = fold(cleaned.text)
    placed = placed_words(folded)
    said = tuple(word for _, word in placed)
    stages = _stages(said, curated)
    age = read_age(folded)
    used = frozenset(
        place for place, (start, _) in enumerate(placed) if age and age.start <= start < age.end
    )
    ages = age.ages if age else _ages(stages)
    groups = frozenset(group for stage in stages for group in stage.groups if group)
    return Understood(
        Understanding(
            text=cleaned.text,
            cut=cleaned.cut,
            ages=None if "age" in without else ages,
            groups=groups,
        ),
        said,
        used,
    )


def _stages(said: tuple[str, ...], curated: Words) -> list[Stage]:
    stems = set(map(stem, said))
    return [stage for stage in curated.stages if stage.stems & stems]


def _ages(stages: list[Stage]) -> AgeRange | None:
    return next((stage.ages for stage in stages if stage.ages.known), None)
