"""Whether an offer is really what somebody wishes for, not only of the same kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.catalogue.offers import Offer
from bot.matching.answer import Answer, Aspect, Match, Outcome, TimeWish
from bot.matching.concepts import Stems
from bot.matching.stems import stem, words
from bot.wishes.lexicon import is_small, parts
from bot.wishes.subjects import Subject, Wished, wished

ENOUGH = 0.55
"""So much of a wish an offer must speak of."""

_IN_TITLE, _IN_TEXT = 0.9, 0.6
_PART = 4
_WEEKEND = frozenset({5, 6})
_STAGES = {
    "kinder": frozenset({"kinder", "jugendliche", "eltern"}),
    "jugendliche": frozenset({"jugendliche", "kinder"}),
    "erwachsene": frozenset({"erwachsene", "senioren"}),
    "senioren": frozenset({"senioren", "erwachsene"}),
}
"""Of these stages of life an offer may be for the others, too."""


@dataclass(frozen=True, slots=True)
class Told:
    """Stems of an offer's words: of its title and of all it says, and with small words, too."""

    title: frozenset[str]
    text: frozenset[str]
    spoken: frozenset[str]


def existing(answer: Answer) -> tuple[Match, ...]:
    """The offers among those of an answer that are what was asked for, the surest first."""
    asked = answer.understanding
    wish = wished(asked.text, answer.repairs)
    found = [
        (covered, match)
        for match in _for_them(answer, wish)
        if match.differs in {None, Aspect.SUBJECT}
        and not (Aspect.TIME in match.unknown and _at_weekend(asked.time))
        if (covered := covers(match.offer, wish)) >= ENOUGH
    ]
    ranked = sorted(found, key=lambda one: -(one[0] ** 2) * one[1].score)
    return tuple(replace(match, differs=None) for _, match in ranked)


def near(answer: Answer) -> tuple[Match, ...]:
    """The offers of the same kind as what was asked for: by their title, and for the same people."""
    wish = wished(answer.understanding.text, answer.repairs)
    return tuple(
        match
        for match in _for_them(answer, wish)
        for title in (told(match.offer).title,)
        if any(_is_said(kind, title, title) for kind in wish.kinds)
    )


def _for_them(answer: Answer, wish: Wished) -> Iterator[Match]:
    groups = answer.understanding.groups | wish.groups
    if answer.outcome in {Outcome.MATCH, Outcome.NEAR}:
        yield from (match for match in answer.matches if _is_for(match.offer, groups))


def covers(offer: Offer, wish: Wished) -> float:
    """How much of a wish an offer speaks of, between 0 and 1; nothing without what is named."""
    said = told(offer)
    held = [(one, _holds(one, said)) for one in wish.subjects]
    missed = [one for one, value in held if one.named and value == 0.0]
    if missed and not (wish.either and any(one.named and value for one, value in held)):
        return 0.0
    held = [(one, value) for one, value in held if one not in missed]
    whole = sum(one.weight for one, _ in held)
    return sum(one.weight * value for one, value in held) / whole if whole else 0.0


def _holds(subject: Subject, told: Told) -> float:
    if all(is_among(told.text, one) for one in subject.own):
        return 1.0
    if any(_is_said(way, told.title, told.title) for way in subject.ways):
        return _IN_TITLE
    return _IN_TEXT if any(_is_said(way, told.text, told.spoken) for way in subject.ways) else 0.0


def _is_said(way: Stems, said: frozenset[str], spoken: frozenset[str]) -> bool:
    """Only in a phrase small words count: "nah" is near, but sewing, too."""
    return all(is_among(said if len(way) == 1 else spoken, one) for one in way)


def is_among(said: frozenset[str], one: str) -> bool:
    """Whether the word stands among these, alone or in a compound."""
    if one in said:
        return True
    return len(one) > _PART and any(
        word.startswith(one) or word.endswith(one) for word in said if len(word) > len(one) + 2
    )


def _at_weekend(time: TimeWish | None) -> bool:
    """Where that was asked for, most offers that do not say when they are do not fit."""
    return time is not None and bool(time.days) and time.days <= _WEEKEND


def _is_for(offer: Offer, groups: frozenset[str]) -> bool:
    held = frozenset(offer.target_groups)
    if not held <= {*_STAGES, "eltern"} or not held:
        return True
    return all(not held.isdisjoint(_STAGES[one]) for one in groups if one in _STAGES)


def told(offer: Offer) -> Told:
    """What an offer says."""
    provider = " ".join(offer.provider.names) if offer.provider else ""
    place = f"{offer.place.venue} {offer.place.district} {offer.place.city}"
    return _stems(
        offer.title, f"{offer.description} {provider} {place} {' '.join(offer.target_groups)}"
    )


@lru_cache(maxsize=4096)
def _stems(title: str, rest: str) -> Told:
    first, others = words(title), words(rest)
    telling = frozenset(_each(word for word in first if not is_small(word)))
    text = telling | frozenset(_each(word for word in others if not is_small(word)))
    return Told(telling, text, text | frozenset(map(stem, (*first, *others))))


def _each(said: Iterable[str]) -> Iterator[str]:
    for word in said:
        yield stem(word)
        yield from parts(word)
