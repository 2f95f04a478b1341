"""Puts an institution before its own courses when only its name was asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.catalogue.offers import Offer
from bot.matching.index import Index
from bot.matching.retrieval import Scores
from bot.matching.stems import stem, words

Name = tuple[str, ...]
_TELLING = 1.0
"""The factor of words that say what is looked for, not its form or what is asked about it."""


class Institutions:
    """Knows every name of a provider, and the offers whose title begins with one."""

    def __init__(self, offers: Sequence[Offer], index: Index) -> None:
        providers = {offer.provider.id: offer.provider for offer in offers if offer.provider}
        self._owners: defaultdict[Name, set[str]] = defaultdict(set)
        self._words: dict[str, frozenset[str]] = {}
        for provider in providers.values():
            names = [_stems(name) for name in provider.names]
            self._words[provider.id] = frozenset(one for name in names for one in name)
            for name in names:
                self._owners[name].add(provider.id)
        self._longest = max(map(len, self._owners), default=0)
        self._of: defaultdict[str, dict[int, float]] = defaultdict(dict)
        for number, offer in enumerate(offers):
            title = _stems(offer.title)
            for owner in self._owners_at_the_start(title):
                self._of[owner][number] = self._share(title, owner, index)

    def prefer(self, scores: Scores) -> Scores:
        """The same scores; the offers that are the institution itself stand on top."""
        named = [self._of[owner] for owner in self._asked(scores)]
        if not named:
            return scores
        found = {
            number: max(shares[number] for shares in named if number in shares)
            for number in scores.total
            if any(number in shares for shares in named)
        }
        best = max(scores.total.values(), default=0.0)
        raised = {number: best + share * scores.total[number] for number, share in found.items()}
        return replace(scores, total={**scores.total, **raised})

    def _asked(self, scores: Scores) -> frozenset[str]:
        """The providers that a question names without asking for anything else of theirs."""
        telling = [part for part in scores.parts if part.factor == _TELLING]
        typed = frozenset(one for part in telling for one in part.own)
        if not typed or not all(part.own for part in telling):
            return frozenset()
        named = {
            owner
            for name, owners in self._owners.items()
            if typed.issuperset(name)
            for owner in owners
        }
        return frozenset(owner for owner in named if typed <= self._words[owner])

    def _owners_at_the_start(self, title: Name) -> Iterable[str]:
        beginnings = (title[:length] for length in range(1, self._longest + 1))
        return {owner for start in beginnings for owner in self._owners.get(start, ())}

    def _share(self, title: Name, owner: str, index: Index) -> float:
        """How much of the title is only the institution's name."""
        whole = sum(map(index.rarity, title)) or 1.0
        return sum(index.rarity(one) for one in title if one in self._words[owner]) / whole


def _stems(name: str) -> Name:
    return tuple(map(stem, words(name)))
