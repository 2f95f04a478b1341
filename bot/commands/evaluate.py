"""`bildungslotse evaluate`"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from bot.commands import environment
from bot.commands.source import catalogue_for, matcher_for
from bot.evaluate import EvaluateError, Report, read_questions
from bot.evaluate import evaluate as measure
from bot.gate import Comparison, Difference, Turn, beside, compare, load, save
from bot.i18n import Say

_Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Options:
    """`gate`: exit code 1 when figures fell; `keep`: remember this run as the last one."""

    as_json: bool = False
    keep: bool = False
    gate: bool = False


def evaluate(questions: Path, catalogue: Path | None, options: Options) -> None:
    environment.plain_output()
    try:
        _evaluate(questions, catalogue, options)
    except EvaluateError as error:
        raise click.ClickException(str(error)) from error


def _evaluate(questions: Path, catalogue: Path | None, options: Options) -> None:
    settings = environment.settings()
    labelled = read_questions(questions)
    last = load(beside(questions))
    matcher = matcher_for(settings, catalogue_for(settings, catalogue), patient=True)
    report = measure(matcher, labelled, environment.today(settings))
    compared = compare(last, report) if last else None
    say = environment.say()
    if options.as_json:
        click.echo(json.dumps(_json(report, compared), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join([*report.lines(), *_lines(say, compared)]))
    if options.gate:
        _hold(say, compared, first=options.keep)
    if options.keep:
        save(beside(questions), report)
        click.echo(say.text("Saved as {file}.", file=beside(questions)), err=True)


def _hold(say: Say, compared: Comparison | None, *, first: bool) -> None:
    """End here when figures fell, or when there is nothing to compare with and none is begun."""
    if compared is None and not first:
        message = say.text("There is no last run beside the questions. Begin one with --save.")
        raise click.ClickException(message)
    if compared and compared.fallen:
        figures = ", ".join(map(_words, compared.fallen))
        click.echo(say.text("Fallen since the last run: {figures}", figures=figures), err=True)
        sys.exit(1)


def _lines(say: Say, compared: Comparison | None) -> Iterator[str]:
    if compared is None:
        return
    yield ""
    yield say.text("Compared with the last run:")
    yield from map(_difference, compared.differences)
    if compared.worse:
        number = len(compared.worse)
        yield say.plural("{number} question fares worse:", "{number} questions fare worse:", number)
        yield from map(_turn, compared.worse)
    if compared.better:
        number = len(compared.better)
        yield say.plural(
            "{number} question fares better:", "{number} questions fare better:", number
        )
        yield from map(_turn, compared.better)


def _difference(one: Difference) -> str:
    change = one.after - one.before
    return f"{_words(one.figure):<28}{one.before:>8.4f} → {one.after:.4f}  {change:+.4f}"


def _words(figure: str) -> str:
    return figure.replace("_", " ")


def _turn(turn: Turn) -> str:
    return f"  {turn.question}: {turn.before} → {turn.after}"


def _json(report: Report, compared: Comparison | None) -> _Json:
    if compared is None:
        return report.as_json()
    figures = {
        one.figure: {"before": one.before, "after": one.after} for one in compared.differences
    }
    turns = {"worse": _turns(compared.worse), "better": _turns(compared.better)}
    return {**report.as_json(), "last": {"figures": figures, **turns}}


def _turns(turns: Iterable[Turn]) -> list[_Json]:
    return [
        {"question": turn.question, "before": str(turn.before), "after": str(turn.after)}
        for turn in turns
    ]
