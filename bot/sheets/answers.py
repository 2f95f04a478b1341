"""What staff wrote on the sheet of wishes, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.catalogue import cells
from bot.catalogue.problems import N_, Problem, Reason
from bot.catalogue.sheets import Entry
from bot.catalogue.text import prose
from bot.desk.actions import LONGEST
from bot.sheets import words
from bot.sheets.reading import Rows, read_rows

_NAME = cells.line(200)
_FILLED_IN = (words.NEW_STATUS, words.NEW_ANSWER, words.NEW_PASSED_TO, words.NEW_OFFER)
_ON_THE_SHEET = (
    *(words.NUMBER, words.RECEIVED, words.TEXT, words.LANGUAGE, words.SENSITIVE, words.TOPIC),
    *(words.AGE_FROM, words.AGE_TO, words.PLACE, words.TIME, words.SOURCE, words.INTERESTED),
    *(words.STATUS, words.ANSWER, words.PASSED_TO, words.OFFER, words.CHANGED, words.MARK),
    *_FILLED_IN,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One row that somebody filled in; what is empty says nothing. `offer` as they call it."""

    file: str
    row: int
    number: int
    mark: str
    status: str
    answer: str
    passed_to: str
    offer: str


@dataclass(frozen=True, slots=True)
class Answers:
    """All of a file, without the rows that nobody filled in."""

    answers: tuple[Answer, ...]
    warnings: tuple[Problem, ...]


def read_answers(path: Path) -> Answers:
    """Raises CatalogueError with everything that is wrong with the file by itself."""
    rows = read_rows(path, _ON_THE_SHEET, (words.NUMBER, words.MARK))
    if not rows.columns.intersection(_FILLED_IN):
        missing = Reason(N_("the column is missing: {columns}"), {"columns": ", ".join(_FILLED_IN)})
        rows.problems.append(Problem(rows.file, None, None, missing))
    answers = tuple(_answers(rows))
    rows.checked()
    return Answers(answers, tuple(rows.warnings))


def _answers(rows: Rows) -> Iterator[Answer]:
    seen: dict[int, int] = {}
    for entry in rows.entries:
        if not any(entry.raw.get(column, "").strip() for column in _FILLED_IN):
            continue
        answer = Answer(
            entry.file,
            entry.row,
            entry.number(words.NUMBER),
            entry.need(words.MARK),
            entry.get(words.NEW_STATUS, words.one_of(words.DECISIONS)),
            _text(entry),
            entry.get(words.NEW_PASSED_TO, _NAME),
            entry.get(words.NEW_OFFER, cells.line(400)),
        )
        if (first := seen.setdefault(answer.number, entry.row)) != entry.row and answer.number:
            message = N_("“{id}” already stands in row {row}")
            entry.refuse(words.NUMBER, Reason(message, {"id": answer.number, "row": first}))
        yield answer


def _text(entry: Entry) -> str:
    """An answer may have several lines."""
    text = prose(entry.raw.get(words.NEW_ANSWER, ""))
    if len(text) > LONGEST:
        message = N_("{length} characters are too many, at most {limit}")
        entry.refuse(words.NEW_ANSWER, Reason(message, {"length": len(text), "limit": LONGEST}))
    return text
