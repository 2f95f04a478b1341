"""Twenty kills over due reminders. `python -m tests.kill reminders` does more, beside others."""

from __future__ import annotations

from pathlib import Path

from tests.kill import reminders

KILLS = 20
IN_FLIGHT = 8


def test_no_reminder_is_lost_or_sent_more_than_three_times(tmp_path: Path) -> None:
    tally = reminders.trial(tmp_path, KILLS, KILLS * 50)

    assert tally.missing == 0, tally.row()
    assert tally.most_copies <= 3
    assert tally.extra <= KILLS * IN_FLIGHT, tally.row()
    assert tally.note.startswith("silent 0")
