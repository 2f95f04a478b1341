"""Larger towns: real rows taken apart and put together anew, always the same way.

A larger catalogue also says more different words. Here the vocabulary grows as in real text
(Heaps' law): the further a catalogue goes, the rarer a new word, half of them used again. New
words are compounds of real ones, as German makes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random

from bot.catalogue.offers import Offer
from bot.catalogue.snapshot import Catalogue

SEED = 20261123
EXPONENT = 0.73
"""Measured on the real rows: words ~ text ** 0.73."""

_COMPOUNDED = 5
"""Letters that a word needs to become part of another."""


def enlarged(catalogue: Catalogue, size: int, seed: int = SEED) -> Catalogue:
    """The real rows, and behind them made ones; cut when fewer are wished."""
    real = catalogue.offers[:size]
    made = _made(catalogue.offers, size - len(real), Random(seed))
    return replace(catalogue, version=f"enlarged-{size}", offers=(*real, *made))


def _made(offers: tuple[Offer, ...], count: int, draw: Random) -> Iterator[Offer]:
    speech = _Speech.of(offers, draw)
    titles = {offer.title for offer in offers}
    for key in range(len(offers) + 1, len(offers) + count + 1):
        one, other, third = draw.choices(offers, k=3)
        title = speech.vary(f"{one.title} {draw.choice(other.title.split())}")
        while title in titles:
            title = f"{title} {speech.coin()}"
        titles.add(title)
        yield replace(
            one,
            key=key,
            id=f"{one.id}-{key}",
            title=title,
            description=speech.vary(other.description),
            provider=third.provider,
            place=third.place,
            ages=third.ages,
            target_groups=third.target_groups,
            schedule=other.schedule,
        )


@dataclass(slots=True)
class _Speech:
    """Says things a little differently, with ever rarer new words."""

    draw: Random
    parts: list[str]
    words: float
    said: int
    coined: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, offers: tuple[Offer, ...], draw: Random) -> _Speech:
        text = [word for o in offers for word in f"{o.title} {o.description}".split()]
        known = sorted({word for word in text if word.isalpha()})
        parts = [word for word in known if len(word) >= _COMPOUNDED]
        return cls(draw, parts, words=len(known), said=len(text))

    def vary(self, text: str) -> str:
        return " ".join(map(self._word, text.split()))

    def _word(self, word: str) -> str:
        self.said += 1
        fresh = EXPONENT * self.words / self.said
        chance = self.draw.random()
        if chance < fresh:
            return self.coin()
        return self.draw.choice(self.coined) if self.coined and chance < 2 * fresh else word

    def coin(self) -> str:
        first, second = self.draw.choices(self.parts, k=2)
        word = f"{first[: self.draw.randint(_COMPOUNDED, len(first))]}{second.lower()}"
        self.words += 1
        self.coined.append(word)
        return word
