"""What every command begins with: settings, language, and a clear word when something is wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bot.catalogue.problems import N_, CatalogueError
from bot.clock import system_clock
from bot.i18n import LANGUAGES, SOURCE, Say, say_in
from bot.settings import Settings, SettingsError
from bot.storage.schema import NewerSchemaError
from bot.storage.units import StorageUnavailableError

_SQLITE = "sqlite:///"


@contextmanager
def plainly() -> Iterator[None]:
    """What can go wrong with files and databases ends a command with its own words, no traceback."""
    try:
        yield
    except (CatalogueError, NewerSchemaError) as error:
        raise click.ClickException(str(error)) from error
    except StorageUnavailableError as error:
        raise click.ClickException(_unavailable(error)) from error
    except ModuleNotFoundError as error:
        if error.name != "psycopg":
            raise
        raise click.ClickException(say().text(_DRIVER)) from error
    except OSError as error:
        reason = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        raise click.ClickException(reason) from error


_DRIVER = N_("For PostgreSQL, install bildungslotse[postgresql].")


def _unavailable(error: StorageUnavailableError) -> str:
    return say().text(
        "The database cannot be used: {reason}. Look at BOT_DATABASE_URL and at the rights in "
        "its folder.",
        reason=error,
    )


def settings(*, serving: bool = False) -> Settings:
    """The environment as settings; the command ends here, with every problem, if it is wrong."""
    try:
        return Settings.from_environment(os.environ, serving=serving)
    except SettingsError as error:
        raise click.ClickException("\n".join(["Settings:", *error.problems])) from error


def say() -> Say:
    """The language of this terminal; English where we do not speak it."""
    code = next((v for n in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(n))), "")
    base = code.split("_", maxsplit=1)[0].lower()
    return say_in(base if base in LANGUAGES else SOURCE)


def database_file(url: str) -> Path | None:
    """The file of an SQLite database; None for any other database."""
    name = url.removeprefix(_SQLITE)
    return Path(name) if url.startswith(_SQLITE) and name else None


def exists(url: str) -> bool:
    """Whether there is a database already. A server is taken to be there."""
    file = database_file(url)
    return file is None or file.exists()


@contextmanager
def database_or_temporary(url: str) -> Iterator[str]:
    """The database where it exists, else one that goes away again."""
    if exists(url):
        yield url
        return
    with TemporaryDirectory(prefix="bildungslotse-") as folder:
        yield f"{_SQLITE}{folder}/bildungslotse.db"


def plain_output() -> None:
    """Write UTF-8 whatever the terminal says, and never fail on a letter."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def local(settings: Settings) -> datetime:
    """The present moment as the town's clocks show it."""
    return system_clock().astimezone(settings.timezone)


def today(settings: Settings) -> date:
    """The day it is in the town."""
    return local(settings).date()
