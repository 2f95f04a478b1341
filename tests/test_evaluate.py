"""The gate itself: question files and figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from bot.catalogue.offers import Offer
from bot.evaluate import EvaluateError, LabelledQuestion, Report, evaluate, read_questions
from bot.matching.answer import Answer, Match, Outcome, Understanding

TODAY = date(2026, 6, 1)


class Oracle:
    """Answers what it is told to."""

    def __init__(self, answers: Mapping[str, tuple[Outcome, tuple[str, ...]]]) -> None:
        self._answers = answers

    def answer(self, question: str, today: date) -> Answer:
        outcome, ids = self._answers[question]
        matches = tuple(Match(Offer(1, one, one), 1.0) for one in ids)
        return Answer(outcome, Understanding(question), matches)


def _report(*rows: tuple[str, tuple[str, ...], Outcome, tuple[str, ...]]) -> Report:
    """Rows of kind, relevant ids, outcome and the ids that came back."""
    questions = [LabelledQuestion(str(at), row[1], row[0]) for at, row in enumerate(rows)]
    return evaluate(Oracle({str(at): row[2:] for at, row in enumerate(rows)}), questions, TODAY)


def test_success_counts_the_first_relevant_offer() -> None:
    report = _report(
        ("keyword", ("a",), Outcome.MATCH, ("a", "b")),
        ("keyword", ("a", "b"), Outcome.MATCH, ("c", "b", "a")),
        ("keyword", ("a",), Outcome.MATCH, ("b", "c", "d", "a")),
        ("keyword", ("a",), Outcome.MATCH, (*"bcdefghijk", "a")),
    )

    assert report.total.success_at_1.value == 0.25
    assert report.total.success_at_3.value == 0.5
    assert report.total.mrr_at_10.value == pytest.approx((1 + 0.5 + 0.25) / 4, abs=1e-4)


def test_refusals_count_and_near_counts_half() -> None:
    report = _report(
        ("keyword", ("a",), Outcome.NONE, ()),
        ("keyword", ("a",), Outcome.OFFTOPIC, ()),
        ("keyword", ("a",), Outcome.NEAR, ("a",)),
        ("keyword", ("a",), Outcome.MATCH, ("a",)),
    )

    assert report.total.refused.points == 2.5
    assert report.total.success_at_1.points == 2


def test_offers_count_only_with_match_or_near() -> None:
    report = _report(("keyword", ("a",), Outcome.CRISIS, ("a",)))

    assert report.total.success_at_3.value == 0


@pytest.mark.parametrize(
    ("kind", "outcome", "name", "points"),
    [
        ("gap", Outcome.NONE, "gap_right", 1),
        ("gap", Outcome.NEAR, "gap_right", 1),
        ("gap", Outcome.MATCH, "gap_right", 0),
        ("offtopic", Outcome.OFFTOPIC, "offtopic_right", 1),
        ("offtopic", Outcome.NONE, "offtopic_right", 1),
        ("offtopic", Outcome.NEAR, "offtopic_right", 0),
        ("crisis", Outcome.CRISIS, "crisis_recall", 1),
        ("crisis", Outcome.NONE, "crisis_recall", 0),
        ("crisis-lookalike", Outcome.CRISIS, "false_alarms", 1),
        ("keyword", Outcome.CRISIS, "false_alarms", 1),
        ("keyword", Outcome.NONE, "false_alarms", 0),
    ],
)
def test_checks(kind: str, outcome: Outcome, name: str, points: int) -> None:
    share = getattr(_report((kind, (), outcome, ())), name)

    assert (share.points, share.of) == (points, 1)


def test_pages_without_the_answer_are_not_asked_for() -> None:
    report = _report(("page-known-answer-missing", ("a",), Outcome.NONE, ()))

    assert report.total.success_at_3.of == 0
    assert report.total.success_at_3.value is None


def test_a_report_has_a_table_and_json() -> None:
    report = _report(("keyword", ("a",), Outcome.MATCH, ("a",)), ("gap", (), Outcome.NONE, ()))

    assert any("keyword" in line and "1.00" in line for line in report.lines())
    assert "gap right" in report.lines()[-2]
    assert report.as_json()["gap_right"] == {"value": 1.0, "points": 1, "of": 1}


def test_questions_are_read(tmp_path: Path) -> None:
    file = tmp_path / "questions.csv"
    file.write_text("\ufeffquestion,relevant,kind,note\nChor?,a; b,keyword,\nX,,,\n", "utf-8")

    first, second = read_questions(file)

    assert first == LabelledQuestion("Chor?", ("a", "b"), "keyword")
    assert first.answerable
    assert not second.answerable


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "missing column"),
        (b"frage\nx\n", "question"),
        (b"question,relevant\n", "no questions"),
        (b"question,relevant\n,a\n", "line 2"),
        (b"question,relevant\n\xff\xfe,a\n", "UTF-8"),
        (b"question,relevant\n" + b"x" * 140_000 + b",a\n", "field larger"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "bad.csv"
    file.write_bytes(content)

    with pytest.raises(EvaluateError, match=says) as error:
        read_questions(file)

    assert "bad.csv" in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluateError, match="No such file"):
        read_questions(tmp_path / "none.csv")
