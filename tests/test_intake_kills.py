"""Twenty kills of each kind: nothing asked stays unanswered, nothing owed is lost.

`python -m tests.kill` does the same with more kills and prints the figures.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.kill import owed, replicas, updates
from tests.kill.postgres import Postgres
from tests.kill.trial import Tally

pytest_plugins = ["tests.databases"]

KILLS = 20
IN_FLIGHT = 8
MEMORY = Path("/dev/shm")


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """In memory where there is such a place: a kill forgets nothing, and no disk is under test."""
    made = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def trials(folder: Path, postgres: Postgres) -> Iterator[dict[str, Future[Tally]]]:
    """All at once: they wait for their bots most of the time."""
    with ThreadPoolExecutor(4) as pool:
        yield {
            "polling": pool.submit(updates.trial, folder / "polling", "polling", KILLS),
            "webhook": pool.submit(updates.trial, folder / "webhook", "webhook", KILLS),
            "owed": pool.submit(owed.trial, folder / "owed", KILLS, KILLS * owed.PER_KILL),
            "replicas": pool.submit(replicas.trial, postgres.create(), 600),
        }


@pytest.mark.parametrize("mode", ["polling", "webhook"])
def test_no_question_stays_unanswered_when_the_bot_is_killed(
    trials: dict[str, Future[Tally]], mode: str
) -> None:
    tally = trials[mode].result()

    assert tally.missing == 0, tally.row()
    assert tally.note == "effects doubled 0, dead 0, integrity ok"
    assert tally.extra <= KILLS * IN_FLIGHT, tally.row()


def test_no_owed_message_is_lost_or_sent_more_than_three_times(
    trials: dict[str, Future[Tally]],
) -> None:
    tally = trials["owed"].result()

    assert tally.missing == 0, tally.row()
    assert tally.most_copies <= 3
    assert tally.extra <= KILLS * IN_FLIGHT, tally.row()
    assert tally.note.startswith("silent 0")


def test_other_replicas_take_over_from_one_that_is_killed(
    trials: dict[str, Future[Tally]],
) -> None:
    tally = trials["replicas"].result()

    assert tally.missing == 0, tally.row()
    assert tally.extra <= IN_FLIGHT, tally.row()
    assert "exit codes [0, 0]" in tally.note
    seconds = int(tally.note.partition("all done ")[2].partition(" s")[0])
    assert seconds <= 60
