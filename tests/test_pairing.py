"""New offers and the wishes that waited for them: proposed, confirmed by staff, told once."""

from __future__ import annotations

import pytest

from bot.app import propose
from bot.storage import pairing, told
from bot.storage.units import Db
from bot.wishes.wish import OPEN
from tests.arriving import JAPANESE, added, arrive, catch_up, change
from tests.desks import colleague, due, wishes
from tests.house import Citizen, Rig

YES = "Ja, passt: Bescheid geben"
CHINESE = "vhs-chinesisch"


@pytest.fixture
def anna(rig: Rig) -> Citizen:
    one = rig.citizen()
    wishes(one, "Japanisch lernen")
    return one


@pytest.fixture
def staff(rig: Rig) -> Citizen:
    return colleague(rig)


def waiting(rig: Rig) -> list[tuple[int, int]]:
    found = rig.run(rig.house.storage.read(lambda db: pairing.waiting(db, OPEN)))
    return [(one.offer, one.wishes) for one in found]


def proposed(rig: Rig) -> list[int]:
    """Numbers of the wishes that may wait for the one offer there is."""
    [(offer, _)] = waiting(rig) or [(0, 0)]
    found: list[int] = rig.run(
        rig.house.storage.read(lambda db: list(pairing.proposed(db, offer, OPEN)))
    )
    return found


def test_staff_see_which_wishes_a_new_offer_may_fit(
    rig: Rig, anna: Citizen, staff: Citizen
) -> None:
    wishes(rig.citizen(), "Einen Japanischkurs am Abend")
    wishes(rig.citizen(), "Dudelsack spielen")
    assert not any("Passt vielleicht" in label for label in staff.says("/eingang").labels)

    arrive(rig, JAPANESE)
    assert "Passt vielleicht (2)" in staff.says("/eingang").labels
    assert "Japanisch für Anfänger: 2 Wünsche" in staff.presses("Passt vielleicht (2)").text

    seen = staff.presses("Japanisch für Anfänger")
    assert "2 Wünsche passen vielleicht zu diesem neuen Angebot" in seen.text
    assert "„Japanisch lernen“" in seen.text
    assert "(2 Menschen)" in seen.text
    assert due(rig) == []


@pytest.mark.parametrize("way", ["press", "type"])
def test_yes_tells_everybody_who_waits(rig: Rig, anna: Citizen, staff: Citizen, way: str) -> None:
    bert = rig.citizen()
    wishes(bert, "Japanisch sprechen lernen")
    arrive(rig, JAPANESE)
    staff.says("/eingang neue Angebote")
    staff.says("Japanisch für Anfänger")

    seen = staff.presses(YES) if way == "press" else staff.says("ja")
    assert "Erledigt: 2 Wünsche stehen auf „Gibt es jetzt“." in seen.text
    news = due(rig)
    assert sorted(chat for chat, _ in news) == sorted([anna.person.id, bert.person.id])
    assert all("Gibt es jetzt" in text for _, text in news)
    assert waiting(rig) == []


def test_who_has_two_such_wishes_is_told_once(rig: Rig, anna: Citizen, staff: Citizen) -> None:
    wishes(anna, "Japanische Schrift schreiben lernen")
    arrive(rig, JAPANESE)
    assert proposed(rig) == [1, 2]
    staff.says("/eingang neue Angebote")
    assert "(1 Mensch)" in staff.says("Japanisch für Anfänger").text
    staff.presses(YES)
    assert len(due(rig)) == 1


def test_who_heard_of_the_offer_another_way_is_not_told_again(
    rig: Rig, anna: Citizen, staff: Citizen
) -> None:
    arrive(rig, JAPANESE)
    [(offer, _)] = waiting(rig)
    note = [offer]

    def tell(db: Db) -> None:
        told.note(db, anna.person.id, note, rig.hands.now)

    rig.run(rig.house.storage.write(tell))
    staff.says("/eingang neue Angebote")
    staff.says("Japanisch für Anfänger")
    assert "Gibt es jetzt" in staff.presses(YES).text
    assert due(rig) == []
    assert "Gibt es jetzt" in anna.says("/meinewuensche").text


def test_a_press_that_comes_twice_acts_once(rig: Rig, anna: Citizen, staff: Citizen) -> None:
    arrive(rig, JAPANESE)
    staff.says("/eingang neue Angebote")
    staff.says("Japanisch für Anfänger")
    staff.person.presses(YES)
    update = rig.api.bot.updates.first(1)[0]
    staff.reads()
    rig.again(update)
    assert len(due(rig)) == 1


def test_a_single_wish_is_taken_out_and_comes_back(rig: Rig, anna: Citizen, staff: Citizen) -> None:
    wishes(rig.citizen(), "Japanisch für Kinder")
    arrive(rig, JAPANESE)
    staff.says("/eingang neue Angebote")
    staff.says("Japanisch für Anfänger")

    seen = staff.presses("Wunsch 2 passt nicht")
    assert "Das schlage ich nicht noch einmal vor" in seen.text
    assert proposed(rig) == [1]

    assert "wieder vorgeschlagen" in staff.presses("Doch wieder vorschlagen").text
    assert proposed(rig) == [1, 2]


def test_what_does_not_fit_is_not_proposed_again(rig: Rig, anna: Citizen, staff: Citizen) -> None:
    arrive(rig, JAPANESE)
    staff.says("/eingang neue Angebote")
    staff.says("Japanisch für Anfänger")
    staff.presses("Passt nicht")

    change(rig, "japanisch", "schedule", "dienstags 18 Uhr")
    assert waiting(rig) == []
    assert due(rig) == []


def test_the_step_back_withdraws_what_nobody_has_read(
    rig: Rig, anna: Citizen, staff: Citizen
) -> None:
    arrive(rig, JAPANESE)
    staff.says("/eingang neue Angebote")
    staff.says("Japanisch für Anfänger")
    staff.presses(YES)
    assert "Angekommen" in staff.presses("Schritt zurück").text
    assert due(rig) == []
    assert proposed(rig) == [1]

    staff.says("/eingang neue Angebote")
    staff.says("Japanisch für Anfänger")
    staff.presses(YES)
    assert len(due(rig)) == 1


def test_what_changed_meanwhile_is_shown_before_anybody_is_told(
    rig: Rig, anna: Citizen, staff: Citizen
) -> None:
    arrive(rig, JAPANESE)
    staff.says("/eingang neue Angebote")
    staff.says("Japanisch für Anfänger")
    wishes(rig.citizen(), "Dudelsack spielen")
    other = colleague(rig)
    other.says("/eingang 1")
    other.presses("Ich übernehme")

    assert "Inzwischen hat sich etwas geändert" in staff.presses(YES).text
    assert due(rig) == []


@pytest.mark.parametrize(
    "code",
    ["D:j", "D:j:9:x:y", "D:j:1:00000000:n:7", "D:j:-1::a", "D:j:x:y:z", "D:i:99", "D:j:1:w9"],
)
def test_forged_codes_get_a_kind_word(rig: Rig, staff: Citizen, code: str) -> None:
    staff.says("/eingang")
    seen = staff.does(staff.person.forges(code))
    assert "kein Wunsch mehr offen" in seen.text or "kein neues Angebot" in seen.text


def test_an_offer_that_only_names_another_source_is_no_news(rig: Rig, anna: Citizen) -> None:
    wishes(anna, "Chinesisch am Wochenende")
    change(rig, CHINESE, "source_date", "2026-11")
    assert waiting(rig) == []


def test_a_changed_offer_is_news_and_the_others_are_not(rig: Rig, anna: Citizen) -> None:
    wishes(anna, "Chinesisch lernen")
    wishes(anna, "Spanisch lernen")
    change(rig, CHINESE, "schedule", "dienstags 18 Uhr")
    assert proposed(rig) == [2]


def test_an_edition_that_is_older_than_the_list_waits(rig: Rig, anna: Citizen) -> None:
    now = rig.hands.now
    rig.run(rig.house.storage.write(lambda db: added(db, (JAPANESE,), now)))
    rig.run(propose(rig.house))
    assert waiting(rig) == []
    catch_up(rig)
    assert proposed(rig) == [1]


def test_what_is_for_others_is_not_proposed(rig: Rig, anna: Citizen) -> None:
    arrive(rig, JAPANESE | {"age_min": "60", "target_groups": "senioren"})
    assert proposed(rig) == [1]
    wishes(anna, "Koreanisch für Kinder ab 8 Jahren")
    korean = {"title": "Koreanisch im Ruhestand", "age_min": "60", "target_groups": "senioren"}
    arrive(rig, korean)
    assert waiting(rig) == [waiting(rig)[0]]
    assert proposed(rig) == [1]
