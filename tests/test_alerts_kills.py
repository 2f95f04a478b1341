"""Six kills while new offers are judged and digests are sent.

`python -m tests.kill alerts --kills 200` does more and prints the figures.
"""

from __future__ import annotations

import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.kill import alerts

KILLS = (3, 3)
"""In two towns side by side: they wait for their bots most of the time."""

PEOPLE = 30
"""For each kill."""

MEMORY = Path("/dev/shm")


def test_everybody_gets_one_digest_with_each_offer_once() -> None:
    folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
    with ThreadPoolExecutor(len(KILLS)) as pool:
        begun = [
            pool.submit(alerts.trial, folder / str(seed), kills, kills * PEOPLE, seed)
            for seed, kills in enumerate(KILLS)
        ]
        tallies = [one.result() for one in begun]
    shutil.rmtree(folder)

    for tally in tallies:
        print(tally.row())
        assert tally.missing == 0, tally.row()
        assert tally.most_copies <= 3
        assert tally.note == "other digests 0, other offers 0"
