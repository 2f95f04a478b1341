"""The telling words of a wish, by which it is found again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bot.matching.compounds import Compounds
from bot.matching.concepts import Concepts, Found, Kind, Said
from bot.matching.stems import stem, words
from bot.matching.words import Words, packaged_words

_SHORTEST = 3
_BEGINNING = 5


@dataclass(frozen=True, slots=True)
class Telling:
    """A word that carries a meaning, as a stem, with the concepts that it speaks of."""

    stem: str
    concepts: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Curated:
    """Our words of questions; `forms` only name the form of an offer, or a stage of life."""

    words: Words
    forms: frozenset[str]
    concepts: Concepts
    compounds: Compounds


@cache
def _curated() -> _Curated:
    """Read when first needed: commands without wishes must not wait for it."""
    ours = packaged_words()
    forms = ours.weak | ours.stage_stems
    return _Curated(ours, forms, Concepts(ours.concepts), Compounds(ours.vocabulary, forms))


def concepts(text: str) -> frozenset[str]:
    """The names of the curated concepts of a text."""
    return frozenset(one.concept.name for one in _found(words(text)))


def telling(text: str) -> tuple[Telling, ...]:
    """Each once, in their order; words for ages and for forms ("course") say nothing here."""
    spoken = words(text)
    found = _found(spoken)
    told: dict[str, frozenset[str]] = {}
    for place, word in enumerate(spoken):
        named = frozenset(one.concept.name for one in found if place in one.places)
        for one in _stems(word):
            told[one] = told.get(one, frozenset()) | named
    return tuple(Telling(one, named) for one, named in told.items())


def keys(text: str) -> frozenset[str]:
    """What is looked up: the beginnings of stems, and names of concepts behind an equals sign."""
    told = telling(text)
    named = (f"={name}" for one in told for name in one.concepts)
    return frozenset((*(one.stem[:_BEGINNING] for one in told), *named))


def _found(spoken: Sequence[str]) -> list[Found]:
    ours = _curated()
    said = [
        Said(frozenset({stem(word), *ours.compounds.split(word)}), word not in ours.words.stop)
        for word in spoken
    ]
    return [one for one in ours.concepts.find(said) if one.concept.kind is Kind.TOPIC]


def _stems(word: str) -> Iterator[str]:
    own, ours = stem(word), _curated()
    if word in ours.words.stop or word.isdigit() or own in ours.forms:
        return
    bare = without_form(own)
    known = word in ours.words.vocabulary
    parts = () if known else ours.compounds.split(word if bare == own else bare)
    yield from [part for part in parts if part not in ours.words.stage_stems] or (bare,)


def without_form(own: str) -> str:
    """As "japanischkurs" is Japanese, whether or not the lists know the word."""
    weak = _curated().words.weak
    form = max((form for form in weak if own.endswith(form)), key=len, default="")
    bare = own.removesuffix(form)
    return stem(bare) if form and len(bare) >= _SHORTEST else own
