"""What an import would do to the town's control questions."""

from __future__ import annotations

import click

from bot.catalogue.importing import Changes
from bot.catalogue.planned import planned_catalogue
from bot.catalogue.problems import CatalogueError
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.stored import current_catalogue
from bot.catalogue.town import Town
from bot.catalogue.town_files import load_town
from bot.commands import environment
from bot.commands.source import matchers_alike
from bot.control import broken, control_questions
from bot.evaluate import EvaluateError, LabelledQuestion
from bot.i18n import Say
from bot.settings import Settings
from bot.storage.units import Db, Storage

LISTED = 10
"""Of any list, so many lines are shown."""


def warn(say: Say, settings: Settings, storage: Storage, changes: Changes) -> None:
    """Name the questions that would stop working. An import goes through with them."""
    if not changes:
        return
    try:
        questions = _broken(settings, storage, changes)
    except (CatalogueError, EvaluateError) as error:
        click.echo(say.text("Note: {what}", what=error), err=True)
        return
    if questions:
        head = say.plural(
            "Please look: {number} question that found its answer would find it no more:",
            "Please look: {number} questions that found their answer would find it no more:",
            len(questions),
        )
        click.echo(head)
    for labelled in questions[:LISTED]:
        click.echo(f"  {labelled.question}")
    if len(questions) > LISTED:
        click.echo("  …")


def _broken(settings: Settings, storage: Storage, changes: Changes) -> tuple[LabelledQuestion, ...]:
    questions = control_questions(settings.data_dir)
    if not questions:
        return ()
    town = load_town(settings.data_dir)
    before, after = storage.read_now(lambda db: _catalogues(db, changes, town))
    old, new = matchers_alike(settings, before, after)
    return broken(questions, old, new, environment.today(settings))


def _catalogues(db: Db, changes: Changes, town: Town) -> tuple[Catalogue, Catalogue]:
    return current_catalogue(db, town), planned_catalogue(db, changes, town)
