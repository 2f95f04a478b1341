"""What staff see of all that is pending: the list, the card, and colleagues at the same time."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.people.roles import Role
from bot.storage import inbox
from bot.storage.asked import Asked
from bot.storage.corrections import Correction, keep
from bot.storage.passed import keep as pass_on
from bot.storage.tips import keep as keep_tip
from handlers.context import HOUSE
from handlers.views.buttons import CODE_BYTES
from handlers.views.desk import codes
from handlers.views.desk.codes import KINDS, STATUSES, Narrow, Turn
from tests.botapi.view import Seen
from tests.desks import colleague, wishes
from tests.house import Citizen, Rig, fresh, living

LONGEST = 4096


@pytest.fixture
def staff(rig: Rig) -> Citizen:
    return colleague(rig)


def fill(rig: Rig) -> None:
    """One of each kind beside wishes: a question, a correction, a tip."""
    offer, now = rig.house.library.catalogue.offers[0], rig.hands.now

    def write(db: object) -> None:
        question = Asked(token="token", text="Wo lerne ich Jodeln?", removed=(), language="de")
        pass_on(db, question, now)  # type: ignore[arg-type]
        keep(db, Correction(offer.id, "price", "de", 7), now)  # type: ignore[arg-type]
        keep_tip(db, "t", "Jodelgruppe im Stadtpark", "de", now, about="Jodeln")  # type: ignore[arg-type]

    rig.run(rig.house.storage.write(write))


# --- the list


def test_an_empty_desk_says_so(staff: Citizen) -> None:
    assert "Hier wartet nichts." in staff.says("/eingang").text
    assert "Nothing is waiting" not in staff.person.last.text


def test_everything_that_waits_stands_in_one_list_the_oldest_first(
    rig: Rig, staff: Citizen, anna: Citizen
) -> None:
    wishes(anna, "Jodeln lernen")
    rig.hands.advance(days=3)
    fill(rig)
    rig.hands.advance(days=1)

    seen = staff.says("/eingang")

    assert "Eingang · 1–4 von 4" in seen.text
    first = seen.text.index("Wunsch 1 · 4 Tage · 1 interessiert\nJodeln lernen")
    assert first < seen.text.index("Frage 1 · 1 Tag\nWo lerne ich Jodeln?")
    assert "Korrektur 1 · 1 Tag" in seen.text
    assert "Hinweis 1 · 1 Tag\nJodelgruppe im Stadtpark" in seen.text
    assert staff.says("/inbox").text == seen.text


def test_a_long_list_fits_a_phone_and_can_be_turned(rig: Rig, staff: Citizen) -> None:
    for number in range(14):
        wishes(
            rig.citizen(), f"Kurs {number} " + "über seltene Instrumente und ihre Geschichte " * 5
        )
    pages = [staff.says("/eingang")]
    while "Weitere" in pages[-1].labels:
        pages.append(staff.presses("Weitere"))

    assert [page.text.splitlines()[0] for page in pages] == [
        "Eingang · 1–6 von 14",
        "Eingang · 7–12 von 14",
        "Eingang · 13–14 von 14",
    ]
    assert all(len(page.text) < LONGEST and len(page.rows) <= 8 for page in pages)
    assert staff.presses("Vorherige").text == pages[1].text
    card = staff.presses(pages[1].labels[0])
    assert card.text.startswith("Wunsch 7 ·")
    assert staff.presses("Zum Eingang").text == pages[1].text


def test_it_is_narrowed_by_buttons_and_by_words(rig: Rig, staff: Citizen, anna: Citizen) -> None:
    wishes(anna, "Jodeln lernen")
    rig.hands.advance(days=20)
    fill(rig)
    wishes(anna, "Kurs über Bienen")

    staff.says("/eingang")
    staff.presses("Liste eingrenzen")
    staff.presses("Wünsche")
    assert "Jetzt: Wünsche · älter als 14 Tage" in staff.presses("älter als 14 Tage").text
    by_buttons = staff.presses("Liste zeigen").text
    assert "Eingang · 1–1 von 1\nWünsche · älter als 14 Tage" in by_buttons
    assert by_buttons == staff.says("/eingang Wünsche älter 14").text
    assert "Eingang · 1–5 von 5" in staff.presses("Alles zeigen").text

    assert "Eingang · 1–1 von 1\nFragen" in staff.says("/eingang Fragen").text
    assert "Hier wartet nichts." in staff.says("/eingang geplant").text
    assert "Eingang\nErledigt" in staff.says("/eingang erledigt").text
    assert "Hier wartet nichts." in staff.says("/eingang #nie-benutzt").text
    assert "Das habe ich nicht verstanden." in staff.says("/eingang Kraut und Rüben").text


def test_topics_narrow_it(rig: Rig, staff: Citizen, anna: Citizen) -> None:
    for text in ("Jodeln lernen", "Kurs über Bienen"):
        wishes(anna, text)
    sport = next(one for one in rig.house.library.catalogue.town.topics if one.id == "sport")
    staff.says("/eingang 1")
    staff.presses("Thema")
    assert f"\n{sport.names['de']}" in staff.presses(sport.names["de"]).text

    staff.says("/eingang")
    staff.presses("Liste eingrenzen")
    staff.presses("Nach Thema")
    seen = staff.presses(sport.names["de"])
    assert f"Eingang · 1–1 von 1\n{sport.names['de']}" in seen.text
    assert staff.says(f"/eingang {sport.names['de']}").text == seen.text


# --- the card


def test_a_card_is_opened_by_number_by_button_and_by_kind(
    rig: Rig, staff: Citizen, anna: Citizen
) -> None:
    wishes(anna, "Jodeln lernen")
    fill(rig)

    card = staff.says("/eingang 1")
    assert "Wunsch 1 · Angekommen · 23. November 2026" in card.text
    assert "„Jodeln lernen“" in card.text
    assert "Interessiert: 1 von 8" in card.text
    staff.says("/eingang")
    assert staff.says("1").text == card.text
    staff.says("/eingang")
    assert staff.says("Frage 1").text.startswith("Frage 1 · Offen")
    assert "Stimmt vielleicht nicht: Kosten" in staff.says("/eingang Korrektur 1").text
    assert "Hinweis zur Frage: Jodeln" in staff.says("/inbox tip 1").text
    assert "Diese Nummer gibt es nicht" in staff.says("/eingang 99").text
    assert "Diese Nummer gibt es nicht" in staff.says("/eingang 999999999999999").text


def test_a_correction_shows_the_offer_it_is_about(rig: Rig, staff: Citizen) -> None:
    fill(rig)
    offer = rig.house.library.catalogue.offers[0]
    card = staff.says("/eingang Korrektur 1")

    assert offer.title in card.text
    [button] = [one for one in card.labels if one.startswith(offer.title[:20])]
    assert offer.title in staff.says(button).text
    staff.says("/eingang Korrektur 1")
    assert offer.title in staff.presses(button).text


def test_what_is_taken_says_by_whom_and_is_released_again(
    rig: Rig, staff: Citizen, anna: Citizen
) -> None:
    wishes(anna, "Jodeln lernen")
    other = colleague(rig)
    staff.says("/eingang 1")

    taken = staff.presses("Ich übernehme")
    assert "✓ übernommen" in taken.text
    assert "bei mir" in taken.text
    assert "bei jemand aus dem Team" in other.says("/eingang").text
    assert "✓ wieder abgegeben" in staff.says("wieder abgeben").text
    assert "bei " not in other.says("/eingang").text


def test_the_second_of_two_sees_what_the_first_did(rig: Rig, staff: Citizen, anna: Citizen) -> None:
    wishes(anna, "Jodeln lernen")
    other = colleague(rig)
    staff.says("/eingang 1")
    other.says("/eingang 1")
    staff.presses("Ich übernehme")

    late = other.presses("Ich übernehme")

    assert late.text.startswith("Jemand war schneller: übernommen (jemand aus dem Team, 11:00).")
    assert "bei jemand aus dem Team" in late.text
    # What they see now is as it is, so the next step goes through.
    assert "bei mir" in other.presses("Ich übernehme").text
    # A screen of an older card says so as well, before anything is written.
    staff.person.presses("Antworten", staff.person.last)
    assert "Jemand war schneller" in staff.reads().text


def test_a_press_that_comes_twice_acts_once(rig: Rig, staff: Citizen, anna: Citizen) -> None:
    wishes(anna, "Jodeln lernen")
    card = staff.says("/eingang 1")
    pressed = staff.person.presses("Ich übernehme", card)
    staff.reads()
    rig.again(pressed)
    staff.person.presses("Ich übernehme", card)

    assert "bei mir" in staff.reads().text
    assert len(rig.dump()["desk_step"]) == 1
    assert len(rig.dump()["audit"]) == 1


def test_what_is_no_wish_is_settled_with_a_reason_and_opened_again(
    rig: Rig, staff: Citizen
) -> None:
    fill(rig)
    staff.says("/eingang Frage 1")
    staff.presses("Erledigt")
    assert "Erledigt: Die Antwort ist da." in staff.presses("Die Antwort ist da.").text
    assert "Frage" not in staff.says("/eingang").text
    staff.says("/eingang Frage 1")
    assert "Frage 1 · Offen" in staff.presses("Wieder öffnen").text
    staff.presses("Erledigt")
    assert "Erledigt: per Telefon geklärt" in staff.says("per Telefon geklärt").text
    assert "Frage 1 · Offen" in staff.says("Schritt zurück").text


def test_an_update_that_failed_for_good_is_tried_again(rig: Rig, staff: Citizen) -> None:
    def die(db: object) -> None:
        inbox_row = {"update_id": 55, "person": 5, "kind": "message", "raw": "{}"}
        die_now(db, inbox_row, rig)

    rig.run(rig.house.storage.write(die))
    card = staff.says("/eingang Störung 55")
    assert "Störung 55 · Offen" in card.text
    assert "{}" not in card.text
    assert "Der zweite Versuch läuft." in staff.presses("Noch einmal versuchen").text
    assert "Diese Nummer gibt es nicht" in staff.says("/eingang Störung 55").text
    assert [row[3] for row in rig.dump()["audit"]] == ["retry"]


def die_now(db: object, row: dict[str, object], rig: Rig) -> None:
    values = {**row, "lane": 5, "state": inbox.DEAD, "ended_at": rig.hands.now}
    table = inbox.InboxRow.__table__
    known = {name: value for name, value in values.items() if name in table.columns}
    missing = {
        column.name: rig.hands.now if "at" in column.name else 0
        for column in table.columns
        if not column.nullable and column.name not in known and column.server_default is None
    }
    db.execute(table.insert().values(**known, **missing))  # type: ignore[attr-defined]


# --- who may


def test_a_citizen_is_refused_kindly_and_sees_no_command(staff: Citizen, anna: Citizen) -> None:
    assert anna.says("/eingang").text.startswith("Das ist für Menschen mit einer eigenen Aufgabe")
    assert "eingang" not in " ".join(anna.person.commands)


def test_what_somebody_types_after_their_access_ended_is_a_question(
    rig: Rig, staff: Citizen, anna: Citizen
) -> None:
    wishes(anna, "Jodeln lernen")
    staff.says("/eingang 1")
    house = rig.app.bot_data[HOUSE]
    object.__setattr__(house, "appointed", {})

    assert "übernommen" not in staff.says("Ich übernehme").text
    assert rig.dump()["desk_step"] == []


def test_words_of_somebody_else_are_no_order(rig: Rig, staff: Citizen, anna: Citizen) -> None:
    wishes(anna, "Jodeln lernen")
    anna.says("Ich übernehme")
    staff.says("/eingang 1")
    staff.person.forwards(anna.person.reads()[-2])
    staff.reads()

    assert rig.dump()["desk_step"] == []


# --- after a crash, and what anybody could make up


def test_a_restart_between_any_two_taps_loses_nothing(tmp_path: Path) -> None:
    url = fresh(tmp_path)
    with living(url) as rig:
        staff, anna = colleague(rig), rig.citizen()
        wishes(anna, "Jodeln lernen")
        staff.says("/eingang 1")
        staff.presses("Antworten")
        staff.presses("Geht leider nicht")
        number = staff.person.id
    with living(url) as rig:
        again = rig.citizen()
        while again.person.id != number:
            again = rig.citizen()
        house = rig.app.bot_data[HOUSE]
        object.__setattr__(house, "appointed", {number: Role.STAFF})
        preview = again.says("Dafür fehlt uns leider der Raum.")

        assert "So liest es 1 Mensch:" in preview.text
        assert "Geht leider nicht" in again.says("senden").text


@settings(deadline=None, max_examples=60)
@given(
    kind=st.sampled_from([None, *KINDS.values()]),
    topic=st.none() | st.integers(0, 999_999),
    days=st.none() | st.integers(1, 999_999),
    status=st.sampled_from([None, *STATUSES.values()]),
    tag=st.sampled_from(["", codes.sign("abend")]),
    number=st.integers(1, 10**10),
)
def test_a_code_says_all_of_it_and_fits(  # noqa: PLR0917
    kind: object, topic: int | None, days: int | None, status: object, tag: str, number: int
) -> None:
    narrow = Narrow(kind, topic, days, status, tag)  # type: ignore[arg-type]
    ref = codes.read_ref(f"d{number}")
    turn = Turn(narrow, after=ref)
    code = codes.turn_code(turn)
    _, _, which, place = code.split(":")

    assert codes.read_turn(which, place) == turn
    assert ref is not None
    assert len(codes.card(ref, code).encode()) <= CODE_BYTES


@settings(deadline=None, max_examples=150)
@given(
    code=st.from_regex(
        r"D(:[a-zA-Z](:[wqctd]?[0-9]{0,12}|:[\w.\-]{0,14})?(:[0-9<>+\-a-z]{0,8}){0,2})?(\|.{0,10})?",
        fullmatch=True,
    )
)
def test_no_made_up_button_breaks_anything(desk: tuple[Rig, Citizen], code: str) -> None:
    _, staff = desk
    before = len(staff.replies)
    staff.person.forges(code[:CODE_BYTES], staff.person.last)
    seen: Seen = staff.reads()

    assert "ist etwas schiefgegangen" not in seen.text
    assert seen.text
    assert len(staff.replies) >= before


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> object:
    with living(fresh(tmp_path_factory.mktemp("desk"))) as rig:
        staff = colleague(rig)
        wishes(rig.citizen(), "Jodeln lernen")
        fill(rig)
        staff.says("/eingang")
        yield rig, staff
