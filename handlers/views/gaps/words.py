"""Gaps in typed words: "/luecken sport 6 Jahre", "/luecken Wunsch 12 voll"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.catalogue.bands import band_of
from bot.catalogue.town import Names, Town
from bot.gaps.values import Kind
from bot.matching.ages import read_age
from bot.matching.stems import fold, words
from bot.storage.gaps import Target
from handlers.views.gaps import card, codes
from handlers.views.gaps.codes import CELL, SET, WISH, Narrow
from handlers.views.scene import Scene

_WISH = re.compile(r"^(?:wunsch|wish)\s+(\d{1,9})\b", re.ASCII)
_TELLING = 4
"""Letters that a word of a topic's name needs to mean it."""


def read(scene: Scene, said: str) -> str | None:
    """The code of what somebody typed; None where it names nothing that we know."""
    folded, town = fold(said), scene.catalogue.town
    kind = _kind(scene, folded)
    if found := _WISH.match(folded):
        return _of(town, Target(wish=int(found[1])), kind)
    narrow = _narrow(town, folded)
    topic = next((one.id for one in town.topics if one.key == narrow.topic), None)
    if topic is not None and narrow.age is not None:
        return _of(town, Target(topic, town.bands[narrow.age - 1].id), kind)
    return codes.page(narrow) if narrow != Narrow() else None


def _of(town: Town, target: Target, kind: Kind | None) -> str:
    if kind is not None:
        return codes.of_target(town, SET, target, kind)
    return codes.of_target(town, CELL if target.wish is None else WISH, target)


def _kind(scene: Scene, folded: str) -> Kind | None:
    """The kind whose name stands there, in our words for it."""
    names = ((one, fold(card.found_out(scene.say, one))) for one in Kind)
    return next((one for one, name in names if _has(folded, name)), None)


def _has(folded: str, name: str) -> bool:
    spoken = words(folded)
    return all(word in spoken for word in words(name))


def _narrow(town: Town, folded: str) -> Narrow:
    age, rest = read_age(folded), folded
    if age is not None:
        rest = f"{folded[: age.start]} {folded[age.end :]}"
    band = band_of(age.ages, town.bands) if age else ""
    place = next((at for at, one in enumerate(town.bands, 1) if one.id == band), None)
    spoken = frozenset(words(rest))
    topics = _shared([(one.key, one.names) for one in town.topics], spoken)
    areas = _shared([(at, one.names) for at, one in enumerate(town.areas, 1)], spoken)
    if areas[1] > topics[1]:
        return Narrow(area=areas[0], age=place)
    return Narrow(topic=topics[0] if topics[1] else None, age=place)


def _shared(known: Iterable[tuple[int, Names]], spoken: frozenset[str]) -> tuple[int, int]:
    """The one of whose name in any language the most long words stand there, and how many."""
    shared = ((key, len(spoken & _telling(names.values()))) for key, names in known)
    return max(shared, key=lambda one: one[1], default=(0, 0))


def _telling(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in words(name) if len(word) >= _TELLING)
