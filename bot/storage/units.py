"""Units of work: one transaction each, one hop into the one thread that talks to the database."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, OperationalError

from bot.storage.engine import READING, open_engine, tidy

Db = Connection
"""What a unit of work is given: the open transaction."""

ANNOUNCED = "announced"

T = TypeVar("T")
Work = Callable[[Connection], T]


class StorageUnavailableError(Exception):
    """The database could not be reached, written or waited for; the unit left no trace."""


def announce(db: Connection, topic: str) -> None:
    """Tell those who listen to `topic`, once the unit is committed."""
    db.info.setdefault(ANNOUNCED, set()).add(topic)


@dataclass(slots=True)
class _Unit(Generic[T]):
    work: Work[T]
    future: Future[T] = field(default_factory=Future)


class Storage:
    """The only door to the database.

    Writes that queue up while another is being committed share the next transaction, each behind
    a savepoint of its own: a commit waits for the disk, and would make all others wait with it.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="storage")
        self._reads: deque[_Unit[Any]] = deque()
        self._writes: deque[_Unit[Any]] = deque()
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
        return await asyncio.wrap_future(self._queue(self._reads, work))

    async def write(self, work: Work[T]) -> T:
        return await asyncio.wrap_future(self._queue(self._writes, work))

    def read_now(self, work: Work[T]) -> T:
        """`read` for the command line, which has no event loop."""
        return self._queue(self._reads, work).result()

    def write_now(self, work: Work[T]) -> T:
        """`write` for the command line, which has no event loop."""
        return self._queue(self._writes, work).result()

    async def tidy(self) -> None:
        """After an erasure: nothing of what was deleted stays beside the tables either."""
        await asyncio.wrap_future(self._worker.submit(_guarded, tidy, self.engine))

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

    def _queue(self, queue: deque[_Unit[Any]], work: Work[T]) -> Future[T]:
        unit = _Unit(work)
        queue.append(unit)
        self._worker.submit(self._work)
        return unit.future

    def _work(self) -> None:
        """Everything that waits: reads at once, then all writes in one go."""
        for unit in _take(self._reads):
            _end(unit, self._read)
        units = _take(self._writes)
        if len(units) > 1 and self._write_together(units):
            return
        for unit in units:
            _end(unit, self._write)

    def _read(self, work: Work[T]) -> T:
        with self.engine.connect().execution_options(**{READING: True}) as db:
            return work(db)

    def _write(self, work: Work[T]) -> T:
        with self.engine.connect() as db:
            db.info.pop(ANNOUNCED, None)
            with db.begin():
                result = work(db)
            announced = db.info.pop(ANNOUNCED, frozenset())
        self._tell(announced)
        return result

    def _write_together(self, units: list[_Unit[Any]]) -> bool:
        """Whether all units got their end; otherwise nothing happened, and each is to run alone."""
        ends: list[_Success | _Failure] = []
        try:
            with self.engine.connect() as db, db.begin():
                ends = [_nested(db, unit) for unit in units]
        except DBAPIError as error:
            if not ends:
                return False
            # The commit failed: nobody knows how far it came, so none is run again.
            ends = [_Failure(_named(error), frozenset()) for _ in units]
        self._tell(frozenset[str]().union(*(end.announced for end in ends)))
        for unit, end in zip(units, ends, strict=True):
            end.tell(unit)
        return True

    def _tell(self, announced: Collection[str]) -> None:
        for topic, heard in self._listeners:
            if topic in announced:
                heard()


@dataclass(frozen=True, slots=True)
class _Success:
    result: Any
    announced: frozenset[str]

    def tell(self, unit: _Unit[Any]) -> None:
        unit.future.set_result(self.result)


@dataclass(frozen=True, slots=True)
class _Failure:
    error: Exception
    announced: frozenset[str]

    def tell(self, unit: _Unit[Any]) -> None:
        unit.future.set_exception(self.error)


def _nested(db: Connection, unit: _Unit[Any]) -> _Success | _Failure:
    """One unit behind its savepoint. What the database itself refuses is for the caller."""
    db.info.pop(ANNOUNCED, None)
    try:
        with db.begin_nested():
            result = unit.work(db)
    except DBAPIError:
        raise
    except Exception as error:  # noqa: BLE001 - the error of this unit, not of the others
        return _Failure(error, frozenset())
    return _Success(result, frozenset(db.info.pop(ANNOUNCED, ())))


def _take(queue: deque[_Unit[Any]]) -> list[_Unit[Any]]:
    waiting = [queue.popleft() for _ in range(len(queue))]
    return [unit for unit in waiting if unit.future.set_running_or_notify_cancel()]


def _end(unit: _Unit[T], run: Callable[[Work[T]], T]) -> None:
    try:
        unit.future.set_result(_guarded(run, unit.work))
    except Exception as error:  # noqa: BLE001 - for who asked
        unit.future.set_exception(error)


A = TypeVar("A")


def _guarded(act: Callable[[A], T], what: A) -> T:
    try:
        return act(what)
    except DBAPIError as error:
        if (named := _named(error)) is error:
            raise
        raise named from error


def _named(error: DBAPIError) -> Exception:
    """What we call it when the database is to blame, and not what it was asked."""
    # Of this very class, none below it: SQLite says so of a file that is no database.
    to_blame = isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError
    if to_blame or error.connection_invalidated:
        return StorageUnavailableError(str(error.orig).partition("\n")[0])
    return error
