"""How much a question is like those of people in danger: learnt from the examples, word by word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt

from bot.matching.answer import Danger
from bot.matching.crisis_frames import END
from bot.matching.crisis_lexicon import Lexicon, Meanings
from bot.matching.stems import stem

_SMOOTH = 0.5
_SEEN = 2
_BEGIN = "^"


@dataclass(frozen=True, slots=True)
class Example:
    """A question as somebody typed it, as folded words; `danger` is None when there is none."""

    danger: Danger | None
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """`alarm` above zero speaks for a danger, `violence` above zero for violence rather than self-harm."""

    alarm: float
    violence: float


class Examples:
    """A naive Bayes reading of words, neighbouring words and families of words."""

    def __init__(self, examples: Iterable[Example], lexicon: Lexicon) -> None:
        counted: dict[Danger | None, Counter[str]] = {
            danger: Counter() for danger in (None, *Danger)
        }
        known: dict[str, Meanings] = {}
        for example in examples:
            for word in example.said:
                if word not in known:
                    known[word] = lexicon.meanings(word)
            counted[example.danger].update(features(example.said, [known[w] for w in example.said]))
            counted[example.danger][END] += 1
        self._weights = _weights(counted)

    def liken(self, said: Sequence[str], meant: Iterable[Meanings]) -> Likeness:
        """`meant` is what each of the words may mean."""
        weights = [weight for one in features(said, meant) if (weight := self._weights.get(one))]
        length = sqrt(len(weights) + 1)
        return Likeness(
            alarm=sum(alarm for alarm, _ in weights) / length,
            violence=sum(violence for _, violence in weights) / length,
        )


def features(said: Sequence[str], meant: Iterable[Meanings]) -> set[str]:
    stems = [stem(word) for word in said]
    found = {name for names in meant for name in names if name[0] == "<"}
    found.update(stems)
    found.update(f"{one} {next_one}" for one, next_one in pairwise((_BEGIN, *stems, END)))
    return found


def _weights(counted: dict[Danger | None, Counter[str]]) -> dict[str, tuple[float, float]]:
    calm, harm, violence = (counted[one] for one in (None, Danger.SELF_HARM, Danger.VIOLENCE))
    calm_odds, harm_odds, violence_odds = map(_Odds, (calm[END], harm[END], violence[END]))
    danger_odds = _Odds(harm[END] + violence[END])
    weights = {}
    for one in (calm.keys() | harm.keys() | violence.keys()) - {END}:
        at_ease, hurt, attacked = calm[one], harm[one], violence[one]
        if at_ease + hurt + attacked >= _SEEN:
            alarm = danger_odds[hurt + attacked] - calm_odds[at_ease]
            weights[one] = (alarm, violence_odds[attacked] - harm_odds[hurt])
    return weights


class _Odds(dict[int, float]):
    """The logarithm of how likely a feature is, by how many of so many examples have it."""

    def __init__(self, examples: int) -> None:
        super().__init__()
        self._of = examples + 2 * _SMOOTH

    def __missing__(self, times: int) -> float:
        self[times] = log((times + _SMOOTH) / self._of)
        return self[times]
