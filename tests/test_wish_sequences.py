"""Random days of wishing: however often each update comes, the same wishes and the same news.

`python -m tests.sequences --number 1000` lives through more of them.
"""

from __future__ import annotations

import pytest

from tests.sequences.__main__ import compare

SEEDS = range(6)


@pytest.mark.parametrize("seed", SEEDS)
def test_copies_of_updates_change_nothing(seed: int) -> None:
    wrong, seen = compare(seed)

    assert wrong == []
    assert seen["deliveries"] > 2 * seen["updates"]
    assert seen["updates"] >= 20
