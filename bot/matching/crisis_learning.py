"""Learns from examples what speaks for a danger: a linear reading, the same on every machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import sqrt
from random import Random

from bot.matching.answer import Danger
from bot.matching.crisis_lexicon import Lexicon
from bot.matching.crisis_tables import Example
from bot.matching.crisis_traits import traits
from bot.matching.crisis_weights import Weights, scaled

_SEEN = 2
_ROUNDS = 40
_PATIENCE = 3.0
"""How dearly an example on the wrong side is paid for."""


def learn(examples: Iterable[Example], lexicon: Lexicon, key: str = "") -> Weights:
    seen = list(examples)
    found = [traits(one.said, list(map(lexicon.meanings, one.said))) for one in seen]
    often = Counter(trait for held in found for trait in held)
    kept = sorted(trait for trait, times in often.items() if times >= _SEEN)
    number = {trait: at for at, trait in enumerate(kept)}
    known = [sorted(number[trait] for trait in held if trait in number) for held in found]
    alarm, alarm_start = _separate(known, [one.danger is not None for one in seen], len(kept))
    hurt = [at for at, one in enumerate(seen) if one.danger]
    violence, violence_start = _separate(
        [known[at] for at in hurt],
        [seen[at].danger is Danger.VIOLENCE for at in hurt],
        len(kept),
    )
    exact = dict(zip(kept, zip(alarm, violence, strict=True), strict=True))
    return scaled(exact, key, (alarm_start, violence_start))


def _separate(
    known: Sequence[Sequence[int]], sides: Sequence[bool], size: int
) -> tuple[list[float], float]:
    """The weights of a support vector machine with squared loss, and where it starts.

    Dual coordinate descent (Hsieh et al. 2008): one example after the other is put right.
    """
    weights, start = [0.0] * size, 0.0
    given = [0.0] * len(known)
    order = list(range(len(known)))
    shuffle = Random(0).shuffle  # noqa: S311  # the same order on every machine, no secret
    slack = 1 / (2 * _PATIENCE)
    for _ in range(_ROUNDS):
        shuffle(order)
        for at in order:
            places = known[at]
            side = 1.0 if sides[at] else -1.0
            unit = 1 / sqrt(len(places) + 1)
            value = start + unit * sum([weights[place] for place in places])
            wrong = side * value - 1 + slack * given[at]
            before = given[at]
            given[at] = max(0.0, before - wrong / (1 + len(places) * unit * unit + slack))
            step = (given[at] - before) * side
            if step:
                start += step
                for place in places:
                    weights[place] += step * unit
    return weights, start
