"""Decides what an answer honestly is, from what was asked and what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest

from bot.catalogue.offers import Fit, Offer
from bot.matching.answer import Aspect, Match, Outcome, Understanding
from bot.matching.concepts import Kind
from bot.matching.retrieval import Scores
from bot.matching.rules import fits
from bot.matching.titles import Titles

CANDIDATES = 120
"""More than anybody reads, even of "Alle zeigen"."""
_LOOKED_AT = 10
_FILTERED = 2_000
"""A town's whole list; of a larger one, so many are looked through."""
_SURE, _HALF = 0.99, 0.4
_COVERED, _PARTLY, _HARDLY = 0.5, 0.3, 0.22
_BESIDE_THE_BEST = 0.45
_FITS, _UNKNOWN = 0.2, 0.1
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    outcome: Outcome
    matches: tuple[Match, ...] = ()


def judge(scores: Scores, titles: Titles, offers: Sequence[Offer], asked: Understanding) -> Verdict:
    ranked = scores.best(CANDIDATES)
    if _is_offtopic(scores, titles, ranked):
        return Verdict(Outcome.OFFTOPIC)
    outcome = _evidence(scores, ranked)
    if outcome is Outcome.NONE:
        return Verdict(outcome)
    least = ranked[0][1] * _BESIDE_THE_BEST
    found = [
        replace(
            _match(offers[number], value, asked),
            words=value - scores.meant.get(number, 0.0),
            meant=scores.meant.get(number, 0.0),
        )
        for number, value in ranked
        if value >= least
    ]
    return _three_valued(outcome, sorted(found, key=lambda match: -match.score))


def judge_all(scores: Scores, offers: Sequence[Offer], asked: Understanding) -> Verdict:
    """When no subject was named: what fits everything else that was, then what leaves it open."""
    most = max(scores.total.values(), default=1.0)
    values = {number: value / most for number, value in scores.best(CANDIDATES)}
    chosen = {*values, *range(min(len(offers), _FILTERED))}
    found = [
        _match(offers[number], 1.0 + values.get(number, 0.0), asked) for number in sorted(chosen)
    ]
    best = nlargest(CANDIDATES, found, key=lambda match: (match.differs is None, match.score))
    return _three_valued(Outcome.MATCH, best)


def closest(scores: Scores, offers: Sequence[Offer], asked: Understanding) -> tuple[Match, ...]:
    """The few that come nearest to what is missing; none that is for somebody else."""
    found = [_match(offers[number], value, asked) for number, value in scores.best(CANDIDATES)]
    return tuple(match for match in found if match.differs is None)[:_NEAREST]


def _is_offtopic(scores: Scores, titles: Titles, ranked: Sequence[tuple[int, float]]) -> bool:
    """Another office's matter, unless this very catalogue speaks of it or something else is asked too."""
    others = [part for part in scores.parts if part.kind is Kind.OFFTOPIC]
    asked = [reading.stems for part in others for reading in part.readings]
    best = [number for number, _ in ranked[:_LOOKED_AT]]
    if not others or any(titles.speak_of(number, stems) for number in best for stems in asked):
        return False
    return not any(
        part.kind is Kind.TOPIC and scores.held(place, number) >= _SURE
        for place, part in enumerate(scores.parts)
        for number in best
    )


def _evidence(scores: Scores, ranked: Sequence[tuple[int, float]]) -> Outcome:
    """Match, near or none, by how much of the question any of the best offers speaks of."""
    best = [number for number, _ in ranked[:_LOOKED_AT]]
    covered = max(map(scores.coverage, best), default=0.0)
    concepts = [place for place, part in enumerate(scores.parts) if part.kind is Kind.TOPIC]
    held = [max((scores.held(place, number) for number in best), default=0.0) for place in concepts]
    if concepts and min(held) < _HALF:
        return Outcome.NEAR if max(held) >= _HALF or covered >= _COVERED else Outcome.NONE
    if covered >= (_PARTLY if concepts else _COVERED):
        return Outcome.MATCH
    return Outcome.NEAR if concepts or covered >= _HARDLY else Outcome.NONE


def _three_valued(outcome: Outcome, found: Sequence[Match]) -> Verdict:
    """A match differs in nothing; without any, those that differ in one thing are near."""
    full = [match for match in found if match.differs is None]
    if full and outcome is Outcome.MATCH:
        return Verdict(Outcome.MATCH, tuple(full))
    if full:
        return Verdict(Outcome.NEAR, tuple(replace(one, differs=Aspect.SUBJECT) for one in full))
    return Verdict(Outcome.NEAR, tuple(found))


def _match(offer: Offer, value: float, asked: Understanding) -> Match:
    judged = dict(fits(offer, asked))
    fitting = tuple(_with(judged.items(), Fit.FITS))
    unknown = tuple(_with(judged.items(), Fit.UNKNOWN))
    differs = next(_with(judged.items(), Fit.DIFFERS), None)
    score = value * (1.0 + _FITS * len(fitting)) * (1.0 - _UNKNOWN) ** len(unknown)
    return Match(offer, score, fitting, unknown, differs)


def _with(judged: Iterable[tuple[Aspect, Fit]], fit: Fit) -> Iterator[Aspect]:
    return (aspect for aspect, value in judged if value is fit)
