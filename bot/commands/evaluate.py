"""`bildungslotse evaluate`"""

from __future__ import annotations

import json
from pathlib import Path

import click

from bot.commands import environment
from bot.commands.source import catalogue_for
from bot.evaluate import EvaluateError, read_questions
from bot.evaluate import evaluate as measure
from bot.matching.matcher import Matcher


def evaluate(questions: Path, catalogue: Path | None, *, as_json: bool) -> None:
    settings = environment.settings()
    environment.plain_output()
    try:
        labelled = read_questions(questions)
    except EvaluateError as error:
        raise click.ClickException(str(error)) from error
    report = measure(
        Matcher(catalogue_for(settings, catalogue)), labelled, environment.today(settings)
    )
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(report.lines()))
