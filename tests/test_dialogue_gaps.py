"""/luecken and /bericht as staff read them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.people.roles import Role
from bot.storage import audit, roles, wishes
from bot.storage.roles import Grant
from bot.storage.units import Db
from bot.storage.wishes import Details
from bot.wishes.wish import Source, Status
from handlers.views import buttons
from tests.gaps import ask, wish
from tests.house import MONDAY, Citizen, Rig, fresh, living

CHILDREN = Details(None, 11)


def fill(db: Db) -> None:
    wish(db, "1", "musik", CHILDREN, interested=4, at=MONDAY)
    wish(db, "2", "musik", CHILDREN, source=Source.PHONE, at=MONDAY - timedelta(days=20))
    wish(db, "3", "sport", Details(60, None), interested=2, status=Status.OFFERED, at=MONDAY)
    wish(db, "4", "sprache", interested=2, source=Source.COUNTER, at=MONDAY)
    ask(db, "musik", "0–13", number=2)
    ask(db, "sport", "60+")
    for band in ("6–9", "10–13", "18–26", "27–59"):
        ask(db, "digital", band, group="kinder", place="Gotha")


@pytest.fixture
def berta(rig: Rig) -> Citizen:
    """Somebody at the desk of a town in which people miss something."""
    return employed(rig, "Berta", 1)


def employed(rig: Rig, name: str, number: int) -> Citizen:
    staff = rig.citizen(name=name)
    staff.says("/start")
    write(rig, lambda db: roles.grant(db, Grant(number, staff.person.id, Role.STAFF, "", MONDAY)))
    write(rig, fill)
    return staff


def write(rig: Rig, work: Any) -> Any:
    return rig.run(rig.house.storage.write(work))


def noted(rig: Rig) -> list[tuple[int | None, str]]:
    entries = rig.run(rig.house.storage.read(lambda db: audit.page(db, None, 9)))
    return [(one.actor, one.action) for one in entries]


def test_the_largest_gap_is_read_first(berta: Citizen) -> None:
    text = berta.says("/luecken").text

    assert text.startswith("Lücken seit 1. November 2026\n1–5 von 7, das Meistgewünschte zuerst.")
    assert "Nicht im Verzeichnis heißt nicht: gibt es nicht." in text
    first = text.split("\n\n")[1].split("\n")
    assert first[:2] == [
        "Musik und Singen, Kinder (gemischt)",
        "7 Fälle: 2 Wünsche, 3 „Ich auch“, 2 Fragen",
    ]
    assert first[2].endswith("; nicht erfasst")
    assert "Defizit" not in text


def test_from_a_gap_to_its_wishes_and_to_the_desk(berta: Citizen) -> None:
    berta.says("/luecken")
    card = berta.presses("Musik und Singen, Kinder (gemischt)")
    assert "Art der Lücke: noch nicht erfasst" in card.text
    assert "Nachfrage seit 1. November 2026: 2 Wünsche, 3 „Ich auch“, 2 Fragen" in card.text
    assert "kamen so: Chat 4, Telefon 1." in card.text
    assert "Passt sicher:\n• " in card.text

    one = berta.presses("Wunsch 1")
    assert "4 interessiert" in one.text
    assert berta.presses("Im Eingang öffnen").text.startswith("Wunsch 1 · Angekommen")


def test_only_staff_make_a_deficit_and_can_take_it_back(rig: Rig, berta: Citizen) -> None:
    berta.says("/luecken")
    berta.presses("Musik und Singen, Kinder (gemischt)")
    assert "Letzten Schritt zurücknehmen" not in berta.person.last.labels
    assert (
        "Nur „Geprüft: fehlt wirklich“ heißt Defizit."
        in berta.presses("Art der Lücke festlegen").text
    )
    done = berta.presses("Geprüft: fehlt wirklich")
    assert done.text.startswith("Notiert.\n\nMusik und Singen")
    assert "geprüft: fehlt wirklich (Defizit)" in done.text
    assert "; Defizit" in berta.presses("Zu den Lücken").text

    berta.presses("Musik und Singen, Kinder (gemischt)")
    back = berta.presses("Letzten Schritt zurücknehmen")
    assert back.text.startswith("Zurückgenommen.")
    assert "noch nicht erfasst" in back.text
    me = berta.person.id
    assert noted(rig) == [(me, "gap-undo"), (me, "gap-kind")]


def test_a_single_wish_can_be_of_another_kind(berta: Citizen) -> None:
    berta.says("/luecken wunsch 1 gibt es, ist aber voll")

    assert "Art der Lücke: gibt es, ist aber voll" in berta.person.last.text
    assert "nicht erfasst: 3, voll: 4" in berta.says("/luecken").text


def test_what_was_taken_back_by_a_colleague_is_not_taken_back_twice(
    rig: Rig, berta: Citizen
) -> None:
    card = berta.says("/luecken musik bis 11 jahre, u12 gibt es, ist aber voll")
    assert "Art der Lücke: gibt es, ist aber voll" in card.text
    berta.presses("Letzten Schritt zurücknehmen")
    again = berta.does(berta.person.forges(f"{buttons.GAPS}:u:14.9:1", card))

    assert again.text.startswith("Das hat sich inzwischen geändert.")
    assert len(noted(rig)) == 2


@pytest.mark.parametrize(
    ("said", "reads"),
    [
        ("/luecken", "1–5 von 7"),
        ("/gaps", "1–5 von 7"),
        ("/luecken Sport", "Nur: Sport und Bewegung"),
        ("/luecken gesundheit", "Nur: Gesundheit"),
        ("/luecken kultur und kreatives", "Nur: Kultur und Kreatives"),
        ("/luecken 8 jahre", "Nur: 6–9 Jahre"),
        ("/luecken computer 8 jahre", "Computer, Handy, Medien, 6–9 Jahre"),
        ("/luecken wunsch 2", "Wunsch 2"),
        ("/luecken wunsch 99", "Diesen Wunsch gibt es nicht mehr."),
        ("/luecken wunsch 99 gibt es, ist aber voll", "Diesen Wunsch gibt es nicht mehr."),
        ("/luecken xyz", "1–5 von 7"),
    ],
)
def test_all_of_it_can_be_typed(berta: Citizen, said: str, reads: str) -> None:
    assert reads in berta.says(said).text


def test_buttons_can_be_typed_and_other_words_are_a_question(berta: Citizen) -> None:
    berta.says("/luecken")
    assert "Liste eingrenzen" in berta.says("liste eingrenzen").text
    assert "Nur: 6–9 Jahre" in berta.says("6–9 Jahre").text
    assert "1–1 von 1" in berta.person.last.text
    assert "Das passt zu Ihrer Frage" in berta.says("schwimmkurs").text


def test_the_list_is_narrowed_turned_and_told_apart_differently(berta: Citizen) -> None:
    berta.says("/luecken")
    assert "6–7 von 7" in berta.presses("Weitere").text
    assert "1–5 von 7" in berta.presses("Vorherige").text
    berta.presses("Liste eingrenzen")
    assert "Nur: Kultur und Kreatives\n1–1 von 1" in berta.presses("Kultur und Kreatives").text
    assert "1–5 von 7" in berta.presses("Alles zeigen").text

    berta.presses("Anders gliedern")
    by_group = berta.presses("Zielgruppe").text
    assert "Computer, Handy, Medien, Kinder\n4 Fälle: 4 Fragen" in by_group
    berta.presses("Anders gliedern")
    assert "Musik und Singen, Chat" not in berta.presses("Bereich").text
    berta.presses("Anders gliedern")
    assert "Sprachen und Weiterlernen, Gotha\n4 Fälle: 4 Fragen" in berta.presses("Ort").text


def test_nobody_missed_anything(rig: Rig) -> None:
    staff = rig.citizen(name="Carl")
    staff.says("/start")
    write(rig, lambda db: roles.grant(db, Grant(1, staff.person.id, Role.STAFF, "", MONDAY)))

    assert "Hier hat niemand etwas vermisst." in staff.says("/luecken").text
    assert "Seit dem 1. November 2025 hat hier niemand" in staff.says("/luecken sport 8 jahre").text
    assert "Es ist noch nichts gezählt." in staff.says("/bericht").text


def test_a_wish_that_was_withdrawn_meanwhile(rig: Rig, berta: Citizen) -> None:
    berta.says("/luecken wunsch 2")
    berta.presses("Art der Lücke festlegen")
    write(rig, lambda db: wishes.drop(db, 2))

    assert berta.presses("Gibt es, ist aber voll").text == "Diesen Wunsch gibt es nicht mehr."
    assert noted(rig) == []


def test_a_press_that_comes_twice_is_written_down_once(rig: Rig, berta: Citizen) -> None:
    berta.says("/luecken wunsch 2")
    berta.presses("Art der Lücke festlegen")
    berta.person.presses("Gibt es, ist aber voll")
    (update,) = rig.api.bot.updates.first(9)
    rig.settle()
    rig.again(update)

    assert len(noted(rig)) == 1


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Rig, Citizen]]:
    with living(fresh(tmp_path_factory.mktemp("gaps"))) as rig:
        yield rig, employed(rig, "Berta", 1)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    code=st.lists(
        st.sampled_from(
            ["l", "f", "d", "c", "k", "s", "u", "w", "ta", "tt", "14.9", "w1", "w0", "-1"]
        )
        | st.text(alphabet="lfdcksuwx0123456789.-:ä🙂", max_size=12),
        max_size=4,
    ).map(lambda parts: ":".join(["L", *parts]))
)
def test_a_button_that_somebody_made_up_gets_a_kind_word(
    shared: tuple[Rig, Citizen], code: str
) -> None:
    _, berta = shared
    before = berta.says("/luecken")
    berta.does(berta.person.forges(code.encode()[:64].decode(errors="ignore"), before))

    assert len(berta.person.last.text) > 20


def test_citizens_are_told_that_it_is_not_for_them(rig: Rig, anna: Citizen) -> None:
    for said in ("/luecken", "/bericht"):
        assert anna.says(said).text.startswith("Das ist für Menschen")


def test_who_is_staff_no_more_cannot_type_a_button(rig: Rig, berta: Citizen) -> None:
    berta.says("/luecken")
    write(rig, lambda db: roles.erase(db, berta.person.id))

    assert "Auf einen Bereich" not in berta.says("Liste eingrenzen").text


# The report.


def test_every_figure_says_what_it_counts_and_what_is_missing(rig: Rig, berta: Citizen) -> None:
    rig.citizen().says("schwimmkurs")
    rig.citizen().says("Einhornreiten")
    text = berta.says("/bericht").text

    assert text.startswith("Bericht, 1. November 2026 bis 23. November 2026")
    figures = dict(
        paragraph.split("\n", 1) for paragraph in text.split("\n\n")[1:] if "\n" in paragraph
    )
    assert list(figures) == [
        "Fragen: 2",
        "Wünsche: 4",
        "„Ich auch“: 5",
        "Lücken: 15 Fälle",
        "Defizite: 0",
        "Angebote: 339",
        "Wer fehlt",
    ]
    assert "1 mit passendem Angebot, 0 mit fast passendem, 1 ohne" in figures["Fragen: 2"]
    assert "Chat 2 · Telefon 1 · Schalter 1 · Konferenz 0" in figures["Wünsche: 4"]
    assert "für 1 davon gibt es" in figures["Wünsche: 4"]
    assert "Chat 4 · Telefon 0 · Schalter 1 · Konferenz 0" in figures["„Ich auch“: 5"]
    del figures["Wer fehlt"]
    told = ("fehlt", "fehlen", "Nicht dabei")
    assert all(any(word in said for word in told) for said in figures.values())


def test_the_report_is_short_enough_for_a_phone_and_leads_to_the_gaps(berta: Citizen) -> None:
    assert len(berta.says("/bericht").text) < 1800
    assert berta.presses("Lücken zeigen").text.startswith("Lücken seit")


def test_a_deficit_is_counted_in_the_report(berta: Citizen) -> None:
    berta.says("/luecken musik u12 geprüft: fehlt wirklich")
    text = berta.says("/bericht").text

    assert "Defizite: 1\n" in text
    assert "nicht erfasst 7 · Defizit 7" in text


# Pictures.


@pytest.fixture
def published(rig: Rig, berta: Citizen) -> Citizen:
    """Berta, of a town in which enough people missed something a month ago."""
    october = MONDAY - timedelta(days=40)
    write(rig, lambda db: ask(db, "musik", "6–9", day=october.date(), number=23))
    write(rig, lambda db: wish(db, "9", "sport", CHILDREN, interested=11, at=october))
    return berta


@pytest.mark.parametrize("way", ["press", "type", "command", "report"])
def test_staff_get_pictures_that_say_in_words_what_is_to_be_seen(
    rig: Rig, published: Citizen, way: str
) -> None:
    published.says("/bericht" if way == "report" else "/luecken")
    before = len(published.replies)
    match way:
        case "press" | "report":
            published.presses("Als Bilder")
        case "type":
            published.says("als bilder")
        case "command":
            published.says("/bilder")

    shown = published.replies[before:]
    assert len(shown) == 4
    heat = shown[0]
    assert heat.file is not None
    assert heat.file.filename == "themen-alter.png"
    assert heat.file.content.startswith(b"\x89PNG")
    assert heat.text.startswith("Am meisten vermisst: Musik und Singen, 6–9 Jahre: 20 Fälle.")
    assert "Sport und Bewegung, Kinder (gemischt): 10" in heat.text
    assert "30 Fälle, in ganzen Fünfern. Stand: 23. November 2026." in heat.text
    assert "darf weitergegeben werden." in heat.text
    assert all(len(one.text) <= 1024 for one in shown)
    assert ("export", "pictures", 0) in [row[3:6] for row in rig.dump()["audit"]]


def test_nobody_gets_an_empty_picture(rig: Rig, berta: Citizen) -> None:
    berta.says("/luecken")
    answer = berta.presses("Als Bilder")

    assert answer.text.startswith("Bilder der Nachfrage gibt es noch nicht")
    assert answer.file is None
    assert berta.presses("Lücken zeigen").text.startswith("Lücken seit")


def test_pictures_are_for_staff(rig: Rig, published: Citizen, anna: Citizen) -> None:
    shown = anna.says("hallo")
    refused = anna.does(anna.person.forges(buttons.PICTURES, shown))

    assert refused.text.startswith("Das ist für Menschen")
    assert anna.says("/bilder").file is None
    assert anna.says("Als Bilder").file is None
