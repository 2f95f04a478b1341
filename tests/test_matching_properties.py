"""What holds for every question whatever."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.offers import Fit
from bot.matching.answer import Outcome
from bot.matching.clean import LONGEST, clean
from bot.matching.matcher import Matcher
from tests.matching import packaged_matcher

TODAY = date(2026, 6, 1)
ANY_TEXT = st.text(st.characters(), max_size=600)
SUBJECTS = st.sampled_from(
    ["schwimmen", "theater", "chor", "tanzen", "fussball", "malen", "museum", "ferien", "kurs"]
)
WORST = (
    "\u0301" * 4096,
    "\ufdfa" * 4096,
    "\U0001f600" * 2048,
    "a" * 4000,
    "schwimmkurs" * 300,
    "donaudampfschifffahrtsgesellschaft" * 8,
    "kinder " * 600,
    "\ud800" * 300,
    "\x00" * 300,
    "tag" * 85,
)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return packaged_matcher()


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text).text

    assert clean(once).text == once
    assert not clean(once).cut
    assert len(once) <= LONGEST


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT)
def test_no_text_raises(matcher: Matcher, text: str) -> None:
    assert matcher.answer(text, TODAY).outcome in Outcome


@settings(max_examples=60, deadline=None)
@given(SUBJECTS, st.integers(0, 99))
def test_a_wrong_age_is_never_a_match(matcher: Matcher, subject: str, age: int) -> None:
    answer = matcher.answer(f"{subject} {age} Jahre", TODAY)
    asked = answer.understanding.ages

    assert asked is not None
    for match in answer.matches:
        differs = match.offer.ages.fit(asked) is Fit.DIFFERS
        assert not differs or (answer.outcome is Outcome.NEAR and match.differs is not None)


@settings(max_examples=40, deadline=None)
@given(SUBJECTS, st.sampled_from(["!!!", " ???", " bitte", " 🙂", "\u200b", " ... danke"]))
def test_noise_changes_no_answer(matcher: Matcher, subject: str, noise: str) -> None:
    plain, noisy = matcher.answer(subject, TODAY), matcher.answer(subject + noise, TODAY)

    assert plain.matches == noisy.matches
    assert plain.outcome is noisy.outcome


@pytest.mark.parametrize("question", WORST, ids=range(len(WORST)))
def test_the_worst_inputs_get_an_answer(matcher: Matcher, question: str) -> None:
    assert matcher.answer(question, TODAY).outcome in Outcome


def test_the_same_question_gets_the_same_answer(matcher: Matcher) -> None:
    first = matcher.answer("kinderchor in eisenach", TODAY)

    assert matcher.answer("kinderchor in eisenach", TODAY) == first
