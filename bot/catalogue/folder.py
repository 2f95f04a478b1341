"""The folder in which a town keeps its data: its own, or the packaged one."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.catalogue.problems import N_, CatalogueError, Problem, Reason


def data_folder(own: Path | None) -> Traversable:
    return own if own is not None else files("data")


def folder_with(folder: Traversable, name: str) -> Traversable:
    """The town's folder where it has the file, else ours: what holds for every town."""
    return folder if folder.joinpath(name).is_file() else data_folder(None)


def read_file(folder: Traversable, name: str) -> bytes:
    try:
        return folder.joinpath(name).read_bytes()
    except OSError as error:
        reason = Reason(N_("the file cannot be opened ({detail})"), {"detail": error.strerror})
        raise CatalogueError([Problem(name, None, None, reason)]) from error
