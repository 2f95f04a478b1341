"""Twenty kills while people wish, eight at a time: no wish is lost, none doubled.

`python -m tests.kill wishes --kills 200` does the same with more kills and prints the figures.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.kill import wishes
from tests.kill.trial import Tally

KILLS = (7, 7, 6)
"""In three towns side by side: they wait for their bots most of the time."""

MEMORY = Path("/dev/shm")


@pytest.fixture(scope="module")
def tallies() -> Iterator[list[Tally]]:
    folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
    with ThreadPoolExecutor(len(KILLS)) as pool:
        begun = [
            pool.submit(wishes.trial, folder / str(seed), kills, seed, meaning=False)
            for seed, kills in enumerate(KILLS)
        ]
        yield [one.result() for one in begun]
    shutil.rmtree(folder)


def test_no_wish_is_lost_or_doubled_when_the_bot_is_killed(tallies: list[Tally]) -> None:
    for tally in tallies:
        print(tally.row())
        assert (tally.missing, tally.extra) == (0, 0), tally.row()

    assert sum(tally.kills for tally in tallies) == 20
    assert sum(tally.expected for tally in tallies) >= 20


def test_every_dialogue_goes_on_where_it_stood(tallies: list[Tally]) -> None:
    for tally in tallies:
        assert tally.note.startswith("stuck 0, dead 0"), tally.row()
