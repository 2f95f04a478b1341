"""People who cannot name what they need, led step by step."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import event

from bot.storage import cards
from bot.storage.base import Base
from tests.house import Citizen, Rig


def test_a_mother_finds_something_for_her_three_year_old(anna: Citizen) -> None:
    assert "Schritt für Schritt suchen" in anna.says("/start").labels
    assert "Für wen suchen Sie etwas?" in anna.presses("Schritt für Schritt suchen").text
    assert "Welches Alter?" in anna.presses("Mein Kind").text

    topics = anna.says("3")
    assert topics.text.startswith("Mein Kind · 3 Jahre\nWorum soll es gehen?")
    sport = next(label for label in topics.labels if label.startswith("Kita und frühe Jahre"))
    results = anna.presses(sport)
    assert results.text.startswith("Mein Kind · 3 Jahre · Kita und frühe Jahre\n1–6 von ")

    card = anna.presses(results.labels[0])
    assert card.text.startswith(results.labels[0].rstrip("…"))
    assert anna.presses("Zurück").text == results.text


def test_a_pupil_of_fifteen_looks_for_something_free(anna: Citizen) -> None:
    anna.says("wegweiser")
    anna.presses("Ich gehe zur Schule")
    topics = anna.says("Klasse 9")
    assert topics.text.startswith("Ich gehe zur Schule · 14–15 Jahre")
    results = anna.presses(next(one for one in topics.labels if one.startswith("Alle zeigen")))
    menu = anna.presses("Filtern")
    free = next(label for label in menu.labels if label.startswith("Kostenlos"))
    narrowed = anna.presses(free)
    assert "Kostenlos" in narrowed.text.splitlines()[0]
    assert narrowed.text.splitlines()[1] != results.text.splitlines()[1]
    assert "Kostenlos ✕" in anna.presses("Filtern").labels
    assert anna.presses("Kostenlos ✕").text == results.text


def test_a_retired_man_is_not_asked_for_his_age(anna: Citizen) -> None:
    anna.says("/wegweiser")
    topics = anna.presses("Ich bin im Ruhestand")
    assert topics.labels[0].startswith("Im Alter aktiv")
    assert "Für wen suchen Sie etwas?" in anna.presses("Zurück").text


def test_all_on_one_card_that_changes(anna: Citizen) -> None:
    first = anna.says("/wegweiser")
    assert anna.presses("Mein Kind").id == first.id
    assert (
        anna.presses("Von vorn" if "Von vorn" in anna.reads().labels else "Zurück").id == first.id
    )


@pytest.mark.parametrize("typed", ["-3", "200", "8 bis 6"])
def test_an_age_that_nobody_has_is_asked_for_again(anna: Citizen, typed: str) -> None:
    anna.says("/wegweiser")
    asked = anna.presses("Mein Kind")
    again = anna.says(typed)
    assert again.text.startswith("Bitte schreiben Sie ein Alter von 0 bis 110")
    assert again.labels == asked.labels


def test_a_question_in_the_middle_is_answered_and_the_place_is_kept(anna: Citizen) -> None:
    anna.says("/wegweiser")
    anna.presses("Mein Kind")
    assert "Das passt zu Ihrer Frage" in anna.says("schwimmkurs").text
    assert anna.says("6 bis 8").text.startswith("Mein Kind · 6–8 Jahre")


def test_buttons_can_be_typed(anna: Citizen) -> None:
    anna.says("/wegweiser")
    assert "Welches Alter?" in anna.says("mein kind").text
    assert "Mein Kind" in anna.says("Jedes Alter").text
    results = anna.says("sport und bewegung")
    assert anna.says("2").text.startswith(results.labels[1].rstrip("…"))
    assert anna.says("3").text.startswith(results.labels[2].rstrip("…"))
    assert anna.says("zurück").text == results.text
    assert anna.says("zurück").text.startswith("Mein Kind\nWorum")


def test_back_can_be_typed_on_an_offer_that_was_pressed(anna: Citizen) -> None:
    anna.says("/wegweiser")
    anna.presses("Ich arbeite")
    results = anna.says("alle zeigen")
    anna.presses(results.labels[0])
    assert anna.says("Zurück").text == results.text


def test_a_number_below_another_answer_is_no_answer_to_the_guide(anna: Citizen) -> None:
    anna.says("/wegweiser")
    asked = anna.presses("Mein Kind")
    anna.says("schwimmkurs")
    assert not anna.says("2").text.startswith("Mein Kind")
    assert anna.says("2 Jahre").text.startswith("Mein Kind · 2 Jahre\nWorum")
    assert "4–5 Jahre" in asked.labels


@pytest.mark.parametrize(
    ("typed", "said"),
    [("0", "0 Jahre"), ("Baby", "0–1 Jahre"), ("8 Monate", "8 Monate"), ("ein Baby", "0–1 Jahre")],
)
def test_the_youngest_are_led_as_well(anna: Citizen, typed: str, said: str) -> None:
    anna.says("/wegweiser")
    anna.presses("Mein Kind")
    topics = anna.says(typed)
    assert topics.text.startswith(f"Mein Kind · {said}\nWorum")
    assert topics.labels[0].startswith("Kita und frühe Jahre")
    assert not any(label.startswith(("Studium", "Im Alter")) for label in topics.labels)


@pytest.mark.parametrize("typed", ["45", "ab 60"])
def test_an_age_of_somebody_else_is_asked_for_again(anna: Citizen, typed: str) -> None:
    anna.says("/wegweiser")
    asked = anna.presses("Mein Kind")
    again = anna.says(typed)
    assert "passt nicht zu „Mein Kind“" in again.text
    assert again.labels == asked.labels


def test_a_pupil_of_fifteen_is_spoken_to_with_du(anna: Citizen) -> None:
    anna.says("/wegweiser")
    anna.presses("Ich gehe zur Schule")
    anna.says("15")
    assert "Du kannst es auch schreiben" in anna.presses("Zurück").text


def test_a_mother_of_a_pupil_stays_with_sie(anna: Citizen) -> None:
    anna.says("/wegweiser")
    anna.presses("Mein Kind")
    anna.says("15")
    assert "Sie können es auch schreiben" in anna.presses("Zurück").text


def test_typed_numbers_follow_the_list_to_its_second_page(anna: Citizen) -> None:
    anna.says("/wegweiser")
    anna.says("alle zeigen")
    page = anna.says("sport und bewegung")
    second = anna.presses("Weitere")
    assert "7. " in second.text
    assert second.text != page.text
    assert anna.says("7").text.startswith(second.labels[0].rstrip("…"))


def test_after_a_day_a_number_is_a_question_again(rig: Rig, anna: Citizen) -> None:
    anna.says("/wegweiser")
    anna.presses("Mein Kind")
    rig.hands.advance(hours=25)
    assert "Mein Kind" not in anna.says("4").text


def test_another_language_in_the_middle_keeps_the_place(anna: Citizen) -> None:
    anna.says("/wegweiser")
    anna.presses("Mein Kind")
    guide = anna.says("4")
    anna.says("english")
    assert anna.says("sport and exercise").text.startswith("My child · 4 years · Sport")
    assert guide.labels[-1] == "Von vorn"


def test_an_old_button_still_works(rig: Rig, anna: Citizen) -> None:
    anna.says("/wegweiser")
    anna.presses("Mein Kind")
    rig.hands.advance(days=40)
    assert "Worum soll es gehen?" in anna.presses("2–3 Jahre").text


@pytest.mark.parametrize("code", ["g:x", "g:1:s", "g:1:5_3", "g:" + "9" * 40, "g:1:s3:12:zz:0"])
def test_a_forged_button_gets_a_kind_word(anna: Citizen, code: str) -> None:
    anna.says("/wegweiser")
    assert "Knopf ist schon älter" in anna.does(anna.person.forges(code)).text


def test_a_link_opens_the_guide(anna: Citizen) -> None:
    assert anna.says("/start g_1_s3").text.startswith("Mein Kind · 4–5 Jahre\nWorum")


def test_what_is_kept_is_a_code_and_goes_with_the_person(rig: Rig, anna: Citizen) -> None:
    anna.says("/wegweiser")
    anna.presses("Mein Kind")
    anna.says("viereinhalb")
    assert [row[1] for row in rig.dump()["card"]] == ["g:1:4.5"]
    anna.says("/loeschen")
    anna.presses("Ja, alles löschen")
    assert rig.dump()["card"] == []


@pytest.fixture
def statements(rig: Rig) -> Iterator[list[str]]:
    """Every SQL statement, but for those that open and close a transaction."""
    seen: list[str] = []

    def note(_db: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    engine = rig.house.storage.engine
    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def test_a_step_takes_two_statements(anna: Citizen, statements: list[str]) -> None:
    anna.says("/wegweiser")
    statements.clear()
    anna.presses("Mein Kind")
    assert count(statements) == 2
    statements.clear()
    anna.says("4")
    assert count(statements) == 2


def test_a_question_reads_no_more_for_an_open_guide(anna: Citizen, statements: list[str]) -> None:
    anna.says("schwimmkurs")
    statements.clear()
    anna.says("schwimmkurs für kinder")
    before = count(statements)
    anna.says("/wegweiser")
    anna.presses("Mein Kind")
    statements.clear()
    anna.says("schwimmkurs für erwachsene")
    # Beside the question, that it came in between is noted, once.
    assert count(statements) <= before + 1


def count(statements: list[str]) -> int:
    return len([one for one in statements if one.split()[0] in {"SELECT", "INSERT", "UPDATE"}])


def test_the_card_table_is_the_only_trace() -> None:
    assert cards.CardRow.__table__ in Base.metadata.sorted_tables
