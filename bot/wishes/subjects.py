"""What a wish is about: its subjects, each with what an offer must say to be about it, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from bot.matching.ages import read_age
from bot.matching.answer import Repair
from bot.matching.asks import asking
from bot.matching.concepts import Found, Stems, grouped
from bot.matching.prices import price_words
from bot.matching.stems import fold, placed_words, stem, words
from bot.matching.times import day_words
from bot.wishes.emphasis import ASIDE, Emphasis, emphases
from bot.wishes.lexicon import beside, is_circumstance, is_small, stems, tells, topics
from bot.wishes.things import names, things_in

_SLIP = 85
_CIRCUMSTANCE, _CHATTY = 0.4, 1.5
_ONLY = frozenset(["nur", "only"])
_SEXES = frozenset(map(stem, words("Frauen Männer Mädchen Jungen women men girls boys")))
_OR = frozenset(["oder", "or"])
_GROUPS = {"kinder": "kinder", "jugend": "jugendliche", "senioren": "senioren"}


@dataclass(frozen=True, slots=True)
class Subject:
    """`own` are its words in the wish, as stems; `ways` what offers about it say, too.

    Of a subject that is `named` nothing else of the same kind will do. `weight` is between 0 and 1.
    """

    own: Stems
    ways: tuple[Stems, ...] = ()
    weight: float = 1.0
    named: bool = False


@dataclass(frozen=True, slots=True)
class Wished:
    """The subjects of a wish; `either` says that any of the named ones would do.

    `groups` are target groups that only a compound names, as "Kinderyoga". `kinds` is what offers say
    that are about the same kind of thing.
    """

    subjects: tuple[Subject, ...]
    either: bool = False
    groups: frozenset[str] = frozenset()
    kinds: tuple[Stems, ...] = ()


def wished(text: str, repairs: Iterable[Repair] = ()) -> Wished:
    """The subjects of a wish; `repairs` are the words of it that the matcher read differently."""
    folded = fold(text)
    meant = {one.typed: one.meant for one in repairs if _is_slip(one)}
    spoken = [meant.get(word, word) for _, word in placed_words(folded)]
    used = _used(folded)
    counts = emphases(text, spoken)
    found = list(_named(spoken, used, counts))
    taken = frozenset(one for subject in found for one in subject.own)
    found += _others(spoken, used, taken, counts)
    groups = (_GROUPS[one] for one in _GROUPS for word in spoken if _begins(word, one))
    return Wished(
        tuple(found or _forms(spoken)),
        not _OR.isdisjoint(spoken),
        frozenset(groups),
        _ways(one for one in topics(spoken) if not is_circumstance(one)),
    )


def _is_slip(repair: Repair) -> bool:
    """The matcher guesses boldly; what is the name of a thing was no slip at all."""
    alike = fuzz.ratio(repair.typed, repair.meant) >= _SLIP
    return alike and stem(repair.typed) not in names()


def _used(folded: str) -> frozenset[int]:
    """The places of words that name an age, a day or a price."""
    spans = [*asking(folded), *day_words(folded), *price_words(folded)]
    if age := read_age(folded):
        spans.append((age.start, age.end))
    return frozenset(
        place
        for place, (at, _) in enumerate(placed_words(folded))
        if any(begin <= at < end for begin, end in spans)
    )


def _begins(word: str, begin: str) -> bool:
    return word.startswith(begin) and len(word) > len(begin) + 1


def _named(
    spoken: Sequence[str], used: frozenset[int], counts: Sequence[Emphasis]
) -> Iterator[Subject]:
    """Things with a name of their own, and the sex of whom it is for alone."""
    said = [stems(word) for word in spoken]
    bare = frozenset(one for place, held in enumerate(said) if place not in used for one in held)
    for thing in {one.name: one for one in things_in(bare)}.values():
        at = [place for place, held in enumerate(said) if not held.isdisjoint(thing.name)]
        aside = any(counts[place].clause == ASIDE for place in at)
        yield Subject(thing.name, thing.ways, ASIDE if aside else 1.0, named=not aside)
    for place, word in enumerate(spoken):
        if stem(word) in _SEXES and not _ONLY.isdisjoint(spoken[max(0, place - 2) : place]):
            yield Subject((stem(word),), named=True)


def _others(
    spoken: Sequence[str],
    used: frozenset[int],
    taken: frozenset[str],
    counts: Sequence[Emphasis],
) -> Iterator[Subject]:
    """Known subjects, then the words that no list knows: in a chatty wish each of them says less."""
    groups = grouped(topics(spoken))
    for places, found in groups:
        telling = [at for at in sorted(places) if tells(spoken[at])]
        if telling and any(stems(spoken[at]).isdisjoint(taken) for at in telling):
            lesser = len(groups) > 1 and all(map(is_circumstance, found))
            lesser = lesser and not any(counts[at].whom for at in telling)
            most = max(counts[at].clause for at in telling)
            weight = min(most, _CIRCUMSTANCE) if lesser else most
            yield Subject(tuple(stem(spoken[at]) for at in telling), _ways(found), weight)
    known = frozenset(at for places, _ in groups for at in places)
    left = [
        Subject(own, (), counts[at].word)
        for at, word in enumerate(spoken)
        if at not in used and tells(word) and stems(word).isdisjoint(taken)
        for own in beside(word, known=at in known)
    ]
    share = min(1.0, _CHATTY / max(len(left), 1))
    yield from (replace(one, weight=one.weight * share) for one in left)


def _ways(found: Iterable[Found]) -> tuple[Stems, ...]:
    return tuple(way for one in found for way in one.concept.targets)


def _forms(spoken: Sequence[str]) -> list[Subject]:
    """Where nothing but people and the form of an offer is named, these are what it is about."""
    known = [
        Subject(tuple(stem(spoken[at]) for at in sorted(places)), _ways(found))
        for places, found in grouped(topics(spoken))
    ]
    return known or [Subject((stem(word),)) for word in spoken if not is_small(word)]
