"""Prints what one question costs from nothing: the whole process of `bildungslotse ask`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.tables import median, number, p95, table

QUESTION = "schwimmkurs für meine 6-jährige tochter"
COMMANDS = {
    "python -c pass": (sys.executable, "-c", "pass"),
    "bildungslotse --help": (sys.executable, "-P", "-m", "bot", "--help"),
    "bildungslotse ask": (sys.executable, "-P", "-m", "bot", "ask", QUESTION),
    "bildungslotse ask --json": (sys.executable, "-P", "-m", "bot", "ask", "--json", QUESTION),
}
_PER_MEGABYTE = 1024 if sys.platform == "linux" else 1024 * 1024


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds by the clock and of the processor, and the most memory in MB."""

    wall: float
    processor: float
    peak: float


def run(command: Sequence[str]) -> Run:
    """One process in an empty folder, so that it starts from the packaged catalogue."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=settings, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{Path(command[0]).name} {command[1:]} failed: {process.returncode}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / _PER_MEGABYTE)


def figures(runs: Sequence[Run]) -> tuple[str, ...]:
    walls = [one.wall for one in runs]
    return (
        number(median(walls)),
        number(p95(walls)),
        number(median(one.processor for one in runs)),
        number(max(one.peak for one in runs), 0),
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.start", description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    runs = parser.parse_args().runs
    found: dict[str, list[Run]] = {name: [] for name in COMMANDS}
    for command in COMMANDS.values():
        run(command)  # compiles what has not been compiled yet
    for _ in range(runs):
        for name, command in COMMANDS.items():
            found[name].append(run(command))
    print(f"\n{runs} starts each, in turns\n")
    head = ("", "wall s, median", "p95", "processor s", "peak MB")
    print(table(head, [(name, *figures(done)) for name, done in found.items()]))


if __name__ == "__main__":
    main()
