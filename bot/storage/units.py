"""Units of work: one transaction each, one hop into the one thread that talks to the database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from bot.storage.engine import READING, open_engine

Db = Connection
"""What a unit of work is given: the open transaction."""

T = TypeVar("T")
Work = Callable[[Connection], T]


class StorageUnavailableError(Exception):
    """The database could not be reached, written or waited for; the unit left no trace."""


def announce(db: Connection, topic: str) -> None:
    """Tell those who listen to `topic`, once the unit is committed."""
    db.info.setdefault("announced", set()).add(topic)


class Storage:
    """The only door to the database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="storage")
        self._listeners: list[tuple[str, Callable[[], object]]] = []

    @classmethod
    def open(cls, url: str) -> Self:
        """The database at `url`, brought to the newest schema."""
        from bot.storage.schema import prepare

        storage = cls(open_engine(url))
        try:
            storage._worker.submit(_guarded, prepare, storage.engine).result()
        except BaseException:
            storage.close()
            raise
        return storage

    async def read(self, work: Work[T]) -> T:
        return await asyncio.wrap_future(self._worker.submit(self._read, work))

    async def write(self, work: Work[T]) -> T:
        return await asyncio.wrap_future(self._worker.submit(self._write, work))

    def read_now(self, work: Work[T]) -> T:
        """`read` for the command line, which has no event loop."""
        return self._worker.submit(self._read, work).result()

    def write_now(self, work: Work[T]) -> T:
        """`write` for the command line, which has no event loop."""
        return self._worker.submit(self._write, work).result()

    def listen(self, topic: str, heard: Callable[[], object]) -> None:
        """Call `heard`, in the storage thread, after each commit that announced `topic`."""
        self._listeners.append((topic, heard))

    def close(self) -> None:
        self._worker.submit(self.engine.dispose).result()
        self._worker.shutdown()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def _read(self, work: Work[T]) -> T:
        return _guarded(self._reading, work)

    def _write(self, work: Work[T]) -> T:
        return _guarded(self._writing, work)

    def _reading(self, work: Work[T]) -> T:
        with self.engine.connect().execution_options(**{READING: True}) as db:
            return work(db)

    def _writing(self, work: Work[T]) -> T:
        with self.engine.connect() as db:
            db.info.pop("announced", None)
            with db.begin():
                result = work(db)
            announced = db.info.pop("announced", frozenset())
        for topic, heard in self._listeners:
            if topic in announced:
                heard()
        return result


A = TypeVar("A")


def _guarded(act: Callable[[A], T], what: A) -> T:
    try:
        return act(what)
    except DBAPIError as error:
        if isinstance(error, OperationalError | InterfaceError) or error.connection_invalidated:
            raise StorageUnavailableError(str(error.orig).partition("\n")[0]) from error
        raise
