"""What is wrong with a file: where, and why, in words that can be translated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


def N_(message: str) -> str:  # noqa: N802  what gettext calls a message that is translated later
    return message


@dataclass(frozen=True, slots=True)
class Reason:
    """An English message with its values; `str` fills it, `Say.text` translates it first."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message.format(**self.values)


class RefusedError(Exception):
    """A value that cannot be taken, before it is known where it stood."""

    def __init__(self, message: str, **values: object) -> None:
        self.reason = Reason(message, values)
        super().__init__(str(self.reason))


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right (or, as a warning, to know).

    `row` is what a spreadsheet shows, the header being 1. None: the file as a whole, the whole row.
    """

    file: str
    row: int | None
    column: str | None
    reason: Reason

    def __str__(self) -> str:
        row = "" if self.row is None else f", row {self.row}"
        column = "" if self.column is None else f", column {self.column}"
        return f"{self.file}{row}{column}: {self.reason}"


class CatalogueError(Exception):
    """A file cannot be used; all that is wrong with it, at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
