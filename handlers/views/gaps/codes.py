"""The codes of gaps: which list, narrowed to what, and which gap.

A topic goes by its key, an area and an age band by their place in the town's list, from 1 on; 0 is
what was not named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.catalogue.town import Town
from bot.gaps.cases import UNKNOWN
from bot.gaps.values import Dimension, Kind
from bot.storage.gaps import Target
from handlers.views import buttons

LIST, NARROW, ACROSS, CELL, WISH, CHOOSE, SET, UNDO = "l", "f", "d", "c", "w", "k", "s", "u"

LETTERS = {
    "t": Dimension.TOPIC,
    "b": Dimension.AREA,
    "a": Dimension.AGE,
    "g": Dimension.GROUP,
    "p": Dimension.PLACE,
    "z": Dimension.TIME,
    "l": Dimension.LANGUAGE,
    "w": Dimension.WAY,
}
KINDS = dict(zip("nmfuhb", Kind, strict=True))
_OF_DIMENSION = {dimension: letter for letter, dimension in LETTERS.items()}
_OF_KIND = {kind: letter for letter, kind in KINDS.items()}

_WHOLE = re.compile(r"\d{1,9}", re.ASCII)

Across = tuple[Dimension, Dimension]
USUAL: Across = (Dimension.TOPIC, Dimension.AGE)


@dataclass(frozen=True, slots=True)
class Narrow:
    """How a list is told apart and narrowed; None: not."""

    across: Across = USUAL
    area: int | None = None
    topic: int | None = None
    age: int | None = None

    def only(self, town: Town) -> Mapping[Dimension, str]:
        """The same in ids; a place that the town has no more narrows to nothing."""
        named = {
            Dimension.AREA: _at([one.id for one in town.areas], self.area),
            Dimension.TOPIC: _topic(town, self.topic),
            Dimension.AGE: _at([one.id for one in town.bands], self.age),
        }
        return {dimension: one for dimension, one in named.items() if one is not None}


def narrow_code(narrow: Narrow) -> str:
    letters = "".join(_OF_DIMENSION[one] for one in narrow.across)
    named = ("" if one is None else str(one) for one in (narrow.area, narrow.topic, narrow.age))
    return ".".join((letters, *named))


def read_narrow(said: str) -> Narrow:
    """What is not ours narrows nothing."""
    letters, area, topic, age = (*said.split("."), "", "", "", "")[:4]
    across = tuple(LETTERS[one] for one in letters if one in LETTERS)
    known = (across[0], across[1]) if len(across) == 2 and across[0] != across[1] else USUAL
    return Narrow(known, _whole(area), _whole(topic), _whole(age))


def page(narrow: Narrow, offset: int = 0) -> str:
    return f"{buttons.GAPS}:{LIST}:{narrow_code(narrow)}:{offset}"


def screen(letter: str, narrow: Narrow) -> str:
    return f"{buttons.GAPS}:{letter}:{narrow_code(narrow)}"


def target_code(town: Town, target: Target) -> str:
    """As "w12", or the key of a topic and the place of a band."""
    if target.wish is not None:
        return f"w{target.wish}"
    key = next((one.key for one in town.topics if one.id == target.topic), 0)
    bands = [one.id for one in town.bands]
    return f"{key}.{bands.index(target.age) + 1 if target.age in bands else 0}"


def read_target(town: Town, said: str) -> Target | None:
    if said.startswith("w"):
        number = _whole(said[1:])
        return None if number is None or number < 1 else Target(wish=number)
    topic, _, age = said.partition(".")
    found = _topic(town, _whole(topic)), _at([one.id for one in town.bands], _whole(age))
    return None if found[0] is None or found[1] is None else Target(found[0], found[1])


def of_target(town: Town, letter: str, target: Target, kind: Kind | None = None) -> str:
    """A screen of one gap, or the step that says its kind."""
    code = f"{buttons.GAPS}:{letter}:{target_code(town, target)}"
    return f"{code}:{_OF_KIND[kind]}" if kind else code


def undo(town: Town, target: Target, number: int) -> str:
    return f"{buttons.GAPS}:{UNDO}:{target_code(town, target)}:{number}"


def _whole(said: str) -> int | None:
    return int(said) if _WHOLE.fullmatch(said) else None


def _topic(town: Town, key: int | None) -> str | None:
    if key == 0:
        return UNKNOWN
    return next((one.id for one in town.topics if one.key == key), None)


def _at(ids: Sequence[str], place: int | None) -> str | None:
    if place == 0:
        return UNKNOWN
    return ids[place - 1] if place is not None and 0 < place <= len(ids) else None
