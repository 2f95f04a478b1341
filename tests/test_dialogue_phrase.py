"""“Satz auf Deutsch”: from the card, with person, age and language in the buttons."""

from __future__ import annotations

from random import Random

import pytest

from bot.catalogue.offers import Offer
from bot.phrases.asking import Choices
from tests.botapi.view import Seen
from tests.house import Citizen, Rig

SWIMMING = "Seepferdchen-Kurse für Kinder"


def found(rig: Rig, title: str) -> Offer:
    return next(one for one in rig.house.library.catalogue.offers if one.title == title)


def sentence(rig: Rig, citizen: Citizen, title: str) -> Seen:
    citizen.says(f"/start o_{found(rig, title).key}")
    return citizen.presses("Satz auf Deutsch")


def payload(seen: Seen, label: str) -> str:
    return seen.button(label).payload


def test_a_card_leads_to_the_sentence_and_back(rig: Rig, anna: Citizen) -> None:
    answer = anna.says("seepferdchen")
    label = next(label for label in answer.labels if label.startswith("Seepferdchen"))
    card = anna.presses(label)
    seen = anna.presses("Satz auf Deutsch")

    assert "Guten Tag, ich möchte mein Kind zum Schwimmkurs anmelden" in seen.text
    assert "English\nHello, I would like to register my child for a swimming course" in seen.text
    assert "Kontakt: eisenach.dlrg.de" in seen.text
    assert anna.presses("Zurück").text == card.text
    assert anna.presses("Zurück").text == answer.text


def test_a_tap_or_two_say_the_age_and_copy_the_sentence(rig: Rig, anna: Citizen) -> None:
    sentence(rig, anna, SWIMMING)
    ages = anna.presses("Alter angeben")
    assert ages.labels == (*map(str, range(14)), "Ohne Alter", "Zurück")
    seen = anna.presses("6")

    german = payload(seen, "Satz kopieren")
    assert german == (
        "Guten Tag, ich möchte mein Kind, 6 Jahre, zum Schwimmkurs anmelden: "
        "„Seepferdchen-Kurse für Kinder“. Wann ist der nächste, und gibt es eine Warteliste?"
    )
    assert seen.button("Satz kopieren").kind == "copy_text"
    assert german in seen.text
    assert "my child (6 years)" in seen.text
    anna.presses("Alter ändern")
    assert "mein Kind zum Schwimmkurs" in anna.presses("Ohne Alter").text


def test_grown_ups_choose_their_age_by_decade(rig: Rig, anna: Citizen) -> None:
    sentence(rig, anna, "Yoga auf dem Stuhl")
    assert "60–69" in anna.presses("Alter angeben").labels
    assert anna.presses("60–69").labels[:10] == tuple(str(age) for age in range(60, 70))

    assert "Ich bin 67 Jahre alt." in anna.presses("67").text


def test_one_can_ask_for_somebody_else(rig: Rig, anna: Citizen) -> None:
    seen = sentence(rig, anna, "Schuldnerberatung der AWO")
    assert "ich brauche einen Beratungstermin" in seen.text
    seen = anna.presses("Für eine Person, die ich betreue")

    assert "für eine Person, die ich betreue, einen Beratungstermin" in seen.text
    assert "Für mich" in seen.labels


def test_who_works_with_children_is_not_asked_for_an_age(rig: Rig, anna: Citizen) -> None:
    seen = sentence(rig, anna, "Kita-Gruppen bei der Berufsfeuerwehr")

    assert "ich frage beruflich" in seen.text
    assert "Kind" not in seen.text.replace("Kinder", "")
    assert not {"Für mein Kind", "Alter angeben"} & set(seen.labels)


@pytest.mark.parametrize(
    ("telegram", "first", "note"),
    [
        ("uk", "Українська\nДобрий день!", "Ще не перевірено носієм мови."),
        ("ar", "العربية\nمرحباً،", "لم يراجعه بعد متحدث أصلي باللغة."),
        ("pl-PL", "Polski\nDzień dobry,", "Jeszcze niesprawdzone"),
        ("de", "English\nHello,", ""),
        ("en-GB", "English\nHello,", ""),
        ("ja", "English\nHello,", ""),
    ],
)
def test_the_meaning_is_in_the_language_of_the_persons_telegram(
    rig: Rig, telegram: str, first: str, note: str
) -> None:
    citizen = rig.citizen(telegram)
    card = citizen.says(f"/start o_{found(rig, SWIMMING).key}")
    citizen.person.forges(f"u:{found(rig, SWIMMING).key}", card)
    text = citizen.reads().text

    assert first in text
    assert note in text
    assert text.index(first) <= text.index("English\nHello,")
    assert ("\nJeszcze" in text) == telegram.startswith("pl")


def test_any_of_nine_languages_is_a_tap_away_and_keeps_what_was_chosen(
    rig: Rig, anna: Citizen
) -> None:
    sentence(rig, anna, SWIMMING)
    anna.presses("Alter angeben")
    anna.presses("1")
    names = [language.name for language in rig.house.library.catalogue.town.phrasebook.languages]
    assert len(names) == 9
    for name in names[2:]:
        seen = anna.presses(name)
        assert f"\n{name}\n" in seen.text
        assert "mein Kind, 1 Jahr, zum Schwimmkurs" in seen.text
        assert set(names) - set(seen.labels) == {name}
    german = anna.presses("Deutsch")
    assert "English" not in german.text
    assert "mein Kind, 1 Jahr, zum Schwimmkurs" in german.text


def test_with_a_mail_address_there_is_a_text_with_a_closing(rig: Rig, anna: Citizen) -> None:
    seen = sentence(rig, anna, "Stadtbibliothek Eisenach")
    text = payload(seen, "Text für E-Mail kopieren")

    assert text.startswith("Guten Tag, ich möchte Sie gern besuchen: „Stadtbibliothek Eisenach“.")
    assert text.endswith("?\n\nMit freundlichen Grüßen")
    assert "gehört noch ein Name" in seen.text
    assert payload(seen, "E-Mail kopieren") in seen.text
    assert payload(seen, "Nummer kopieren") in seen.text


def test_who_types_the_words_learns_where_the_button_is(anna: Citizen, olena: Citizen) -> None:
    for words in ("Satz auf Deutsch", "satz auf deutsch!", "deutscher Satz"):
        seen = anna.says(words)
        assert "zu jedem Angebot" in seen.text
        assert "339 Angebote" in anna.presses(seen.labels[0]).text
    assert "Say it in German" in olena.says("german sentence").text


def test_every_offer_has_a_sentence_that_telegram_takes(rig: Rig, anna: Citizen) -> None:
    seen = anna.says("/start")
    for offer in rig.house.library.catalogue.offers:
        for whom in Choices(rig.house.library.catalogue.town, offer).possible():
            anna.person.forges(f"u:{offer.key}:{whom.value}|t:1:0", seen)
            seen = anna.reads()
            assert 1 <= len(payload(seen, "Satz kopieren")) <= 256
            assert "Kontakt: " in seen.text
            assert all(len(button.label) <= 40 for button in seen.buttons)
            assert all(
                len(button.payload.encode()) <= 64
                for button in seen.buttons
                if button.kind == "callback_data"
            )


def test_forged_buttons_do_no_harm(rig: Rig, anna: Citizen) -> None:
    """Whatever is forged, a sentence, the ages or a kind word comes."""
    key, random = found(rig, SWIMMING).key, Random(6)
    seen = anna.says("/start")
    parts = ["", "c", "s", "w", "?", "?60", "?-5", "?99999999", "-", "0", "17", "18", "-1", "200"]
    parts += ["١", "x" * 9, "uk", "xx", ":", "é", "%s", "{who}", "|", "?٣"]
    for _ in range(300):
        code = ":".join(["u", str(random.choice((key, key, 0, -1, 10**8)))])
        code += "".join(f":{random.choice(parts)}" for _ in range(random.randrange(5)))
        anna.person.forges(code, seen)
        seen = anna.reads()
        told = ("Satz auf Deutsch", "Wie viele Jahre alt?", "Dieses Angebot steht nicht mehr")
        assert seen.text.startswith(told), code
        assert "Kind, 18 Jahre" not in seen.text
        assert "{" not in seen.text


def test_the_button_of_an_offer_that_is_gone_says_so(anna: Citizen) -> None:
    seen = anna.says("/start")
    for code in ("u", "u:", "u:999999:c:6:uk|a", "u:x"):
        anna.person.forges(code, seen)
        assert "nicht mehr in unserem Verzeichnis" in anna.reads().text
