"""What the tests share: a house of their own for each, and the people in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import Citizen, Rig, fresh, living


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    with living(fresh(tmp_path)) as rig:
        yield rig


@pytest.fixture
def anna(rig: Rig) -> Citizen:
    """A citizen with a German Telegram."""
    return rig.citizen()


@pytest.fixture
def olena(rig: Rig) -> Citizen:
    """A citizen with an English Telegram."""
    return rig.citizen("en", "Olena")
