"""New offers reported as a citizen meets it: one tap below an answer, one tap out of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from handlers.views import buttons
from tests.alerting import CHOIR, Town, offer
from tests.house import Citizen, Rig, fresh, living

REPORT = "Neue Angebote melden"
NEW = offer("neu", "Kinderchor der Stadtkirche", topics="musik")


@pytest.fixture
def town(rig: Rig) -> Town:
    return Town(rig)


def alerts(rig: Rig) -> list[tuple[str, str, str]]:
    """What is wanted: words, what was taken away of them, choices of the guide."""
    return [row[2:5] for row in rig.dump()["alert"]]


# --- below an answer


def test_one_tap_below_an_answer_is_enough(town: Town, anna: Citizen) -> None:
    anna.says("kinderchor")
    card = anna.presses(REPORT)

    assert card.text.startswith("Ich melde mich, wenn es ein neues Angebot gibt für:\nkinderchor")
    assert "um 17:00 Uhr" in card.text
    assert "speichere ich diese Worte mit Ihrer Telegram-Nummer" in card.text
    assert alerts(town.rig) == [("kinderchor", "", "")]
    assert anna.presses("Zurück").text.startswith("Das passt zu Ihrer Frage")


def test_what_was_taken_back_of_the_question_stays_so(rig: Rig, anna: Citizen) -> None:
    anna.says("schwimmkurs für meine 6-jährige tochter")
    anna.presses("6 Jahre ✕")
    anna.presses(REPORT)

    assert alerts(rig) == [("schwimmkurs für meine 6-jährige tochter", "age", "")]


def test_a_telephone_number_is_not_kept(town: Town, anna: Citizen) -> None:
    anna.says("Neue Angebote melden: kinderchor, 0171 2345678")

    assert alerts(town.rig) == [("kinderchor", "", "")]


def test_where_nothing_fits_the_wish_stands_there_alone(rig: Rig, anna: Citizen) -> None:
    seen = anna.says("Japanisch Kurs")

    assert "Bescheid geben, wenn es das gibt" in seen.labels
    assert REPORT not in seen.labels


def test_an_old_or_forged_button_gets_a_kind_word(town: Town, anna: Citizen) -> None:
    for code in ("q:weg", "q", "g:zz", "g:", "g:1:-:999:-:0", "g:1", "a:99", "x:abc", "h:99999"):
        anna.says("kinderchor")
        before = len(anna.replies)
        anna.does(anna.person.forges(f"{buttons.ALERT}:{code}"))
        assert len(anna.replies) > before or anna.person.last.edited, code
    assert alerts(town.rig) == []


def test_nobody_switches_off_what_is_another_s(town: Town, anna: Citizen) -> None:
    anna.says(f"{REPORT}: kinderchor")
    bert = town.rig.citizen(name="Bert")
    bert.says("kinderchor")
    number = town.rig.dump()["alert"][0][0]
    seen = bert.does(bert.person.forges(f"{buttons.ALERT}:x:{number}"))

    assert "nichts oder nichts mehr" in seen.text
    assert len(alerts(town.rig)) == 1


# --- in the guide


def test_the_guide_s_results_have_the_button_too(rig: Rig, anna: Citizen) -> None:
    anna.says("/wegweiser")
    anna.presses("Mein Kind")
    anna.presses("4–5 Jahre")
    anna.presses(next(one for one in anna.person.last.labels if one.startswith("Sport")))
    card = anna.presses(REPORT)

    assert "Mein Kind · 4–5 Jahre · Sport und Bewegung" in card.text
    assert "4–5 Jahre" in anna.presses("Zurück").text
    [(text, removed, guide)] = alerts(rig)
    assert (text, removed) == ("", "")
    assert guide


def test_in_the_guide_the_button_can_be_typed(rig: Rig, anna: Citizen) -> None:
    anna.says("/wegweiser")
    anna.says("Mein Kind")
    anna.says("5")
    anna.presses(next(one for one in anna.person.last.labels if one.startswith("Sport")))

    assert "Sport und Bewegung" in anna.says("neue angebote melden").text
    assert len(alerts(rig)) == 1


def test_choices_of_the_guide_find_what_is_new_for_them(rig: Rig, anna: Citizen) -> None:
    town = Town(rig, CHOIR, offer("ball", "Fußball", topics="sport", target_groups="kinder"))
    anna.says("/wegweiser")
    anna.presses("Mein Kind")
    anna.presses(next(one for one in anna.person.last.labels if one.startswith("Alle zeigen")))
    anna.presses(REPORT)
    judo = offer("judo", "Judo", topics="sport", target_groups="kinder")
    town.gets(judo, offer("tanz", "Tanztee", target_groups="senioren"))
    rig.hands.advance(hours=8)

    [(_, text)] = town.sends()

    assert "Judo" in text
    assert "Tanztee" not in text


# --- typed


def test_everything_can_be_typed(town: Town, anna: Citizen) -> None:
    assert "Zurzeit melde ich Ihnen keine" in anna.says("Neue Angebote melden").text
    anna.says("Neue Angebote melden: kinderchor")
    assert "Wann passt es Ihnen?" in anna.says("andere uhrzeit").text
    assert "niemandem" in anna.says("23 uhr").text
    assert anna.says("um 9:30").text == "Gut, ab jetzt um 9:30 Uhr."
    assert "um 9:30 Uhr" in anna.says("meine meldungen").text
    assert "Erledigt" in anna.says("nicht mehr: kinderchor").text
    assert alerts(town.rig) == []


def test_a_time_that_is_typed_later_is_a_question(town: Town, anna: Citizen) -> None:
    anna.says("Neue Angebote melden: kinderchor")
    anna.presses("Andere Uhrzeit")
    anna.says("fußball")

    anna.says("18 Uhr")

    assert town.rig.dump()["alert_time"] == []


def test_who_is_in_danger_gets_help_and_no_alert(town: Town, anna: Citizen) -> None:
    anna.says("Neue Angebote melden: ich will nicht mehr leben")

    assert "112" in anna.person.last.text
    assert alerts(town.rig) == []


def test_a_child_reads_du(town: Town, anna: Citizen) -> None:
    anna.says("/sprache")
    anna.presses("Deutsch (Du)")
    anna.says("Neue Angebote melden: kinderchor")

    assert "deiner Telegram-Nummer" in anna.person.last.text


# --- off


def test_one_tap_below_the_digest_switches_it_off(town: Town, anna: Citizen) -> None:
    anna.says(f"{REPORT}: kinderchor")
    anna.says(f"{REPORT}: fußball")
    anna.says("meine meldungen")
    assert "Nichts mehr melden" in anna.person.last.labels

    assert "Erledigt" in anna.presses("Nichts mehr melden").text
    assert alerts(town.rig) == []


# --- with wishes


def test_a_wish_brings_its_alert_and_takes_it_along(rig: Rig, anna: Citizen) -> None:
    anna.says("Japanisch Kurs")
    anna.presses("Bescheid geben, wenn es das gibt")
    anna.presses("Vor Ort, abends")
    anna.presses("Absenden")
    assert alerts(rig) == [("Japanisch Kurs, abends", "", "")]

    anna.says("/meinewuensche")
    assert "Meine Meldungen (1)" in anna.person.last.labels
    anna.presses("Nr. 1: Japanisch Kurs")
    anna.presses("Nichts dazu melden")
    assert alerts(rig) == []
    anna.presses("Wieder Bescheid geben")
    assert len(alerts(rig)) == 1
    anna.presses("Zurücknehmen")
    anna.presses("Ja, zurücknehmen")
    assert alerts(rig) == []


def test_sent_again_after_a_crash_it_stays_switched_off(rig: Rig, anna: Citizen) -> None:
    anna.says("Japanisch Kurs")
    anna.presses("Bescheid geben, wenn es das gibt")
    update = anna.person.presses("Absenden")
    anna.reads()
    anna.says("meine meldungen")
    anna.presses("Nicht mehr: Japanisch Kurs")
    rig.again(update)

    assert alerts(rig) == []


def test_who_joins_a_wish_hears_of_new_offers_too(rig: Rig, anna: Citizen) -> None:
    for one in (anna, rig.citizen(name="Bert")):
        one.says("/wunsch Jodeln lernen")
        one.presses("Absenden" if one is anna else "Ich auch: 1. Jodeln lernen")

    assert alerts(rig) == [("Jodeln lernen", "", "")] * 2


# --- erased


def test_erasure_leaves_nothing(tmp_path: Path) -> None:
    url = fresh(tmp_path)
    with living(url) as rig:
        town, anna = Town(rig), rig.citizen()
        anna.says(f"{REPORT}: kinderchor")
        town.gets(NEW)
        assert "„kinderchor“" in anna.says("/meinedaten").text
        anna.says("/loeschen")
        anna.presses("Ja, alles löschen")
        dump = rig.dump()

    tables = ("alert", "alert_find", "alert_time", "told_offers", "outbox")
    assert {name: dump[name] for name in tables} == {name: [] for name in tables}
