"""Gaps in typed words: "/luecken sport 6 Jahre", "/luecken Wunsch 12 voll"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

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
    age, band = read_age(folded), ""
    if age is not None:
        band = band_of(age.ages, town.bands)
    place = next((at for at, one in enumerate(town.bands, 1) if one.id == band), None)
    narrow = Narrow(age=place)
    spoken = frozenset(words(folded))
    topic = next((one.key for one in town.topics if _is_named(one.names, spoken)), None)
    if topic is not None:
        return replace(narrow, topic=topic)
    area = next((at for at, one in enumerate(town.areas, 1) if _is_named(one.names, spoken)), None)
    return replace(narrow, area=area)


def _is_named(names: Names, spoken: frozenset[str]) -> bool:
    """By any long word of its name, in any language."""
    return not spoken.isdisjoint(_telling(names.values()))


def _telling(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in words(name) if len(word) >= _TELLING)
