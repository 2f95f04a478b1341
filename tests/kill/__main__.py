"""`python -m tests.kill [updates|product|wishes|stock|owed|reminders|replicas|locks|…|backlog]`.

With `--kills 200` and the like.

The folder decides the disk: what is in flight at a kill depends on how long a commit takes.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tests.kill import load, locks, overhead, owed, reminders, replicas, updates, wishes
from tests.kill.postgres import server
from tests.kill.trial import HEAD, Tally

Run = Callable[[Path, int], Tally]


def _replicas(_folder: Path, kills: int) -> Tally:
    with server() as postgres:
        return replicas.trial(postgres.create(), owed=kills * 25)


def _reminding_replicas(_folder: Path, kills: int) -> Tally:
    with server() as postgres:
        found = replicas.trial(postgres.create(), owed=kills * 25, owe=reminders.plan)
    return replace(found, name="reminders, replicas")


def _ordinary(way: str) -> Run:
    return lambda folder, kills: reminders.ordinary(folder, way, kills, kills * owed.PER_KILL)


RUNS: dict[str, tuple[Run, ...]] = {
    "updates": (
        lambda folder, kills: updates.trial(folder, "polling", kills),
        lambda folder, kills: updates.trial(folder, "webhook", kills),
    ),
    "stock": (lambda folder, kills: updates.trial(folder, "stock polling", kills),),
    "product": (
        lambda folder, kills: updates.trial(folder, "Bildungslotse polling", kills),
        lambda folder, kills: updates.trial(folder, "Bildungslotse webhook", kills),
    ),
    "wishes": (wishes.trial,),
    "owed": (lambda folder, kills: owed.trial(folder, kills, kills * owed.PER_KILL),),
    "reminders": (
        lambda folder, kills: reminders.trial(folder, kills, kills * owed.PER_KILL),
        *map(_ordinary, (reminders.RUN_ONCE, reminders.SELECT)),
        _reminding_replicas,
    ),
    "replicas": (_replicas,),
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
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    print(HEAD)
    for name in asked.what:
        for run in RUNS.get(name, ()):
            with _folder(asked.folder) as folder:
                print(run(folder, asked.kills).row(), flush=True)
        if name in FIGURES:
            with _folder(asked.folder) as folder:
                print(FIGURES[name](folder), flush=True)


if __name__ == "__main__":
    main()
