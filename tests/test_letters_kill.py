"""Five kills over due e-mails. `python -m tests.kill letters` does more."""

from __future__ import annotations

from pathlib import Path

from tests.kill import letters

KILLS = 5
IN_FLIGHT = 4


def test_no_letter_is_lost_or_sent_more_than_three_times(tmp_path: Path) -> None:
    tally = letters.trial(tmp_path, KILLS, KILLS * 30)

    assert tally.missing == 0, tally.row()
    assert tally.most_copies <= 3
    assert tally.extra <= KILLS * IN_FLIGHT, tally.row()
    assert tally.note.startswith("silent 0")
