"""Meetings that are moved and cancelled, members who join, leave and answer, in every gap."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.reminding import Reminding

pytest_plugins = ["tests.databases"]

SEQUENCES = 100
"""In the suite; `python -m tests.bench.reminders gaps` runs 2,000."""


def test_nobody_is_reminded_of_a_dead_date_or_twice_or_not_at_all(migrated_file: Path) -> None:
    Reminding.migrated = migrated_file
    run_state_machine_as_test(
        Reminding,
        settings=settings(
            max_examples=SEQUENCES,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
