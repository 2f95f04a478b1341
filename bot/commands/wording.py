"""Problems and findings of the catalogue in the language of this terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from bot.catalogue.problems import CatalogueError, Problem
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


def show_warnings(say: Say, warnings: Iterable[Problem]) -> None:
    for warning in warnings:
        click.echo(say.text("Note: {what}", what=described(say, warning)), err=True)


@contextmanager
def explained(say: Say) -> Iterator[None]:
    """What is wrong with a file ends the command, line by line."""
    try:
        yield
    except CatalogueError as error:
        raise refusal(say, error.problems) from error


def refusal(say: Say, problems: Iterable[Problem]) -> click.ClickException:
    lines = [described(say, problem) for problem in problems]
    closing = say.text("Nothing was changed. Please put this right and try again.")
    return click.ClickException("\n".join([*lines, closing]))
