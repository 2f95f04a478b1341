"""How much each trait of a question speaks for a danger, as it was learnt from the examples."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import sqrt

_FULL = 127
_SIGNED = 256


@dataclass(frozen=True, slots=True)
class Likeness:
    """`alarm` above zero speaks for a danger, `violence` above zero for violence rather than self-harm."""

    alarm: float
    violence: float


@dataclass(frozen=True, slots=True)
class Scale:
    """What a full weight is worth, and where a question without any known trait lies."""

    worth: float
    start: float


@dataclass(frozen=True)
class Weights:
    """`key` says from what they were learnt. Both weights of a trait lie between -127 and 127."""

    key: str
    scales: tuple[Scale, Scale]
    places: Mapping[str, int]
    alarm: Sequence[int]
    violence: Sequence[int]

    def liken(self, traits: Iterable[str]) -> Likeness:
        known = [place for trait in traits if (place := self.places.get(trait)) is not None]
        length = sqrt(len(known) + 1)
        alarm, violence = (
            scale.start + scale.worth * sum([weights[place] for place in known]) / length
            for scale, weights in zip(self.scales, (self.alarm, self.violence), strict=True)
        )
        return Likeness(alarm, violence)


def key_of(*texts: str) -> str:
    return blake2b("\0".join(texts).encode(), digest_size=16).hexdigest()


def pack(weights: Weights) -> bytes:
    numbers = (repr(number) for scale in weights.scales for number in (scale.worth, scale.start))
    head = " ".join([weights.key, *numbers])
    columns = [bytes(one % _SIGNED for one in held) for held in (weights.alarm, weights.violence)]
    lines = [head.encode(), "\n".join(weights.places).encode()]
    return zlib.compress(b"\0".join([*lines, b"".join(columns)]), 9)


def unpack(content: bytes) -> Weights:
    head, names, columns = zlib.decompress(content).split(b"\0", 2)
    key, *numbers = head.decode().split()
    worth, start, violence_worth, violence_start = map(float, numbers)
    traits = names.decode().split("\n")
    signed = array("b", columns)
    return Weights(
        key,
        (Scale(worth, start), Scale(violence_worth, violence_start)),
        dict(zip(traits, range(len(traits)), strict=True)),
        signed[: len(traits)],
        signed[len(traits) :],
    )


def scaled(
    exact: Mapping[str, tuple[float, float]], key: str, starts: tuple[float, float]
) -> Weights:
    """Whole numbers out of exact weights; a trait that would count for nothing is left out."""
    most = [max((abs(pair[at]) for pair in exact.values()), default=1.0) or 1.0 for at in (0, 1)]
    whole = {
        trait: (round(alarm * _FULL / most[0]), round(violence * _FULL / most[1]))
        for trait, (alarm, violence) in exact.items()
    }
    kept = {trait: pair for trait, pair in whole.items() if any(pair)}
    return Weights(
        key,
        (Scale(most[0] / _FULL, starts[0]), Scale(most[1] / _FULL, starts[1])),
        {trait: at for at, trait in enumerate(kept)},
        array("b", [alarm for alarm, _ in kept.values()]),
        array("b", [violence for _, violence in kept.values()]),
    )
