"""`python -m tests.kill [updates|product|wishes|stock|alerts|letters|loop|owed|reminders|replicas|locks|…|backlog]`.

With `--kills 200`, `--owed 20000` and the like.

The folder decides the disk: what is in flight at a kill depends on how long a commit takes.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tests.kill import (
    alerts,
    letters,
    load,
    locks,
    loop,
    overhead,
    owed,
    reminders,
    replicas,
    updates,
    wishes,
)
from tests.kill.postgres import server
from tests.kill.trial import HEAD, Tally

Run = Callable[[Path, int, int], Tally]
"""Of a folder, a number of kills, and how much is owed."""


def _replicas(_folder: Path, _kills: int, number: int) -> Tally:
    with server() as postgres:
        return replicas.trial(postgres.create(), owed=number)


def _reminding_replicas(_folder: Path, _kills: int, number: int) -> Tally:
    with server() as postgres:
        found = replicas.trial(postgres.create(), owed=number, owe=reminders.plan)
    return replace(found, name="reminders, replicas")


def _ordinary(way: str) -> Run:
    return lambda folder, kills, number: reminders.ordinary(folder, way, kills, number)


def _answering(kind: str) -> Run:
    return lambda folder, kills, _number: updates.trial(folder, kind, kills)


RUNS: dict[str, tuple[Run, ...]] = {
    "updates": (_answering("polling"), _answering("webhook")),
    "stock": (_answering("stock polling"),),
    "product": (_answering("Bildungslotse polling"), _answering("Bildungslotse webhook")),
    "wishes": (lambda folder, kills, _number: wishes.trial(folder, kills),),
    "alerts": (alerts.trial,),
    "letters": (letters.trial,),
    "loop": (loop.trial,),
    "owed": (owed.trial,),
    "reminders": (reminders.trial, *map(_ordinary, (reminders.RUN_ONCE, reminders.SELECT))),
    "replicas": (_replicas,),
    "reminding": (_reminding_replicas,),
}


FIGURES: dict[str, Callable[[Path], str]] = {
    "locks": locks.trial,
    "overhead": overhead.trial,
    "sending": load.sending,
    "backlog": load.backlog,
}


@contextmanager
def _folder(chosen: Path | None) -> Iterator[Path]:
    if chosen is not None:
        chosen.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=chosen) as folder:
        yield Path(folder)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.kill", description=__doc__)
    parser.add_argument("what", nargs="*", choices=[*RUNS, *FIGURES], default=[*RUNS, *FIGURES])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--owed", type=int, help=f"messages; {owed.PER_KILL} for each kill")
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    number = asked.owed or asked.kills * owed.PER_KILL
    print(HEAD)
    for name in asked.what:
        for run in RUNS.get(name, ()):
            with _folder(asked.folder) as folder:
                print(run(folder, asked.kills, number).row(), flush=True)
        if name in FIGURES:
            with _folder(asked.folder) as folder:
                print(FIGURES[name](folder), flush=True)


if __name__ == "__main__":
    main()
