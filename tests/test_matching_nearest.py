"""What lies closest when a town has nothing: only what is really about it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.matching.answer import Aspect, Outcome
from bot.matching.matcher import Matcher
from bot.matching.words import packaged_words
from tests.matching import packaged_matcher

TODAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return packaged_matcher()


@pytest.mark.parametrize(
    ("question", "nearest"),
    [
        ("Japanisch Kurs", "vhs-spanisch"),
        ("Norwegisch lernen", "vhs-spanisch"),
        ("Babyschwimmen ab 6 Monate", "dlrg-seepferdchen"),
        ("wo kann meine tochter reiten lernen", "kreissportbund-eisenach"),
    ],
)
def test_a_neighbour_is_near(matcher: Matcher, question: str, nearest: str) -> None:
    answer = matcher.answer(question, TODAY)

    assert answer.outcome is Outcome.NONE
    assert nearest in [match.offer.id for match in answer.nearest]


@pytest.mark.parametrize("question", ["Xylophonbau kurs", "Ballonfahren", "Dudelsack verein"])
def test_being_a_course_too_brings_nothing_near(matcher: Matcher, question: str) -> None:
    answer = matcher.answer(question, TODAY)

    assert answer.outcome is Outcome.NONE
    assert not answer.nearest


def test_what_is_for_somebody_else_is_not_near(matcher: Matcher) -> None:
    for match in matcher.answer("Babyschwimmen ab 6 Monate", TODAY).nearest:
        assert match.differs is None


def test_every_neighbour_is_a_concept() -> None:
    concepts = packaged_words().concepts
    names = {concept.name for concept in concepts}

    assert {name for concept in concepts for name in concept.near} <= names


@pytest.mark.parametrize(
    ("question", "differs"),
    [("Schach für Senioren", Aspect.SUBJECT), ("schwimmkurs für kinder", None)],
)
def test_weak_evidence_says_that_the_subject_differs(
    matcher: Matcher, question: str, differs: Aspect | None
) -> None:
    assert matcher.answer(question, TODAY).matches[0].differs is differs
