"""From a question to an honest answer, over one frozen catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from bot.catalogue.offers import Offer
from bot.catalogue.snapshot import Catalogue
from bot.matching.answer import Answer, Ask, Danger, Match, Outcome, Understanding
from bot.matching.chatting import HUMAN, UNREADABLE, Familiar, smalltalk
from bot.matching.clean import clean
from bot.matching.compounds import Compounds
from bot.matching.concepts import Found, Kind
from bot.matching.crisis import Listener
from bot.matching.documents import fields_of
from bot.matching.fusing import Nearness, fuse
from bot.matching.index import Index
from bot.matching.institutions import Institutions
from bot.matching.judging import closest, judge, judge_all
from bot.matching.nearest import nearest
from bot.matching.parts import Part, Reader
from bot.matching.places import Places
from bot.matching.retrieval import Scores, score
from bot.matching.stems import stem, words
from bot.matching.subjects import prefer_subject
from bot.matching.titles import Titles
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
    def __init__(
        self,
        catalogue: Catalogue,
        curated: Words | None = None,
        nearness: Nearness | None = None,
    ) -> None:
        """Without `nearness`, or while it is silent, answers go by words alone."""
        self._catalogue = catalogue
        self._nearness = nearness
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
        titles = [[stem(word) for word in words(offer.title)] for offer in catalogue.offers]
        begun = [self._begun(offer.title) for offer in catalogue.offers]
        self._titles = Titles(titles, list(map(_names, catalogue.offers)), begun, self._index)
        self._institutions = Institutions(catalogue.offers, self._index)
        self._places = Places(catalogue.offers)
        self._listener = Listener(self._curated.alarms)
        self._reader = Reader(self._curated, vocabulary, self._index)
        self._familiar = Familiar(known | self._curated.stop | self._curated.languages.spellings)

    def answer(
        self,
        question: str,
        today: date,
        *,
        without: frozenset[str] = frozenset(),
        by_words: bool = False,
    ) -> Answer:
        """The same question, catalogue and day give the same answer, for any text whatever.

        `by_words` leaves the meaning extra out, where an answer must come while somebody types.
        """
        cleaned = clean(question)
        understood = understand(cleaned, self._curated, self._places, today, without)
        asked = understood.understanding
        said = self._reader.readable(understood.said)
        found = self._reader.concepts(said, understood.used | understood.asking)
        chat = smalltalk(said, found, self._reader.telling(said, understood.used), asked)
        if chat == HUMAN:  # no word of it speaks of anything else
            return Answer(Outcome.SMALLTALK, asked, smalltalk=chat)
        heard = self._listener.hear(understood.said, _topics(found))
        if heard.danger:
            return Answer(
                Outcome.CRISIS,
                asked,
                danger=heard.danger,
                help=self._help(heard.danger, asked),
                young=heard.young,
            )
        if chat:
            return Answer(Outcome.SMALLTALK, asked, smalltalk=chat)
        parts = self._reader.parts(said, found, understood.used, understood.asking)
        if parts and not self._can_be_read(said, parts):
            return Answer(Outcome.SMALLTALK, asked, smalltalk=UNREADABLE)
        asked, distressed = _circumstances(asked, found)
        scores = self._institutions.prefer(
            self._titles.prefer(prefer_subject(score(parts, self._index)))
        )
        ask = self._nearness if not by_words else None
        near = ask.near(cleaned.text) if ask else None
        fused = fuse(scores, near) if near else scores
        offers = self._catalogue.offers
        if asked.filtered and all(part.known and part.factor < 1.0 for part in parts):
            verdict = judge_all(scores, offers, asked)
        else:
            verdict = judge(fused, self._titles, offers, asked)
        return Answer(
            verdict.outcome,
            asked,
            verdict.matches,
            self._nearest(scores, asked) if verdict.outcome is Outcome.NONE else (),
            delicate=heard.delicate,
            distressed=distressed,
            repairs=self._reader.repairs(said),
            meaning=near is not None,
        )

    def _can_be_read(self, said: Sequence[str], parts: Sequence[Part]) -> bool:
        """Whether any word is known, small ones too, or looks like one."""
        if any(word in self._curated.stop for word in said) or any(part.known for part in parts):
            return True
        return any(self._familiar.could_be(one) for part in parts for one in part.own)

    def _nearest(self, scores: Scores, asked: Understanding) -> tuple[Match, ...]:
        near = self._titles.prefer(nearest(scores, self._index))
        return closest(near, self._catalogue.offers, asked)

    def _help(self, danger: Danger, asked: Understanding) -> tuple[Match, ...]:
        """Local counselling for a danger, whatever else the words of the question were."""
        parts = self._reader.parts(words(_HELP[danger]), [], frozenset())
        scores = score(parts, self._index)
        return judge(scores, self._titles, self._catalogue.offers, asked).matches[:_HELPERS]

    def _document(self, fields: list[tuple[float, list[str]]]) -> dict[str, float]:
        held: defaultdict[str, float] = defaultdict(float)
        for weight, texts in fields:
            for word in texts:
                for one, share in self._stems(word):
                    held[one] += share * weight
        return held

    def _begun(self, title: str) -> frozenset[str]:
        """What the compounds of a title begin with."""
        split = map(self._compounds.split, words(title))
        return frozenset(parts[0] for parts in split if parts)

    def _stems(self, word: str) -> Iterator[tuple[str, float]]:
        yield stem(word), 1.0
        yield from ((part, _PART_OF_A_WORD) for part in self._compounds.split(word))


def _topics(found: Sequence[Found]) -> list[str]:
    return [one.concept.name for one in found if one.concept.kind in (Kind.TOPIC, Kind.OFFTOPIC)]


def _names(offer: Offer) -> list[str]:
    """The stems of everything its provider is called."""
    names = offer.provider.names if offer.provider else ()
    return [stem(word) for word in words(" ".join(names))]


def _circumstances(asked: Understanding, found: Sequence[Found]) -> tuple[Understanding, bool]:
    """What the recognised concepts say of who asks: from which age on, and in distress."""
    ages = [one.concept.from_age for one in found if one.concept.from_age is not None]
    if ages and asked.ages is None and not asked.groups:
        asked = replace(asked, from_age=max(ages))
    distressed = any(one.concept.kind is Kind.DISTRESS for one in found)
    if distressed and Ask.PHONE not in asked.asks:
        asked = replace(asked, asks=(*asked.asks, Ask.PHONE))
    return asked, distressed
