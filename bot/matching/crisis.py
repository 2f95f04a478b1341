"""Hears when somebody is in danger: self-harm, violence, abuse; and tells it from a professional question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.matching.answer import Danger
from bot.matching.crisis_examples import Examples, Likeness
from bot.matching.crisis_frames import Scene
from bot.matching.crisis_signs import Signs
from bot.matching.crisis_tables import Alarms, Sign

_ENOUGH, _ENOUGH_UNSAID = 5.0, 8.0
_FEWEST_POINTS, _MOST_POINTS = -10, 10
_LIKENESS, _UNLIKE = 1.5, -1.0
_OF_AGE = 18
_BEFORE_AGE = frozenset({"bin", "im", "m", "am", "erst"})


@dataclass(frozen=True, slots=True)
class Heard:
    """`danger` is None when nobody is in danger; `delicate` when the matter is touched all the same.

    `young` says that the speaker seems to be a child or a teenager.
    """

    danger: Danger | None
    delicate: bool
    young: bool = False


class Listener:
    """Weighs the signs of the tables together with what similar people said.

    Likeness alone must be much stronger: it took a grandmother's tablet for a cry for help.
    """

    def __init__(self, alarms: Alarms) -> None:
        self._signs = Signs(alarms.signs, alarms.families)
        self._examples = Examples(alarms.examples, self._signs.lexicon)

    def hear(self, said: Sequence[str], unknown: Container[str] = ()) -> Heard:
        """`unknown` holds the words of the question that may be typing errors."""
        scene = self._signs.scene(said, unknown)
        signs = self._signs.given(scene)
        like = self._examples.liken(said, scene.words[:-1])
        young = _is_young(said, scene)
        said_so = any(sign.danger for sign in signs)
        if _weight(signs, like) >= (_ENOUGH if said_so else _ENOUGH_UNSAID):
            return Heard(_danger(signs, like), delicate=True, young=young)
        return Heard(None, delicate=said_so, young=young)


def _weight(signs: Sequence[Sign], like: Likeness) -> float:
    points = [sign.points for sign in signs]
    speaking = min(sum(one for one in points if one > 0), _MOST_POINTS)
    harmless = max(sum(one for one in points if one < 0), _FEWEST_POINTS)
    return speaking + harmless + _LIKENESS * max(like.alarm, _UNLIKE)


def _danger(signs: Sequence[Sign], like: Likeness) -> Danger:
    """What most signs speak of; when they leave it open, what similar people were in."""
    points = Counter[Danger]()
    for sign in signs:
        if sign.danger:
            points[sign.danger] += sign.points
    leaning = points[Danger.VIOLENCE] - points[Danger.SELF_HARM] + like.violence
    return Danger.VIOLENCE if leaning > 0 else Danger.SELF_HARM


def _is_young(said: Sequence[str], scene: Scene) -> bool:
    """The age somebody says of themselves decides, else whom they speak of."""
    ages = [int(age) for before, age in pairwise(said) if before in _BEFORE_AGE and _is_age(age)]
    if ages:
        return ages[0] < _OF_AGE
    return "<young>" in scene.all and "<grown>" not in scene.all


def _is_age(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) <= 2
