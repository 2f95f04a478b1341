"""The whole loop, the bot killed at each step. `python -m tests.kill loop --kills 200` does more."""

from __future__ import annotations

from pathlib import Path

from tests.kill import loop


def test_everybody_hears_of_it_once_whenever_the_bot_dies(tmp_path: Path) -> None:
    tally = loop.trial(tmp_path, kills=1)

    assert tally.kills >= 15
    assert tally.missing == 0, tally.row()
    assert "unmarked copies 0, wishes 2, came true 2" in tally.note, tally.row()
