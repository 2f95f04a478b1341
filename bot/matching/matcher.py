"""From a question to an honest answer, over one frozen catalogue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from heapq import nlargest

from bot.catalogue.offers import Fit, Offer
from bot.catalogue.snapshot import Catalogue
from bot.matching.answer import Answer, Aspect, Match, Outcome, Understanding
from bot.matching.clean import clean
from bot.matching.compounds import Compounds
from bot.matching.documents import fields_of
from bot.matching.index import Index
from bot.matching.parts import Reader
from bot.matching.retrieval import score
from bot.matching.rules import fits
from bot.matching.stems import stem, words
from bot.matching.understanding import understand
from bot.matching.vocabulary import Vocabulary
from bot.matching.words import Words, packaged_words

_CANDIDATES = 200
_GOOD = 0.20
_SOME = 0.12
_BESIDE_THE_BEST = 0.5
_FITS, _UNKNOWN = 0.04, -0.01
_NEAREST = 3
_PART_OF_A_WORD = 0.6


class Matcher:
    def __init__(self, catalogue: Catalogue, curated: Words | None = None) -> None:
        self._catalogue = catalogue
        self._curated = curated or packaged_words()
        texts = [
            [(weight, words(text)) for weight, text in fields_of(offer, catalogue)]
            for offer in catalogue.offers
        ]
        spoken = {word for fields in texts for _, held in fields for word in held}
        known = spoken | self._curated.vocabulary
        self._compounds = Compounds(known)
        self._index = Index([self._document(fields) for fields in texts])
        vocabulary = Vocabulary(known, self._compounds)
        self._reader = Reader(self._curated, vocabulary, self._index)

    def answer(
        self, question: str, today: date, *, without: frozenset[str] = frozenset()
    ) -> Answer:
        """The same question, catalogue and day give the same answer, for any text whatever."""
        del today
        understood = understand(clean(question), self._curated, without)
        found = self._reader.concepts(understood.said)
        parts = self._reader.parts(understood.said, found, understood.used)
        return self._decide(understood.understanding, score(parts, self._index))

    def _document(self, fields: list[tuple[float, list[str]]]) -> Counter[str]:
        held: Counter[str] = Counter()
        for weight, texts in fields:
            for word in texts:
                held[stem(word)] += weight  # type: ignore[assignment]
                for part in self._compounds.split(word):
                    held[part] += weight * _PART_OF_A_WORD  # type: ignore[assignment]
        return held

    def _decide(self, understood: Understanding, scores: dict[int, float]) -> Answer:
        best = nlargest(_CANDIDATES, scores.items(), key=lambda item: (item[1], -item[0]))
        top = best[0][1] if best else 0.0
        found = [
            self._judge(self._catalogue.offers[number], value, understood)
            for number, value in best
            if value >= max(_SOME, top * _BESIDE_THE_BEST)
        ]
        found.sort(key=lambda match: -match.score)
        full = tuple(match for match in found if match.differs is None and match.score >= _SOME)
        near = tuple(match for match in found if match.differs is not None)
        if top >= _GOOD and full:
            return Answer(Outcome.MATCH, understood, full)
        if full:
            return Answer(Outcome.NEAR, understood, full)
        if near:
            return Answer(Outcome.NEAR, understood, near)
        nearest = tuple(
            self._judge(self._catalogue.offers[number], value, understood)
            for number, value in best[:_NEAREST]
        )
        return Answer(Outcome.NONE, understood, nearest=nearest)

    def _judge(self, offer: Offer, value: float, understood: Understanding) -> Match:
        judged = dict(fits(offer, understood))
        fitting = tuple(_with(judged, Fit.FITS))
        unknown = tuple(_with(judged, Fit.UNKNOWN))
        differs = next(iter(_with(judged, Fit.DIFFERS)), None)
        bonus = _FITS * len(fitting) + _UNKNOWN * len(unknown)
        return Match(offer, value + bonus, fitting, unknown, differs)


def _with(judged: dict[Aspect, Fit], fit: Fit) -> Iterator[Aspect]:
    return (aspect for aspect, value in judged.items() if value is fit)
