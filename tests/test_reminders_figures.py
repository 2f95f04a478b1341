"""The figures of reminders, small: every half hour when the clocks change, planning, moving."""

from __future__ import annotations

import pytest

from bot.storage.units import Storage
from tests.bench.reminders import CHANGES, change, moving, planning

pytest_plugins = ["tests.databases"]


@pytest.mark.parametrize("day", CHANGES)
def test_every_reminder_comes_once_at_its_wall_time_when_the_clocks_change(
    storage: Storage, day: str
) -> None:
    found = change(storage, day)

    assert len(found.expected) > 3 * 3 * 45
    assert sorted(found.came) == sorted(found.expected)


def test_planning_is_quick(storage: Storage) -> None:
    owed, seconds = planning(storage, 100, 10)

    assert owed == 3000
    assert seconds < 30 * owed / 100_000 * 5, "five times what is demanded: machines are noisy"


def test_a_move_kills_old_reminders_and_plans_new_ones_and_one_notice(storage: Storage) -> None:
    owed, seconds = moving(storage, 50)

    assert owed == {"owed": 50 * 4, "dead": 50 * 3}
    assert seconds < 2
