"""Compares a run over labelled questions with the last one, which lies beside them as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from bot.evaluate import EvaluateError, LabelledQuestion, Report, Result, right
from bot.matching.answer import Outcome

GATED = ("success_at_3", "mrr_at_10", "gap_right", "offtopic_right", "crisis_recall")
"""Figures that must not fall."""
KEPT_LOW = ("false_alarms",)
"""Figures that must not rise."""

_TOTAL = ("success_at_1", "success_at_3", "mrr_at_10", "refused")
_CHECKS = ("gap_right", "offtopic_right", "crisis_recall", "false_alarms")
_MALFORMED = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one question fared: "match 2" when the second offer was a right one."""

    outcome: Outcome
    rank: int | None

    @classmethod
    def read(cls, text: str) -> Self:
        outcome, _, rank = text.partition(" ")
        return cls(Outcome(outcome), int(rank) if rank else None)

    def __str__(self) -> str:
        return self.outcome.value if self.rank is None else f"{self.outcome.value} {self.rank}"

    def points(self, labelled: LabelledQuestion) -> float:
        """Between 0 and 1: the first right offer is worth the more the higher it stands."""
        if labelled.answerable:
            return 1 / self.rank if self.rank else 0.0
        return float(right(labelled, self.outcome))


@dataclass(frozen=True, slots=True)
class Run:
    """What is remembered of a run: its figures, and where each question stood."""

    figures: Mapping[str, float]
    standings: Mapping[str, Standing]


@dataclass(frozen=True, slots=True)
class Difference:
    figure: str
    before: float
    after: float

    @property
    def fell(self) -> bool:
        """Whether it is worse, and one that must not be."""
        lower = self.figure in GATED and self.after < self.before
        return lower or (self.figure in KEPT_LOW and self.after > self.before)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that fares otherwise than before."""

    question: str
    before: Standing
    after: Standing
    gain: float


@dataclass(frozen=True, slots=True)
class Comparison:
    differences: tuple[Difference, ...]
    worse: tuple[Turn, ...]
    better: tuple[Turn, ...]

    @property
    def fallen(self) -> tuple[str, ...]:
        return tuple(one.figure for one in self.differences if one.fell)


def beside(questions: Path) -> Path:
    """Where the last run over a question file is kept."""
    return questions.with_suffix(".last.json")


def compare(last: Run, report: Report) -> Comparison:
    """What both runs know: figures by name, questions by their words."""
    now = _figures(report.as_json())
    both = [name for name in (*_TOTAL, *_CHECKS) if name in now and name in last.figures]
    turns = [turn for result in _once(report.results) if (turn := _turn(last, result))]
    return Comparison(
        tuple(Difference(name, last.figures[name], now[name]) for name in both),
        tuple(turn for turn in turns if turn.gain < 0),
        tuple(turn for turn in turns if turn.gain > 0),
    )


def _turn(last: Run, result: Result) -> Turn | None:
    labelled = result.labelled
    before = last.standings.get(labelled.question)
    if before is None:
        return None
    after = Standing(result.outcome, result.rank)
    gain = after.points(labelled) - before.points(labelled)
    return Turn(labelled.question, before, after, gain)


def save(path: Path, report: Report) -> None:
    """One line for each question, so that versions of the file can be compared."""
    standings = {
        result.labelled.question: str(Standing(result.outcome, result.rank))
        for result in _once(report.results)
    }
    run = {**report.as_json(), "questions": standings}
    try:
        path.write_text(json.dumps(run, ensure_ascii=False, indent=1) + "\n", "utf-8")
    except OSError as error:
        raise EvaluateError(f"{path}: {error.strerror or error}") from error


def _once(results: Sequence[Result]) -> Iterable[Result]:
    """A question that stands there twice is compared by its first label."""
    first: dict[str, Result] = {}
    for result in results:
        first.setdefault(result.labelled.question, result)
    return first.values()


def load(path: Path) -> Run | None:
    """The last run; None where there was none."""
    try:
        run = json.loads(path.read_text("utf-8"))
        standings = {question: Standing.read(text) for question, text in run["questions"].items()}
        return Run(_figures(run), standings)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise EvaluateError(f"{path}: {error.strerror or error}") from error
    except _MALFORMED as error:
        raise EvaluateError(f"{path}: not a saved run; write it again with --save") from error


def _figures(run: Mapping[str, Any]) -> dict[str, float]:
    """Those that have a value: without a question of their kind they have none."""
    values = {name: run["total"][name] for name in _TOTAL}
    values |= {name: run[name]["value"] for name in _CHECKS}
    return {name: float(value) for name, value in values.items() if value is not None}
