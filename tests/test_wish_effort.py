"""What a wish costs a person: every message they write, every tap, every reply they read."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.botapi.view import Seen
from tests.house import Citizen, Rig

TELL = "Bescheid geben, wenn es das gibt"
UNHELPFUL = "Japanisch Kurs"


@dataclass
class Counted:
    """Somebody whose effort is counted from now on."""

    citizen: Citizen
    written: int = 0
    taps: int = 0
    read: int = 0

    def writes(self, text: str) -> Seen:
        self.written += 1
        return self._after(self.citizen.says(text))

    def taps_on(self, label: str) -> Seen:
        self.taps += 1
        return self._after(self.citizen.presses(label))

    def _after(self, reply: Seen) -> Seen:
        self.read += 1
        return reply

    @property
    def effort(self) -> tuple[int, int, int]:
        return self.written, self.taps, self.read


@pytest.fixture
def unhelped(anna: Citizen) -> Counted:
    """Somebody who has just had an answer that did not help."""
    assert TELL in anna.says(UNHELPFUL).labels
    return Counted(anna)


def test_two_messages_and_two_taps_when_nothing_is_added(unhelped: Counted) -> None:
    """The card and the receipt are the two messages; the question is the text already."""
    unhelped.taps_on(TELL)
    receipt = unhelped.taps_on("Absenden")

    assert receipt.text.startswith("Danke! Ihr Wunsch ist angekommen: Nr. 1")
    assert unhelped.effort == (0, 2, 2)


@pytest.mark.parametrize("whom", ["Kinder", "Jugendliche", "Erwachsene", "Ältere"])
@pytest.mark.parametrize("suits", ["Vor Ort, tagsüber", "Vor Ort, abends", "Online"])
def test_four_taps_with_everything(unhelped: Counted, rig: Rig, whom: str, suits: str) -> None:
    unhelped.taps_on(TELL)
    card = unhelped.taps_on(next(one for one in unhelped.citizen.person.last.labels if whom in one))
    assert any(one.startswith("✓") and whom in one for one in card.labels)
    assert f"✓ {suits}" in unhelped.taps_on(suits).labels
    receipt = unhelped.taps_on("Absenden")

    assert receipt.text.startswith("Danke! Ihr Wunsch ist angekommen: Nr. 1")
    assert unhelped.effort == (0, 4, 4)
    assert len(rig.dump()["wish"]) == 1


def test_two_messages_and_a_tap_out_of_nothing(anna: Citizen) -> None:
    counted = Counted(anna)
    counted.writes("/wunsch")
    counted.writes("Jodeln lernen")

    assert counted.taps_on("Absenden").text.startswith("Danke!")
    assert counted.effort == (2, 1, 3)


def test_one_message_and_a_tap_for_who_knows_the_command(anna: Citizen) -> None:
    counted = Counted(anna)
    counted.writes("/wunsch Jodeln lernen")
    counted.taps_on("Absenden")

    assert counted.effort == (1, 1, 2)
