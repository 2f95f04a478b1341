"""The terminal's own clock: moved by /zeit, and what comes then."""

from __future__ import annotations

import subprocess
import sys


def test_a_newcomer_sees_a_reminder_without_waiting() -> None:
    typed = "/zeit morgen 17:00\n/zeit nie\n"
    chat = [sys.executable, "-m", "bot", "chat", "--role", "member"]
    done = subprocess.run(chat, input=typed, capture_output=True, text=True, timeout=60, check=True)

    assert "In 7 Tagen ist das Treffen.\n\nErstes Treffen" in done.stdout
    assert "Schreiben Sie zum Beispiel: /zeit +1h" in done.stdout
