"""What new offers speak of: most wishes are not about any of it, and need no closer look."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, takewhile

from bot.catalogue.offers import Offer
from bot.matching.concepts import Stems
from bot.wishes.existing import ENOUGH, covers, is_among, told
from bot.wishes.subjects import Wished, wished


class Newness:
    """Some offers, found by their words. Not for several threads at once."""

    def __init__(self, offers: Iterable[Offer]) -> None:
        self._offers: dict[str, list[Offer]] = defaultdict(list)
        for offer in offers:
            for word in told(offer).spoken:
                self._offers[word].append(offer)
        self._forwards = sorted(self._offers)
        self._backwards = sorted(word[::-1] for word in self._offers)
        self._saying: dict[str, dict[int, Offer]] = {}

    def may_concern(self, text: str) -> bool:
        """Whether one of the offers speaks of enough of a wish."""
        wish = wished(text)
        found = {key: offer for one in _beginnings(wish) for key, offer in self._of(one).items()}
        return any(covers(offer, wish) >= ENOUGH for offer in found.values())

    def _of(self, stem: str) -> dict[int, Offer]:
        """Those that say a word, alone or in a compound."""
        if stem not in self._saying:
            near = {*_begun(self._forwards, stem)}
            near |= {word[::-1] for word in _begun(self._backwards, stem[::-1])}
            same = [word for word in near if is_among(frozenset({word}), stem)]
            self._saying[stem] = {offer.key: offer for word in same for offer in self._offers[word]}
        return self._saying[stem]


def _begun(words: Sequence[str], begin: str) -> Iterator[str]:
    """Those of sorted words that begin so."""
    behind = islice(words, bisect_left(words, begin), None)
    return takewhile(lambda word: word.startswith(begin), behind)


def _beginnings(wish: Wished) -> Iterator[str]:
    """Of all words of a subject, or of a way to say it, an offer says each: one is enough to look for."""
    ways: list[Stems] = [way for one in wish.subjects for way in (one.own, *one.ways)]
    yield from {max(way, key=len) for way in ways if way}
