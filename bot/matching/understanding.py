"""Reads out of a question for whom, when, where and at what price something is sought."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.catalogue.offers import AgeRange
from bot.matching.ages import read_age
from bot.matching.answer import Understanding
from bot.matching.asks import asking, read_asks, read_language, wants_access, wants_all
from bot.matching.clean import Cleaned
from bot.matching.places import Places
from bot.matching.prices import price_words, read_price
from bot.matching.speaker import is_child
from bot.matching.stems import fold, placed_words
from bot.matching.times import day_words, read_time
from bot.matching.words import Stage, Words


@dataclass(frozen=True, slots=True)
class Understood:
    """What was read, the words of the question, and the places of words that are used up by it.

    At the places of `asking` stand words that only say what is asked about: when, where, at what price,
    and on which day.
    """

    understanding: Understanding
    said: tuple[str, ...]
    used: frozenset[int]
    asking: frozenset[int]


def understand(
    cleaned: Cleaned, curated: Words, places: Places, today: date, without: frozenset[str]
) -> Understood:
    """`without` names what the person took back: "age", "time", "price", "place"."""
    folded = fold(cleaned.text)
    placed = placed_words(folded)
    said = tuple(word for _, word in placed)
    stages = _stages(said, curated)
    age = read_age(folded)
    read = Understanding(
        text=cleaned.text,
        cut=cleaned.cut,
        ages=age.ages if age else _ages(stages),
        groups=frozenset(group for stage in stages for group in stage.groups if group),
        time=read_time(folded, today),
        price=read_price(folded),
        place=places.read(folded),
        language=read_language(folded),
        access=wants_access(folded),
        child=is_child(folded),
        classes=age.classes if age else None,
        asks=read_asks(folded),
        all_of_them=wants_all(folded),
    )
    spans = [*([(age.start, age.end)] if age else []), *price_words(folded)]
    used = _within(placed, spans)
    beside = _within(placed, [*asking(folded), *day_words(folded)])
    return Understood(_without(read, without), said, used, beside)


def _within(placed: Sequence[tuple[int, str]], spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The places of the words that begin within one of the spans."""
    held = list(spans)
    return frozenset(
        place
        for place, (at, _) in enumerate(placed)
        if any(start <= at < end for start, end in held)
    )


def _without(read: Understanding, names: frozenset[str]) -> Understanding:
    return replace(
        read,
        ages=None if "age" in names else read.ages,
        classes=None if "age" in names else read.classes,
        groups=frozenset() if "age" in names else read.groups,
        time=None if "time" in names else read.time,
        price=None if "price" in names else read.price,
        place="" if "place" in names else read.place,
    )


def _stages(said: tuple[str, ...], curated: Words) -> list[Stage]:
    return [stage for stage in curated.stages if any(map(stage.means, said))]


def _ages(stages: list[Stage]) -> AgeRange | None:
    return next((stage.ages for stage in stages if stage.ages.known), None)
