"""Each test has a database of its own; what SQLAlchemy compiles for one serves all of a process."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Dialect

from bot.storage.units import Storage

_COMPILED: dict[Any, Any] = {}
_DIALECTS: dict[str, Dialect] = {}
"""Compiled statements are kept by their dialect, of which each engine makes one more."""


def share(storage: Storage) -> None:
    """Compiling costs more than a third of a short dialogue."""
    engine = storage.engine
    engine.dialect = _DIALECTS.setdefault(engine.dialect.name, engine.dialect)
    engine.update_execution_options(compiled_cache=_COMPILED)
