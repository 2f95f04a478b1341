"""Reads out of a question for whom something is sought."""

from __future__ import annotations

from bot.catalogue.offers import AgeRange
from bot.matching.ages import read_ages
from bot.matching.answer import Understanding
from bot.matching.clean import Cleaned
from bot.matching.stems import fold, stem, words
from bot.matching.words import Stage, Words


def understand(cleaned: Cleaned, curated: Words, without: frozenset[str]) -> Understanding:
    """`without` names what the person took back, such as "age"."""
    found = _stages(cleaned.text, curated)
    ages = read_ages(fold(cleaned.text)) or _ages(found)
    return Understanding(
        text=cleaned.text,
        cut=cleaned.cut,
        ages=None if "age" in without else ages,
        groups=frozenset(group for stage in found for group in stage.groups if group),
    )


def _stages(text: str, curated: Words) -> list[Stage]:
    stems = {stem(word) for word in words(text)}
    return [stage for stage in curated.stages if stage.stems & stems]


def _ages(stages: list[Stage]) -> AgeRange | None:
    return next((stage.ages for stage in stages if stage.ages.known), None)
