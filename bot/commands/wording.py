"""Problems and findings of the catalogue in the language of this terminal."""

from __future__ import annotations

from bot.catalogue.problems import Problem
from bot.i18n import Say


def described(say: Say, problem: Problem) -> str:
    """Where, and why."""
    reason = say.text(problem.reason.message, **problem.reason.values)
    places = [problem.file]
    if problem.row is not None:
        places.append(say.text("row {row}", row=problem.row))
    if problem.column is not None:
        places.append(say.text("column {column}", column=problem.column))
    return f"{', '.join(places)}: {reason}"
