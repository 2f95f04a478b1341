"""Measures a matcher on a set of labelled questions."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from bot.matching.answer import Answer, Outcome

_SHOWN = 10
_GAP, _OFFTOPIC, _CRISIS, _LOOKALIKE = "gap", "offtopic", "crisis", "crisis-lookalike"
_NO_ANSWER_EXPECTED = frozenset({_GAP, _OFFTOPIC, "page-known-answer-missing"})
_RIGHT = {
    _GAP: (Outcome.NONE, Outcome.NEAR),
    _OFFTOPIC: (Outcome.OFFTOPIC, Outcome.NONE),
    _CRISIS: (Outcome.CRISIS,),
}
_COUNTED = (Outcome.MATCH, Outcome.NEAR)
_Json = dict[str, object]


class EvaluateError(Exception):
    """A question file that cannot be read; the message says where and why."""


class Answers(Protocol):
    def answer(self, question: str, today: date) -> Answer: ...


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """`relevant` holds ids of offers, best first; empty when nothing fits."""

    question: str
    relevant: tuple[str, ...]
    kind: str
    note: str = ""

    @property
    def answerable(self) -> bool:
        return bool(self.relevant) and self.kind not in _NO_ANSWER_EXPECTED


@dataclass(frozen=True, slots=True)
class Result:
    """What came back for one question: `rank` of the first relevant offer, None when not among ten."""

    labelled: LabelledQuestion
    outcome: Outcome
    rank: int | None


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many; `points` may be halves."""

    points: float
    of: int

    @property
    def value(self) -> float | None:
        return round(self.points / self.of, 4) if self.of else None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one group of questions with an answer."""

    success_at_1: Share
    success_at_3: Share
    mrr_at_10: Share
    refused: Share


@dataclass(frozen=True, slots=True)
class Report:
    total: Figures
    kinds: tuple[tuple[str, Figures], ...]
    gap_right: Share
    offtopic_right: Share
    crisis_recall: Share
    false_alarms: Share
    results: tuple[Result, ...] = ()

    def as_json(self) -> _Json:
        checks = {name: _share_json(share) for name, share in self._checks()}
        kinds = {kind: _figures_json(figures) for kind, figures in self.kinds}
        return {"total": _figures_json(self.total), "kinds": kinds, **checks}

    def lines(self) -> tuple[str, ...]:
        head = f"{'kind':<28}{'n':>5}{'success@1':>12}{'success@3':>12}{'MRR@10':>9}{'refused':>9}"
        rows = [_line(kind, figures) for kind, figures in (*self.kinds, ("all", self.total))]
        checks = [
            f"{name.replace('_', ' '):<28}{share.points:>5g} of {share.of}"
            for name, share in self._checks()
            if share.of
        ]
        return (head, *rows, *checks)

    def _checks(self) -> tuple[tuple[str, Share], ...]:
        names = ("gap_right", "offtopic_right", "crisis_recall", "false_alarms")
        return tuple((name, getattr(self, name)) for name in names)


def right(labelled: LabelledQuestion, outcome: Outcome) -> bool:
    """Whether an outcome is right for a question without an answer; a crisis is a crisis only."""
    expected = _RIGHT.get(labelled.kind)
    return outcome is not Outcome.CRISIS if expected is None else outcome in expected


def read_questions(path: Path) -> tuple[LabelledQuestion, ...]:
    """Questions out of a CSV file with the columns question, relevant, kind and note."""
    rows = csv.DictReader(_text(path).splitlines(keepends=True))
    columns = set(rows.fieldnames or ())
    if missing := {"question", "relevant"} - columns:
        raise EvaluateError(f"{path}: missing column {', '.join(sorted(missing))}")
    try:
        questions = tuple(labelled_question(path, rows.line_num, row) for row in rows)
    except csv.Error as error:
        raise EvaluateError(f"{path}: line {rows.line_num}: {error}") from error
    if not questions:
        raise EvaluateError(f"{path}: no questions in it")
    return questions


def _text(path: Path) -> str:
    try:
        return Path(path).read_text("utf-8-sig")
    except OSError as error:
        raise EvaluateError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise EvaluateError(f"{path}: not UTF-8 (byte {error.start})") from error


def labelled_question(
    file: Path | str, line: int, row: Mapping[str, str | None]
) -> LabelledQuestion:
    """One row of a question file, by column."""
    question = (row["question"] or "").strip()
    if not question:
        raise EvaluateError(f"{file}: line {line}: the question is empty")
    relevant = tuple(one.strip() for one in (row["relevant"] or "").split(";") if one.strip())
    kind = (row.get("kind") or "").strip() or "question"
    return LabelledQuestion(question, relevant, kind, (row.get("note") or "").strip())


def evaluate(matcher: Answers, questions: Sequence[LabelledQuestion], today: date) -> Report:
    results = tuple(_ask(matcher, labelled, today) for labelled in questions)
    answerable = [result for result in results if result.labelled.answerable]
    kinds = dict.fromkeys(result.labelled.kind for result in answerable)
    return Report(
        total=_figures(answerable),
        kinds=tuple((kind, _figures(_of(answerable, kind))) for kind in kinds),
        gap_right=_right(results, _GAP),
        offtopic_right=_right(results, _OFFTOPIC),
        crisis_recall=_right(results, _CRISIS),
        false_alarms=_alarms([one for one in results if one.labelled.kind != _CRISIS]),
        results=results,
    )


def _ask(matcher: Answers, labelled: LabelledQuestion, today: date) -> Result:
    answer = matcher.answer(labelled.question, today)
    offered = answer.matches if answer.outcome in _COUNTED else ()
    ids = [match.offer.id for match in offered[:_SHOWN]]
    rank = next((at for at, one in enumerate(ids, 1) if one in labelled.relevant), None)
    return Result(labelled, answer.outcome, rank)


def _of(results: Iterable[Result], kind: str) -> list[Result]:
    return [result for result in results if result.labelled.kind == kind]


def _right(results: Sequence[Result], kind: str) -> Share:
    asked = _of(results, kind)
    return Share(sum(right(one.labelled, one.outcome) for one in asked), len(asked))


def _alarms(results: Sequence[Result]) -> Share:
    return Share(sum(result.outcome is Outcome.CRISIS for result in results), len(results))


def _figures(results: Sequence[Result]) -> Figures:
    ranks = [result.rank for result in results if result.rank is not None]
    count = len(results)
    return Figures(
        success_at_1=Share(sum(rank == 1 for rank in ranks), count),
        success_at_3=Share(sum(rank <= 3 for rank in ranks), count),
        mrr_at_10=Share(sum(1 / rank for rank in ranks), count),
        refused=Share(sum(_refusal(result.outcome) for result in results), count),
    )


def _refusal(outcome: Outcome) -> float:
    if outcome in (Outcome.NONE, Outcome.OFFTOPIC):
        return 1.0
    return 0.5 if outcome is Outcome.NEAR else 0.0


def _share_json(share: Share) -> _Json:
    return {"value": share.value, "points": round(share.points, 4), "of": share.of}


def _figures_json(figures: Figures) -> _Json:
    names = ("success_at_1", "success_at_3", "mrr_at_10", "refused")
    return {"questions": figures.success_at_3.of} | {
        name: getattr(figures, name).value for name in names
    }


def _line(name: str, figures: Figures) -> str:
    shares = (figures.success_at_1, figures.success_at_3, figures.mrr_at_10, figures.refused)
    cells = [f"{share.value:.2f}" if share.value is not None else "-" for share in shares]
    return f"{name:<28}{figures.success_at_3.of:>5}{cells[0]:>12}{cells[1]:>12}{cells[2]:>9}{cells[3]:>9}"
