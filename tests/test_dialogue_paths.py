"""Paths and deadlines as citizens meet them: by button, typed, in every language, never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest

from bot.catalogue.town_files import load_town
from bot.catalogue.yearly import Part, Point
from bot.i18n import LANGUAGES, say_in
from bot.message import length
from handlers.views import cards
from handlers.views.scene import Scene
from tests.botapi.view import Seen
from tests.house import MONDAY, Citizen, Hands, Rig, fresh, living

NOTHING_YET = "In unserem Verzeichnis steht dazu noch nichts."
STALE = "Dieser Knopf ist schon älter."


def button(seen: Seen, words: str) -> str:
    return next(label for label in seen.labels if words in label)


@pytest.mark.parametrize(
    "words",
    [
        "Lebenswege",
        "was kommt als nächstes?",
        "Übergang",
        "uebergänge",
        "What comes next",
        "/pfade",
        "/paths",
        "Wege",
        "alle Pfade",
    ],
)
def test_all_paths_are_shown(rig: Rig, anna: Citizen, words: str) -> None:
    seen = anna.says(words)

    names = [path.names["de"] for path in rig.house.library.catalogue.town.paths]
    assert list(seen.labels[:6]) == names


@pytest.mark.parametrize("words", ["/wegweiser", "/hilfe"])
def test_the_paths_are_one_tap_away(anna: Citizen, words: str) -> None:
    anna.says(words)

    assert anna.presses("Was kommt als Nächstes?").text.startswith("Was kommt als Nächstes?")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("was kommt nach der kita", "Von der Kita in die Schule"),
        ("Kita → Schule", "Von der Kita in die Schule"),
        ("grundschule → klasse 5", "Von der Grundschule in Klasse 5"),
        ("neu in Deutschland", "Neu in Deutschland"),
        ("zurück in den Beruf", "Zurück in den Beruf"),
        ("ruhestand", "Ruhestand"),
    ],
)
def test_a_path_is_found_by_its_name(anna: Citizen, words: str, name: str) -> None:
    seen = anna.says(words)

    assert seen.text.startswith(name)
    assert seen.labels[0].startswith("1. ")
    assert seen.labels[-1] == "Von vorn"


def test_a_path_is_walked_on_one_message(anna: Citizen) -> None:
    first = anna.says("lebenswege")
    path = anna.presses(button(first, "Von der Kita"))
    assert "1. Welche Grundschule?\n9 Angebote" in path.text

    step = anna.presses("1. Welche Grundschule?")
    assert step.text.startswith("Von der Kita in die Schule · Schritt 1 von 6")
    assert "Voriger Schritt" not in step.labels
    anna.presses("Nächster Schritt")
    third = anna.presses("Nächster Schritt")
    assert third.text.startswith("Von der Kita in die Schule · Schritt 3 von 6")
    assert anna.presses("Voriger Schritt").text.startswith("Von der Kita in die Schule · Schritt 2")
    assert anna.presses("Zurück").text == path.text
    over = anna.presses("Von vorn")
    assert over.text == first.text
    assert len(anna.replies) == 1
    assert over.id == first.id


def test_the_last_step_ends_the_path(anna: Citizen) -> None:
    anna.says("ruhestand")
    seen = anna.presses(button(anna.person.last, "6. "))

    assert "Nächster Schritt" not in seen.labels
    assert "Voriger Schritt" in seen.labels


def test_an_offer_leads_back_to_the_page_of_its_step(anna: Citizen) -> None:
    anna.says("kita schule")
    anna.presses("1. Welche Grundschule?")
    page = anna.presses("Weitere")
    assert "7. Freie Waldorfschule Eisenach" in page.text
    card = anna.presses("Freie Waldorfschule Eisenach")
    assert card.text.startswith("Freie Waldorfschule Eisenach\n")

    assert anna.presses("Zurück").text == page.text


def test_a_step_without_an_offer_says_so_and_names_a_human(anna: Citizen) -> None:
    anna.says("neu in deutschland")
    seen = anna.presses("4. Zeugnisse anerkennen lassen")

    assert NOTHING_YET in seen.text
    assert "Integrationsmanagement der Stadt Eisenach, 03691 670800" in seen.text
    assert "Bildungsmanagement der Stadt Eisenach, 03691 670 403" in seen.text
    assert "Mit einem Menschen sprechen" in seen.labels


def test_a_step_says_until_when(anna: Citizen) -> None:
    anna.says("was kommt nach klasse 4")
    seen = anna.presses("4. In Klasse 5 anmelden")

    assert "In Klasse 5 anmelden: Anfang März 2027. Angabe von 2025, nicht geprüft." in seen.text
    assert "Oststadtschule: anmelden: Kein fester Termin." in seen.text
    assert anna.presses("Fristen nach Geburtsmonat oder Klasse").text.startswith("Fristen")


def test_everything_can_be_typed_as_well(anna: Citizen) -> None:
    anna.says("lebenswege")
    assert anna.says("2").text.startswith("Von der Grundschule in Klasse 5")
    step = anna.says("Welche Schule passt?")
    assert step.text.startswith("Von der Grundschule in Klasse 5 · Schritt 2 von 6")
    assert anna.says("weitere").text.split("\n\n")[1].startswith("7. ")
    assert anna.says("7").text.startswith("Martin-Luther-Gymnasium")
    assert "Schritt 3 von 6" in anna.says("nächster Schritt").text
    assert "Schritt 2 von 6" in anna.says("Voriger Schritt").text
    assert anna.says("zurück").text.startswith("Von der Grundschule in Klasse 5\n")
    assert anna.says("von vorn").text.startswith("Was kommt als Nächstes?")
    assert anna.says("Fristen nach Geburtsmonat oder Klasse").text.startswith("Fristen\n")
    assert anna.says("2020").text.startswith("Geboren 2020: in welchem Monat?")
    assert anna.says("Mai 2020").text.startswith("Fristen: geboren im Mai 2020")
    assert anna.says("Anderer Monat, andere Klasse").text.startswith("Fristen\n")
    assert anna.says("Klasse statt Geburtsmonat").text.startswith("Um welche Klasse")
    assert anna.says("Geburtsmonat statt Klasse").text.startswith("Fristen\n")


def test_a_question_stays_a_question_while_a_path_is_open(anna: Citizen) -> None:
    anna.says("lebenswege")

    assert "Chor" in anna.says("chor").text


def test_a_human_and_an_impossible_year_can_be_typed(anna: Citizen) -> None:
    anna.says("neu in deutschland")
    anna.says("4")
    assert anna.says("Mit einem Menschen sprechen").text.startswith("Mit einem Menschen sprechen")
    anna.says("fristen")
    assert anna.says("1850").text.startswith("Das ist sehr lange her.")
    anna.says("fristen")
    assert anna.says("2027").text.startswith("Dieser Monat kommt erst noch.")


def test_a_town_without_deadlines_leads_to_a_human(rig: Rig) -> None:
    catalogue = rig.house.library.catalogue
    bare = replace(catalogue, town=replace(catalogue.town, deadlines=()))
    card = cards.opened(Scene(say_in("de"), bare, MONDAY, "bot"), "e:b:2020:5:0")

    assert card is not None
    assert "Dafür kenne ich in den nächsten Jahren keine Frist." in card.html
    assert card.rows[-1][-1].label == "Mit einem Menschen sprechen"


@pytest.mark.parametrize(
    ("ends", "confirmed_on", "said"),
    [
        (Point(5, part=Part.MIDDLE), None, "Mitte Mai 2027"),
        (Point(5, part=Part.LATE), date(2026, 11, 1), "Bestätigt am 1. November 2026."),
    ],
)
def test_a_town_may_confirm_a_deadline(
    rig: Rig, ends: Point, confirmed_on: date | None, said: str
) -> None:
    catalogue = rig.house.library.catalogue
    one = next(one for one in catalogue.town.deadlines if one.id == "schlaue-ferien")
    changed = replace(one, begins=ends, ends=ends, confirmed_on=confirmed_on)
    town = replace(catalogue.town, deadlines=(changed,))
    scene = Scene(say_in("de"), replace(catalogue, town=town), MONDAY, "bot")
    card = cards.opened(scene, "e:k:4:0")

    assert card is not None
    assert said in card.html
    assert ("Bitte prüfen" in card.html) is (confirmed_on is None)


def test_an_emergency_number_is_no_class(anna: Citizen) -> None:
    anna.says("fristen")

    assert "Klasse" not in anna.says("112").text


def test_a_day_later_a_number_is_no_step_any_more(rig: Rig, anna: Citizen) -> None:
    anna.says("lebenswege")
    rig.hands.advance(hours=25)

    assert not anna.says("2").text.startswith("Von der Grundschule")


@pytest.mark.parametrize(
    "words",
    [
        "Mai 2020",
        "05/2020",
        "geboren im mai 2020",
        "Mein Kind ist im Mai 2020 geboren.",
        "unsere Tochter, geboren 14.5.2020",
        "Fristen für Mai 2020",
        "born in May 2020",
        "wann muss mein kind, geboren mai 2020, zur schule angemeldet werden?",
    ],
)
def test_a_month_of_birth_brings_what_concerns_this_child(anna: Citizen, words: str) -> None:
    seen = anna.says(words)

    assert seen.text.startswith(
        "Fristen: geboren im Mai 2020\nDas ist jetzt in der Regel Klasse 1."
    )
    assert "Kita-Platz" not in seen.text
    assert "Hort beantragen\nKein fester Termin. Frühzeitig anfragen." in seen.text


def test_the_years_and_months_are_buttons(anna: Citizen) -> None:
    anna.says("fristen")
    anna.presses("2025")
    seen = anna.presses("März")

    assert seen.text.startswith("Fristen: geboren im März 2025")
    assert "Die Schule beginnt in der Regel im Sommer 2031." in seen.text
    assert "1. Kita-Platz beantragen\nBis 30. November 2026" in seen.text
    assert "Angabe von 2023. Bitte prüfen. Quelle: tlz.de" in seen.text
    assert anna.presses("Kita-Platz beantragen").text.startswith("Kita-Platz anmelden")
    assert anna.presses("Zurück").text == seen.text


def test_this_year_has_only_the_months_that_have_begun(anna: Citizen) -> None:
    anna.says("fristen")
    seen = anna.presses("2026")

    assert "November" in seen.labels
    assert "Dezember" not in seen.labels


@pytest.mark.parametrize(
    "words", ["Fristen Klasse 4", "Termine für die 4. Klasse", "klasse 4: fristen"]
)
def test_a_class_will_do(anna: Citizen, words: str) -> None:
    seen = anna.says(words)

    assert seen.text.startswith("Fristen für Klasse 4")
    assert "In Klasse 5 anmelden\nAnfang März 2027" in seen.text
    assert "Luther-Gymnasium: Anmeldewoche\nIm Dezember 2026" in seen.text


def test_a_class_may_be_chosen_or_typed_where_it_is_asked_for(anna: Citizen) -> None:
    anna.says("fristen")
    anna.presses("Klasse statt Geburtsmonat")
    pressed = anna.presses("Klasse 9")
    assert pressed.text.startswith("Fristen für Klasse 9")
    anna.says("fristen")

    assert anna.says("9. Klasse").text == pressed.text
    anna.says("fristen")
    assert anna.says("Klasse 15").text.startswith("Es gibt Klasse 1 bis 13.")


@pytest.mark.parametrize(
    ("words", "reply"),
    [
        ("13/2020", "Diesen Monat gibt es nicht."),
        ("Mai 1850", "Das ist sehr lange her."),
        ("Mai 2027", "Dieser Monat kommt erst noch."),
        ("geboren im Dezember 2026", "Dieser Monat kommt erst noch."),
        ("Fristen Klasse 15", "Es gibt Klasse 1 bis 13."),
        ("Fristen Klasse 0", "Es gibt Klasse 1 bis 13."),
    ],
)
def test_what_cannot_be_gets_a_clear_word_and_a_way_on(
    anna: Citizen, words: str, reply: str
) -> None:
    seen = anna.says(words)

    assert seen.text.startswith(reply)
    assert "Fristen nach Geburtsmonat oder Klasse" in seen.labels
    assert anna.says("Mai 2020").text.startswith("Fristen: geboren im Mai 2020")


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (datetime(2026, 11, 30, 12, tzinfo=UTC), "Bis 30. November 2026"),
        (
            datetime(2026, 12, 1, 12, tzinfo=UTC),
            "Diesmal vorbei. Nächstes Mal: bis 30. November 2027",
        ),
        (
            datetime(2026, 12, 31, 23, 30, tzinfo=UTC),
            "Diesmal vorbei. Nächstes Mal: bis 30. November 2027",
        ),
    ],
)
def test_what_is_over_says_next_year(tmp_path: Path, today: datetime, said: str) -> None:
    with living(fresh(tmp_path), Hands(today)) as rig:
        assert f"Kita-Platz beantragen\n{said}" in rig.citizen().says("März 2025").text


def test_what_was_missed_is_said_while_asking_helps(tmp_path: Path) -> None:
    with living(fresh(tmp_path), Hands(datetime(2027, 3, 20, 12, tzinfo=UTC))) as rig:
        seen = rig.citizen().says("Fristen Klasse 4")

    assert "In Klasse 5 anmelden\nVorbei: Anfang März 2027. Fragen Sie gleich" in seen.text


def test_what_is_just_over_stands_below_what_can_be_done_now(tmp_path: Path) -> None:
    with living(fresh(tmp_path), Hands(datetime(2026, 12, 10, 12, tzinfo=UTC))) as rig:
        text = rig.citizen().says("März 2025").text

    assert text.index("Kein fester Termin.") < text.index("Diesmal vorbei.")


def test_a_heading_has_one_colon_at_most(rig: Rig) -> None:
    scene = Scene(say_in("de"), rig.house.library.catalogue, MONDAY)
    for path in rig.house.library.catalogue.town.paths:
        for step in path.steps:
            card = cards.opened(scene, f"r:{path.key}:{step.key}:0")
            assert card is not None
            assert card.html.split("\n")[0].count(":") <= 1


def test_the_year_is_asked_of_everybody_and_not_only_of_parents(anna: Citizen) -> None:
    asked = anna.says("fristen").text
    assert "um Ihr Kind oder um Sie selbst" in asked
    assert "Ihr Kind" not in anna.says("Klasse statt Geburtsmonat").text
    anna.says("fristen")
    assert "Ihr Kind" not in anna.says("2027").text


def test_an_old_person_is_told_what_is_for_old_people(anna: Citizen) -> None:
    seen = anna.says("03/1958")

    assert "Seniorenwoche" in seen.text
    assert "Klasse" not in seen.text


def test_nothing_of_a_birth_or_a_class_is_kept(rig: Rig, anna: Citizen) -> None:
    kept = []
    for said in ("Mai 2020", "fristen", "2020", "fristen klasse 4", "klasse 4"):
        anna.says(said)
        kept += [row[1] for row in rig.dump()["card"]]
    anna.says("fristen")
    anna.presses("2020")
    anna.presses("Mai")

    assert set(kept) == {"e"}
    rows = rig.dump()
    assert [row[1] for row in rows["card"]] == ["e"]
    assert "2020" not in str([cells for name, cells in rows.items() if name != "offer"])


def test_the_language_may_change_in_between(anna: Citizen) -> None:
    anna.says("kita schule")
    anna.presses("1. Welche Grundschule?")
    old = anna.person.last
    anna.says("English")
    anna.person.presses("Nächster Schritt", old)
    anna.reads()

    assert anna.replies[0].text.startswith("From daycare to school · step 2 of 6")


@pytest.mark.parametrize(
    "code",
    [
        "r:0", "r:99", "r:x", "r:1:999:0", "r:1:x", "r:2:1:0", "r:-1:-1:-1", "e:z", "e:e:e:e", "e::",
    ],
)  # fmt: skip
def test_a_forged_button_gets_a_kind_word(anna: Citizen, code: str) -> None:
    anna.person.forges(code, anna.says("/start"))
    seen = anna.reads()

    assert seen.text.startswith((STALE, "Fristen\n")), seen.text
    assert seen.labels


def test_of_a_forged_button_nothing_foreign_is_kept(rig: Rig, anna: Citizen) -> None:
    anna.person.forges("r:1:2:0|my words", anna.says("/start"))
    anna.reads()

    assert [row[1] for row in rig.dump()["card"]] == ["r"]


def test_ten_thousand_mutated_codes_break_nothing(rig: Rig) -> None:
    """Each shows a card that Telegram takes, or nothing; none of them raises."""
    scene = Scene(say_in("de"), rig.house.library.catalogue, MONDAY, "bot")
    codes = [*_every_code(scene)]
    draw = Random(5)
    shown = 0
    for _ in range(10_000):
        message = cards.opened(scene, mutated(draw.choice(codes), draw))
        shown += message is not None
        if message is not None:
            assert length(message.html) <= 4096
    assert shown > 1000


def mutated(code: str, draw: Random) -> str:
    letters = list(code)
    for _ in range(draw.randint(1, 3)):
        place = draw.randrange(len(letters) + 1)
        letters[place : place + draw.randint(0, 1)] = draw.choice("0123456789:|-rebykcox²٣ \0")
    return "".join(letters)[:64]


def test_mutated_buttons_through_the_whole_house(rig: Rig, anna: Citizen) -> None:
    scene = Scene(say_in("de"), rig.house.library.catalogue, MONDAY, "bot")
    codes = sorted(_every_code(scene))
    draw = Random(8)
    start = anna.says("/start")
    for _ in range(150):
        anna.person.forges(
            mutated(draw.choice(codes), draw).encode()[:64].decode(errors="ignore"), start
        )
    rig.settle()

    assert not [seen for seen in anna.replies if "schiefgegangen" in seen.text]


def _every_code(scene: Scene) -> set[str]:
    """Of all cards that can be reached by buttons from the paths."""
    found, waiting = {"r"}, ["r"]
    while waiting:
        card = cards.opened(scene, waiting.pop())
        assert card is not None
        for one in (button for row in card.rows for button in row):
            if one.value.partition(":")[0] in {"r", "e"} and one.value not in found:
                found.add(one.value)
                waiting.append(one.value)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_of_paths_and_deadlines_is_sound(rig: Rig, language: str) -> None:
    """No code is too long, no label is cut short of its end, every card has a way on."""
    scene = Scene(say_in(language), rig.house.library.catalogue, MONDAY, "bot")
    codes = _every_code(scene)

    steps = [step for path in load_town().paths for step in path.steps]
    assert len(codes) > 13 + 20 * 12 + len(steps) - 12
    for code in codes:
        card = cards.opened(scene, code)
        assert card is not None
        assert card.rows
        assert length(card.html) <= 4096
        for one in (button for row in card.rows for button in row):
            assert len(one.value.encode()) <= 64
            assert 0 < len(one.label) <= 40
