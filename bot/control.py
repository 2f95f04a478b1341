"""The town's own control set: questions that a new catalogue must not break."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.catalogue.folder import data_folder, read_file
from bot.catalogue.table import read_table
from bot.evaluate import Answers, LabelledQuestion, Result, evaluate, labelled_question
from bot.gate import Standing

QUESTIONS = "questions.csv"

_WORKS = 1 / 3
"""A right offer stands among the first three, which are those that are shown."""


def control_questions(own: Path | None) -> tuple[LabelledQuestion, ...]:
    """Those of a town's data folder; none where it has no such file.

    Raises CatalogueError or EvaluateError when the file cannot be read.
    """
    folder = data_folder(own)
    if not folder.joinpath(QUESTIONS).is_file():
        return ()
    table = read_table(read_file(folder, QUESTIONS), QUESTIONS, ("question", "relevant"))
    rows = ((one.row, dict(zip(table.header, one.cells, strict=False))) for one in table.records)
    return tuple(
        labelled_question(QUESTIONS, number, {"relevant": "", **row}) for number, row in rows
    )


def broken(
    questions: Sequence[LabelledQuestion], before: Answers, after: Answers, today: date
) -> tuple[LabelledQuestion, ...]:
    """Questions that the one catalogue answers and the other does not."""
    results = evaluate(before, questions, today).results
    worked = [result.labelled for result in results if _ok(result)]
    return tuple(one.labelled for one in evaluate(after, worked, today).results if not _ok(one))


def _ok(result: Result) -> bool:
    # A gap that new offers close is what everybody hopes for.
    closed = result.labelled.kind == "gap"
    return closed or Standing(result.outcome, result.rank).points(result.labelled) >= _WORKS
