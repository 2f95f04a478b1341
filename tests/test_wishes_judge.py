"""Wishes by somebody who never saw the search: what exists already is shown, what does not is not made up."""

from __future__ import annotations

import pytest

from tests.bench.wishes import (
    EXISTS,
    GAP,
    Existing,
    by_meaning,
    by_words,
    existing,
    labelled_wishes,
)


@pytest.fixture(scope="module")
def told() -> Existing:
    return existing(by_words(), labelled_wishes())


def test_all_wishes_are_asked(told: Existing) -> None:
    assert (told.found.of, told.wrong.of) == (40, 40)
    assert {wish.kind for wish in labelled_wishes()} == {EXISTS, GAP}


def test_what_exists_already_is_shown(told: Existing) -> None:
    assert told.found.points >= 36


def test_what_does_not_exist_is_rarely_called_existing(told: Existing) -> None:
    assert told.wrong.points <= 4


def test_with_the_meaning_extra_it_is_the_same() -> None:
    edition = by_meaning()
    if edition is None:
        pytest.skip("the extra is not installed")
    told = existing(edition, labelled_wishes())
    assert told.found.points >= 36
    assert told.wrong.points <= 4
