"""Every action of wishes, by every kind of person, every way in that must change nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from handlers.views import buttons
from tests.house import fresh, living
from tests.test_roles import IN_GROUPS, PEOPLE, SECOND_HAND, Cast

TABLES = ("wish", "wish_key", "wish_follower", "wish_draft", "consent", "outbox")
TEXTS = ("/wunsch Jodeln lernen", "ich wünsche mir Jodeln", "Absenden", "Ich auch: 1. Falknerei")
MINE = [f"{buttons.MY_WISHES}:1:{step}" for step in "xycnkqr"]
CODES = [
    *(f"{buttons.WISH}:{step}" for step in ("s:x", "j:x:1", "x:x", "w:x:children", "e:1")),
    *MINE,
]


@pytest.fixture(scope="module")
def cast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    """One of each kind, and a wish of somebody else."""
    with living(fresh(tmp_path_factory.mktemp("wishes"))) as rig:
        cast = Cast(rig)
        author = rig.citizen(name="Berta")
        author.says("/wunsch Falknerei lernen")
        author.says("Absenden")
        yield cast


def changed(cast: Cast, person: str, way: str, text: str, code: str) -> list[str]:
    before = cast.rig.kept_of_people()
    cast.rig.run(cast.rig.app.process_update(cast.update(person, way, text, code)))
    after = cast.rig.kept_of_people()
    return [table for table in TABLES if before[table] != after[table]]


@pytest.mark.parametrize("way", sorted({*IN_GROUPS, *SECOND_HAND, "inline"}))
@pytest.mark.parametrize("person", PEOPLE)
def test_no_wish_begins_or_goes_on_second_hand_or_in_a_group(
    cast: Cast, person: str, way: str
) -> None:
    for text in TEXTS:
        for code in CODES if "press" in way else CODES[:1]:
            assert changed(cast, person, way, text, code) == [], (text, code)
    assert [seen for seen in cast.group.reads() if seen.by_bot] == []


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("person", PEOPLE)
def test_a_forged_button_touches_no_wish_of_others(cast: Cast, person: str, code: str) -> None:
    for way in ("forged", "press"):
        assert changed(cast, person, way, "", code) == []
    assert "schiefgegangen" not in cast.people[person].person.last.text


@pytest.mark.parametrize("person", PEOPLE)
def test_everybody_may_wish_for_themselves(cast: Cast, person: str) -> None:
    one = cast.people[person]
    one.says("/wunsch Bumerang werfen")
    assert "Nr. " in one.says("Absenden").text
    one.says("/meinewuensche")

    assert one.person.last.text.startswith("Ihre Wünsche")
