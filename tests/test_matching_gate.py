"""Figures that a change must not lower. They lie a little under what was measured."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.catalogue.catalogues import catalogue_from_file
from bot.catalogue.town_files import load_town
from bot.evaluate import Report, evaluate, read_questions
from bot.matching.matcher import Matcher
from tests.matching import packaged_matcher

TODAY = date(2026, 6, 1)
DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return packaged_matcher()


@pytest.fixture(scope="module")
def eisenach(matcher: Matcher) -> Report:
    return evaluate(matcher, read_questions(DATA / "eisenach" / "questions.csv"), TODAY)


@pytest.fixture(scope="module")
def more_learnt(matcher: Matcher) -> Report:
    return evaluate(matcher, read_questions(DATA / "eisenach" / "more-learn.csv"), TODAY)


@pytest.fixture(scope="module")
def more_held_out(matcher: Matcher) -> Report:
    return evaluate(matcher, read_questions(DATA / "eisenach" / "more-held-out.csv"), TODAY)


@pytest.fixture(scope="module")
def omos() -> Report:
    catalogue = catalogue_from_file(DATA / "omos" / "offers.csv", load_town())
    questions = read_questions(DATA / "omos" / "questions.csv")
    return evaluate(Matcher(catalogue), questions, TODAY)


def _at_least(value: float | None, least: float) -> bool:
    return value is not None and value >= least


def test_eisenach_finds_the_right_offer(eisenach: Report) -> None:
    assert _at_least(eisenach.total.success_at_3.value, 0.92)
    assert _at_least(eisenach.total.mrr_at_10.value, 0.86)
    assert (eisenach.total.refused.value or 0) <= 0.04


def test_eisenach_says_no_honestly(eisenach: Report) -> None:
    assert eisenach.gap_right.points >= 9
    assert eisenach.offtopic_right.points >= 10
    assert (eisenach.false_alarms.value or 0) <= 0.01


def test_further_questions_find_the_right_offer(more_learnt: Report, more_held_out: Report) -> None:
    assert _at_least(more_learnt.total.success_at_3.value, 0.88)
    assert _at_least(more_held_out.total.success_at_3.value, 0.57)
    assert (more_held_out.total.refused.value or 0) <= 0.30


def test_a_foreign_collection_is_answered_too(omos: Report) -> None:
    assert _at_least(omos.total.success_at_3.value, 0.80)
    assert (omos.total.refused.value or 0) <= 0.03
    assert (omos.false_alarms.value or 0) <= 0.01
