"""Writers on one SQLite file while another process holds its lock: none lost, none turned away."""

from __future__ import annotations

import sqlite3
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, select, update

from bot.storage import people
from bot.storage.units import Storage
from tests.kill.serving import CONTEXT
from tests.kill.trial import database

WRITERS = 12
EACH = 50


def read_then_write(db: Connection) -> None:
    known = db.scalar(select(people.PersonRow.unhelpful)) or 0
    db.execute(update(people.PersonRow).values(unhelpful=known + 1))


def write(url: str, times: int) -> float:
    """Open and increment so often; the longest wait in seconds."""
    longest, started = 0.0, time.monotonic()
    with Storage.open(url) as storage:
        for _ in range(times):
            storage.write_now(read_then_write)
            longest = max(longest, time.monotonic() - started)
            started = time.monotonic()
    return longest


def trial(folder: Path, *, locked: float = 30.0) -> str:
    """12 processes, 600 increments, the file locked for so long in between."""
    url = database(folder)
    with Storage.open(url) as storage:
        storage.write_now(lambda db: people.see(db, 1, date(2026, 1, 1)))
    other = sqlite3.connect(folder / "bot.db", isolation_level=None)
    with ProcessPoolExecutor(WRITERS, mp_context=CONTEXT) as writers:
        other.execute("BEGIN EXCLUSIVE")
        running = [writers.submit(write, url, EACH) for _ in range(WRITERS)]
        time.sleep(locked)
        other.execute("COMMIT")
        longest = max(one.result() for one in running)
    [counted] = other.execute("SELECT unhelpful FROM person").fetchone()
    other.close()
    return (
        f"{WRITERS} writers, {WRITERS * EACH} increments, lock of {locked:.0f} s: "
        f"{counted} counted, longest wait {longest:.1f} s"
    )
