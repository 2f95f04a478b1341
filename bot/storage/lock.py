"""One `run` at a time on SQLite; the command line works beside it."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url


class AlreadyRunningError(Exception):
    """Another `run` serves from the same database file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Another `bildungslotse run` already serves from {path}. Stop it first; "
            "import, ask, check and the other commands work beside it. "
            "Several replicas need PostgreSQL."
        )


@contextmanager
def running(url: str) -> Iterator[bool]:
    """Hold the right to run on this database; whether it is ours alone.

    The system frees the lock when the process ends, however it ends.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        yield False
        return
    if parsed.database in {None, "", ":memory:"}:
        yield True
        return
    path = Path(str(parsed.database))
    with path.with_name(path.name + ".running").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise AlreadyRunningError(path) from error
        yield True
