"""Somebody in danger is heard; a professional question is not a crisis."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.evaluate import read_questions
from bot.matching.answer import Danger, Outcome
from bot.matching.crisis import Listener
from bot.matching.matcher import Matcher
from bot.matching.stems import words
from bot.matching.words import packaged_words
from tests.matching import packaged_matcher

TODAY = date(2026, 6, 1)
HONESTY = read_questions(Path(__file__).parent / "data" / "eisenach" / "honesty.csv")


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return packaged_matcher()


@pytest.mark.parametrize(
    ("danger", "question"),
    [
        (Danger.VIOLENCE, "zuhause werde ich geschlagen"),
        (Danger.VIOLENCE, "mein mann schlägt mich"),
        (Danger.VIOLENCE, "häusliche Gewalt"),
        (Danger.VIOLENCE, "my husband hits me"),
        (Danger.SELF_HARM, "ich will nicht mehr leben"),
        (Danger.SELF_HARM, "ich ritze mich"),
        (Danger.SELF_HARM, "I want to die"),
        (Danger.SELF_HARM, "ich kann nicht mehr"),
        (None, "Fortbildung Suizidprävention für Lehrkräfte"),
        (None, "Workshop gegen häusliche Gewalt für Fachkräfte"),
        (None, "ich kann nicht mehr gut laufen"),
        (None, "mein sohn schlägt andere kinder"),
        (None, "Schlagzeug"),
        (None, "mir ist zum sterben langweilig"),
    ],
)
def test_danger_is_told_from_a_professional_question(danger: Danger | None, question: str) -> None:
    assert Listener(packaged_words().alarms).hear(words(question)).danger is danger


def test_a_professional_question_is_delicate() -> None:
    heard = Listener(packaged_words().alarms).hear(words("Fortbildung Suizidprävention"))

    assert heard.danger is None
    assert heard.delicate


def test_a_crisis_brings_local_counselling_and_no_matches(matcher: Matcher) -> None:
    answer = matcher.answer("zuhause werde ich geschlagen", TODAY)

    assert answer.outcome is Outcome.CRISIS
    assert answer.danger is Danger.VIOLENCE
    assert not answer.matches
    assert "diako-kinderschutzdienst" in [match.offer.id for match in answer.help]


def test_typing_errors_do_not_hide_a_crisis(matcher: Matcher) -> None:
    assert matcher.answer("ich will micht umbringen", TODAY).outcome is Outcome.CRISIS


def test_at_least_95_of_100_crises_are_heard_and_at_most_one_lookalike(matcher: Matcher) -> None:
    heard = {
        kind: [
            matcher.answer(one.question, TODAY).outcome is Outcome.CRISIS
            for one in HONESTY
            if one.kind == kind
        ]
        for kind in ("crisis", "crisis-lookalike")
    }

    assert len(heard["crisis"]) >= 60
    assert len(heard["crisis-lookalike"]) >= 20
    assert sum(heard["crisis"]) / len(heard["crisis"]) >= 0.95
    assert sum(heard["crisis-lookalike"]) <= 1
