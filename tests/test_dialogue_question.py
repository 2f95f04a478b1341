"""A question in own words, its answer, and the way through it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.questions import forget
from tests.house import Citizen, Rig, fresh, living

QUESTION = "schwimmkurs für meine 6-jährige tochter"


def test_a_mother_finds_the_swimming_course(anna: Citizen) -> None:
    answer = anna.says(QUESTION)

    assert answer.text.startswith("Das passt zu Ihrer Frage:")
    assert "Seepferdchen" in answer.text
    assert len([line for line in answer.text.splitlines() if line[:2] in {"1.", "2.", "3."}]) <= 3


def test_the_card_says_what_is_known_and_what_is_not(anna: Citizen) -> None:
    answer = anna.says(QUESTION)
    card = anna.presses(next(label for label in answer.labels if "Seepferdchen" in label))

    assert card.id == answer.id, "the same message is changed"
    assert "DLRG" in card.text
    assert "Kontakt:" in card.text
    assert "nicht geprüft" in card.text
    assert {"Teilen", "Mit einem Menschen sprechen", "Zurück"} <= set(card.labels)
    assert anna.presses("Zurück").text == answer.text


def test_link_buttons_lead_to_the_web_only_and_numbers_are_copied(anna: Citizen) -> None:
    anna.says("volkshochschule telefon")
    card = anna.presses(anna.person.last.labels[0])
    kinds = {button.kind for button in card.buttons}

    assert kinds <= {"url", "copy_text", "callback_data"}
    assert all(b.payload.startswith("http") for b in card.buttons if b.kind == "url")


def test_all_offers_are_shown_page_by_page_also_after_a_restart(tmp_path: Path) -> None:
    with living(fresh(tmp_path)) as rig:
        anna = rig.citizen()
        anna.says("grundschule")
        show_all = next(label for label in anna.person.last.labels if label.startswith("Alle"))
        data = anna.person.last.button(show_all).payload
    with living(fresh(tmp_path)) as rig:
        anna = rig.citizen()
        anna.says("/start")
        anna.person.forges(data, anna.person.last)
        page = anna.reads()
        assert page.text.startswith("1–6 von ")
        assert anna.presses("Weitere").text.startswith("7–")
        assert anna.presses("Vorherige").text == page.text
        assert anna.presses("Zurück").text.startswith("Das passt zu Ihrer Frage:")


def test_a_question_older_than_a_day_is_gone(rig: Rig, anna: Citizen) -> None:
    anna.says("grundschule")
    rig.hands.advance(hours=25)
    rig.run(rig.house.storage.write(lambda db: forget(db, rig.house.now())))
    show_all = next(label for label in anna.person.last.labels if label.startswith("Alle"))

    assert anna.presses(show_all).text.startswith("Dieser Knopf ist schon älter.")


def test_nothing_in_the_list_is_said_honestly_with_a_human(anna: Citizen) -> None:
    answer = anna.says("Japanisch Kurs")

    assert "In unserem Verzeichnis steht dazu noch nichts." in answer.text
    assert "Vielleicht gibt es trotzdem etwas." in answer.text
    assert "03691 670 403" in answer.text
    assert "Mit einem Menschen sprechen" in answer.labels


def test_a_wrong_age_is_named_and_never_a_match(anna: Citizen) -> None:
    answer = anna.says("kita platz für meine 15-jährige tochter")

    assert (
        not answer.text.startswith("Das passt zu Ihrer Frage:") or "bis 6 Jahre" not in answer.text
    )


def test_a_human_is_offered_after_two_answers_that_did_not_help(anna: Citizen) -> None:
    anna.says("Japanisch Kurs")
    anna.says("Xylophonreparatur Quantenphysik")

    assert anna.presses("Mit einem Menschen sprechen").text.startswith(
        "Mit einem Menschen sprechen"
    )


def test_a_long_question_is_cut_and_that_is_said(anna: Citizen) -> None:
    answer = anna.says("schwimmkurs " + "bla " * 400)

    assert answer.text.startswith("Ich habe nur die ersten 256 Zeichen gelesen.")


def test_a_message_without_a_readable_word_gets_a_hint(anna: Citizen) -> None:
    assert "was Sie suchen" in anna.says("\u200b\u2060").text


def test_html_in_a_question_is_only_text(anna: Citizen) -> None:
    assert anna.says("<b>schwimmkurs</b> & <script>").text


def test_the_question_is_kept_without_its_person(rig: Rig, anna: Citizen) -> None:
    anna.says(QUESTION)

    rows = rig.dump()
    kept = [row for row in rows["asked"] if QUESTION in str(row)]
    assert len(kept) == 1
    assert str(anna.person.id) not in str(kept)


def test_the_same_update_twice_is_one_question(rig: Rig, anna: Citizen) -> None:
    update = anna.person.writes(QUESTION)
    anna.reads()
    rig.again(update)

    assert len(rig.dump()["asked"]) == 1


def test_a_question_for_just_any_course_is_asked_back_with_topics(anna: Citizen) -> None:
    reply = anna.says("KURS!!!")

    assert reply.text.startswith("Gern. Worum soll es gehen?")
    assert len(reply.buttons) > 15
    assert "Frage weitergeben" not in reply.labels


@pytest.mark.parametrize("words", ["asdf jklö", "😀😀", "x", "blabla"])
def test_what_is_no_word_gets_a_short_word(anna: Citizen, words: str) -> None:
    reply = anna.says(words)

    assert reply.text.startswith("Das habe ich nicht verstanden. Was suchen Sie?")
    assert "Frage weitergeben" not in reply.labels


def test_a_school_year_is_said_as_such(anna: Citizen) -> None:
    reply = anna.says("nachhilfe klasse 7")

    assert "Verstanden: Klasse 7 (12–13 Jahre)" in reply.text
    assert "Klasse 7 (12–13 Jahre) ✕" in reply.labels


def test_a_price_that_is_not_known_is_said(anna: Citizen) -> None:
    assert "Preis nicht angegeben" in anna.says("yoga kostenlos").text


def test_who_is_at_the_end_of_their_tether_reads_whom_to_call(rig: Rig, anna: Citizen) -> None:
    reply = anna.says("mein mann trinkt zu viel und ich weiß nicht mehr weiter")

    assert "1. Suchtberatung „Kompass“" in reply.text
    assert "Telefon: Dazu steht bei uns nichts. Fragen Sie hier" in reply.text
    assert "0800 111 0 111 (Tag und Nacht" in reply.text
    assert "Mit einem Menschen sprechen" in reply.labels
