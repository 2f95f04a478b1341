"""From a question to an honest answer, over one frozen catalogue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from bot.catalogue.snapshot import Catalogue
from bot.matching.answer import Answer, Danger, Match, Outcome, Understanding
from bot.matching.clean import clean
from bot.matching.compounds import Compounds
from bot.matching.concepts import Found, Kind
from bot.matching.crisis import Listener
from bot.matching.documents import fields_of
from bot.matching.index import Index
from bot.matching.judging import judge
from bot.matching.parts import Reader
from bot.matching.retrieval import score
from bot.matching.stems import stem, words
from bot.matching.understanding import understand
from bot.matching.vocabulary import Vocabulary
from bot.matching.words import Words, packaged_words

_PART_OF_A_WORD = 0.4
_HELPERS = 5
_HELP = {
    Danger.SELF_HARM: "Krise Krisendienst Seelsorge Psychosoziale Beratung Lebenslagen Selbsthilfe",
    Danger.VIOLENCE: "Gewalt Kinderschutzdienst Kinderschutz Frauenhaus Frauenzentrum Opferhilfe",
}
"""What offers that help in a danger say of themselves."""


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
        self._compounds = Compounds(known, self._curated.weak | self._curated.stage_stems)
        self._index = Index([self._document(fields) for fields in texts])
        vocabulary = Vocabulary(known, self._compounds)
        self._listener = Listener(self._curated.alarms)
        self._reader = Reader(self._curated, vocabulary, self._index)

    def answer(
        self, question: str, today: date, *, without: frozenset[str] = frozenset()
    ) -> Answer:
        """The same question, catalogue and day give the same answer, for any text whatever."""
        del today
        understood = understand(clean(question), self._curated, without)
        said, asked = understood.said, understood.understanding
        found = self._reader.concepts(said, understood.used)
        parts = self._reader.parts(said, found, understood.used)
        heard = self._listener.hear(said, self._reader.unknown(said))
        if heard.danger:
            return Answer(
                Outcome.CRISIS, asked, danger=heard.danger, help=self._help(heard.danger, asked)
            )
        if not parts and _is_smalltalk(found):
            return Answer(Outcome.SMALLTALK, asked)
        verdict = judge(score(parts, self._index), self._catalogue.offers, asked)
        return Answer(
            verdict.outcome, asked, verdict.matches, verdict.nearest, delicate=heard.delicate
        )

    def _help(self, danger: Danger, asked: Understanding) -> tuple[Match, ...]:
        """Local counselling for a danger, whatever else the words of the question were."""
        parts = self._reader.parts(words(_HELP[danger]), [], frozenset())
        scores = score(parts, self._index)
        return judge(scores, self._catalogue.offers, asked).matches[:_HELPERS]

    def _document(self, fields: list[tuple[float, list[str]]]) -> Counter[str]:
        held: Counter[str] = Counter()
        for weight, texts in fields:
            for word in texts:
                held[stem(word)] += weight  # type: ignore[assignment]
                for part in self._compounds.split(word):
                    held[part] += weight * _PART_OF_A_WORD  # type: ignore[assignment]
        return held


def _is_smalltalk(found: Sequence[Found]) -> bool:
    return any(one.concept.kind is Kind.SMALLTALK for one in found)
