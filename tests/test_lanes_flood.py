"""A person's flood: listened to up to a bucketful, told once, then not heard until it is quiet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.telegram import flood
from bot.telegram.flood import BURST, Admission, Flood

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def admit(buckets: Flood, *seconds: float, person: int = 1) -> list[Admission]:
    return [buckets.admit(person, NOW + number * SECOND) for number in seconds]


def test_a_burst_gets_one_notice_then_silence() -> None:
    answers = admit(Flood(), *[0.0] * 1000)

    assert answers[:BURST] == [Admission.ADMITTED] * BURST
    assert answers[BURST] is Admission.NOTICE
    assert set(answers[BURST + 1 :]) == {Admission.SILENCE}


def test_a_flood_that_goes_on_stays_silent() -> None:
    answers = admit(Flood(), *(number / 100 for number in range(10_000)))

    assert answers.count(Admission.NOTICE) == 1


def test_after_a_quiet_time_we_listen_again() -> None:
    buckets = Flood()
    admit(buckets, *[0.0] * 30)

    assert admit(buckets, 10, 25, 45.1) == [
        Admission.SILENCE,
        Admission.SILENCE,
        Admission.ADMITTED,
    ]


def test_a_brisk_conversation_is_no_flood() -> None:
    assert set(admit(Flood(), *range(0, 400, 2))) == {Admission.ADMITTED}


def test_what_piled_up_over_hours_while_we_were_away_is_no_flood() -> None:
    assert set(admit(Flood(), *range(0, 36_000, 600))) == {Admission.ADMITTED}


def test_others_are_not_affected() -> None:
    buckets = Flood()
    admit(buckets, *[0.0] * 100)

    assert admit(buckets, 0, person=2) == [Admission.ADMITTED]


def test_what_belongs_to_nobody_is_always_admitted() -> None:
    assert set(admit(Flood(), *[0.0] * 100, person=0)) == {Admission.ADMITTED}


def test_moments_out_of_order_do_no_harm() -> None:
    assert set(admit(Flood(), 5, 3, 4, 1)) == {Admission.ADMITTED}


def test_only_so_many_people_are_kept_in_mind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flood, "REMEMBERED", 3)
    buckets = Flood()
    for person in range(1, 9):
        admit(buckets, 0, person=person)

    assert [person for person, _ in buckets._buckets] == [6, 7, 8]


def test_words_typed_inline_silence_no_messages() -> None:
    buckets = Flood()
    typed = [buckets.admit(1, NOW, inline=True) for _ in range(100)]

    assert typed.count(Admission.NOTICE) == 1
    assert admit(buckets, *[0.0] * BURST) == [Admission.ADMITTED] * BURST
    assert buckets.admit(1, NOW, inline=True) is Admission.SILENCE
