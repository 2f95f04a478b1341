"""New offers are reported: once a day, each once, and only while somebody wants it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import retention
from bot.alerts import alert, hours
from bot.storage import finds, told
from bot.storage.outbox import State
from tests.alerting import CHOIR, DEBT, FOOTBALL, TOWN, Town, offer
from tests.house import Citizen, Rig

BERLIN = ZoneInfo("Europe/Berlin")
NEW = offer("neu", "Kinderchor der Stadtkirche", topics="musik", provider="Stadtkirche")
OTHER = offer("zwei", "Kinderchor im Norden", topics="musik")
DEMAND = {
    *("question_count", "unanswered_count", "asked", "passed_question", "arrival", "arrived"),
    *("wish", "wish_draft", "wish_follower", "gap_mark", "gap_month", "gap_release"),
}
SOON = {"hours": 8}
"""From ten in the morning, in UTC, until after the ordinary time."""


@pytest.fixture
def town(rig: Rig) -> Town:
    return Town(rig)


def wants(citizen: Citizen, what: str) -> None:
    assert "Ich melde mich" in citizen.says(f"Neue Angebote melden: {what}").text


def counted(rig: Rig) -> dict[str, list[tuple[object, ...]]]:
    """Every table of demand: what was asked, wished, asked in vain, and by which link."""
    return {name: rows for name, rows in rig.dump().items() if name in DEMAND}


# --- the digest


def test_a_new_offer_comes_once_at_the_ordinary_time(town: Town, anna: Citizen) -> None:
    wants(anna, "kinderchor")
    town.gets(NEW)
    assert town.planned() == [(anna.person.id, "23.11. 17:00")]
    assert town.sends() == []

    town.rig.hands.advance(**SOON)
    [(chat, text)] = town.sends()

    assert chat == anna.person.id
    assert text.startswith("<b>1 neues Angebot für Sie:</b>")
    assert "Kinderchor der Stadtkirche" in text
    assert "Passt zu: kinderchor" in text
    assert "<b>Kinderchor</b>" not in text, "it was there before"
    town.rig.hands.advance(days=3)
    town.ticks()
    assert town.sends() == []


def test_what_fits_several_alerts_and_comes_with_several_imports_is_one_message(
    town: Town, anna: Citizen
) -> None:
    wants(anna, "kinderchor")
    wants(anna, "chor für kinder")
    town.gets(NEW)
    town.rig.hands.advance(hours=2)
    town.gets(OTHER)
    town.rig.hands.advance(hours=6)

    [(_, text)] = town.sends()

    assert "2 neue Angebote für Sie" in text
    assert text.count("Stadtkirche</b>") == 1


def test_what_comes_after_the_digest_comes_tomorrow(town: Town, anna: Citizen) -> None:
    wants(anna, "kinderchor")
    town.gets(NEW)
    town.rig.hands.advance(hours=6, minutes=1)
    assert len(town.sends()) == 1
    town.gets(OTHER)

    assert town.planned() == [(anna.person.id, "24.11. 17:00")]


def test_two_digests_never_come_on_one_day(town: Town, anna: Citizen) -> None:
    wants(anna, "kinderchor")
    anna.presses("Andere Uhrzeit")
    anna.presses("12:00")
    town.gets(NEW)
    town.rig.hands.advance(hours=1, minutes=30)
    assert len(town.sends()) == 1

    town.gets(OTHER)
    anna.says("/meinewuensche")
    anna.presses("Meine Meldungen (1)")
    anna.presses("Andere Uhrzeit")
    anna.presses("19:00")

    assert town.planned() == [(anna.person.id, "24.11. 19:00")]


def test_a_changed_offer_is_news_once_and_a_new_source_is_none(town: Town, anna: Citizen) -> None:
    wants(anna, "kinderchor")
    town.gets({**CHOIR, "source_date": "2026"})
    assert town.planned() == []

    town.gets({**CHOIR, "schedule": "montags 16 Uhr"})
    town.rig.hands.advance(**SOON)
    assert len(town.sends()) == 1

    town.gets({**CHOIR, "schedule": "dienstags 16 Uhr"})
    town.rig.hands.advance(days=2)
    assert town.sends() == []


def test_what_does_not_fit_is_not_reported(town: Town, anna: Citizen) -> None:
    wants(anna, "kinderchor")
    town.gets(offer("tanz", "Tanzkurs für Paare", topics="kultur"))

    assert town.planned() == []


def test_withdrawn_over_or_changed_beyond_fitting_it_is_left_out(town: Town, anna: Citizen) -> None:
    wants(anna, "kinderchor")
    yesterday = {**OTHER, "starts_on": "2026-11-23", "ends_on": "2026-11-23"}
    town.gets(NEW, yesterday, offer("drei", "Kinderchor Süd"))
    town.gets(offer("drei", "Tanzkurs für Paare"))
    town.loses("neu")
    town.rig.hands.advance(days=1, **SOON)

    assert town.sends() == []
    assert town.planned() == []


def test_withdrawn_unseen_by_this_process_it_is_left_out_too(town: Town, anna: Citizen) -> None:
    wants(anna, "kinderchor")
    town.gets(NEW, OTHER)
    ticks, town.ticks = town.ticks, lambda: None  # type: ignore[method-assign]
    town.loses("neu")
    town.rig.hands.advance(**SOON)

    [(_, text)] = town.sends()

    assert "Norden" in text
    assert "Stadtkirche" not in text
    ticks()


def test_what_was_told_by_another_way_is_not_told_again(town: Town, anna: Citizen) -> None:
    wants(anna, "kinderchor")
    town.gets(NEW, OTHER)
    key = town.rig.house.library.catalogue.by_id["neu"].key
    now = town.rig.hands.now
    write = town.rig.house.storage.write
    town.rig.run(write(lambda db: told.note(db, anna.person.id, [key], now)))
    town.rig.hands.advance(**SOON)

    [(_, text)] = town.sends()

    assert "Stadtkirche" not in text


def test_what_the_digest_told_nothing_else_tells_again(town: Town, anna: Citizen) -> None:
    wants(anna, "kinderchor")
    town.gets(NEW)
    key = town.rig.house.library.catalogue.by_id["neu"].key
    town.rig.hands.advance(**SOON)
    town.sends()

    read = town.rig.house.storage.read
    assert town.rig.run(read(lambda db: told.untold(db, anna.person.id, [key]))) == []


def test_killed_while_sending_it_says_the_same_again(town: Town, anna: Citizen) -> None:
    wants(anna, "kinderchor")
    town.gets(NEW)
    town.rig.hands.advance(**SOON)
    first = town.sends(ended=None)
    town.gets(OTHER)
    town.recovers()

    assert town.sends() == first
    assert town.planned() == [(anna.person.id, "24.11. 17:00")]


def test_looked_at_again_after_a_kill_it_finds_the_same(
    town: Town, anna: Citizen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object) -> None:
        raise RuntimeError

    wants(anna, "kinderchor")
    with monkeypatch.context() as patch:
        patch.setattr(finds, "settle", dies)
        with pytest.raises(RuntimeError):
            town.gets(NEW)
    town.ticks()

    assert town.planned() == [(anna.person.id, "23.11. 17:00")]
    assert len(town.rig.dump()["alert_find"]) == 1


def test_switched_off_before_it_comes_nothing_comes(town: Town, anna: Citizen) -> None:
    wants(anna, "kinderchor")
    town.gets(NEW)
    anna.presses("Nicht mehr melden")
    town.rig.hands.advance(**SOON)

    assert town.sends() == []
    assert town.rig.dump()["alert_find"] == []


def test_of_sensitive_matters_the_push_says_nothing(town: Town, anna: Citizen) -> None:
    wants(anna, "schuldnerberatung")
    town.gets(offer("neu", "Schuldnerberatung der Caritas", topics="beratung"))
    town.rig.hands.advance(**SOON)

    assert town.sends() == [(anna.person.id, "Es gibt etwas Neues für Sie.")]

    text = anna.says("Angebote ansehen").text
    assert "Schuldnerberatung der Caritas" in text


def test_an_offer_that_is_sensitive_itself_is_not_named_either(town: Town, anna: Citizen) -> None:
    wants(anna, "beratung")
    town.gets(offer("neu", "Beratung für Schuldner und Überschuldete", topics="beratung"))
    town.rig.hands.advance(**SOON)

    assert town.sends() == [(anna.person.id, "Es gibt etwas Neues für Sie.")]


def test_nobody_s_demand_is_counted(town: Town, anna: Citizen) -> None:
    anna.says("kinderchor")
    before = counted(town.rig)
    assert before.keys() == DEMAND
    assert before["question_count"]

    anna.presses("Neue Angebote melden")
    wants(anna, "fußball")
    town.gets(NEW)
    town.rig.hands.advance(**SOON)
    assert len(town.sends()) == 1

    assert counted(town.rig) == before


# --- after a year


def test_after_a_year_it_asks_and_without_an_answer_it_ends(town: Town, anna: Citizen) -> None:
    wants(anna, "kinderchor")
    town.rig.hands.advance(days=366)
    sweep(town)
    [(_, text)] = town.sends()
    assert "Soll ich das behalten?" in text

    town.rig.hands.advance(days=59)
    sweep(town)
    assert len(town.rig.dump()["alert"]) == 1
    town.rig.hands.advance(days=2)
    sweep(town)

    assert town.rig.dump()["alert"] == []
    assert town.sends() == []


def test_who_wants_it_kept_is_not_asked_again_for_a_year(town: Town, anna: Citizen) -> None:
    wants(anna, "kinderchor")
    town.rig.hands.advance(days=366)
    sweep(town)
    town.sends()

    assert "kinderchor" in anna.says("weiter melden").text

    town.rig.hands.advance(days=300)
    sweep(town)
    assert len(town.rig.dump()["alert"]) == 1
    assert town.sends() == []


def sweep(town: Town) -> None:
    now = town.rig.hands.now
    town.rig.run(town.rig.house.storage.write(lambda db: retention.sweep(db, now)))


# --- times


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("18 Uhr", time(18)),
        ("um 9:30", time(9, 30)),
        ("8.15 uhr", time(8, 15)),
        ("12", time(12)),
        ("24 Uhr", None),
        ("7:60", None),
        ("chor um 18 uhr", None),
        ("", None),
    ],
)
def test_times_are_read_as_people_write_them(text: str, at: time | None) -> None:
    assert hours.read(text) == at


@given(st.text())
def test_any_text_is_a_time_or_none(text: str) -> None:
    assert hours.read(text) is None or isinstance(hours.read(text), time)


@given(st.timedeltas(timedelta(0), timedelta(days=600)), st.integers(8 * 60, 20 * 60 - 1))
def test_the_next_digest_is_within_a_day_at_its_time_on_the_wall(
    later: timedelta, minute: int
) -> None:
    now, at = datetime(2026, 3, 1, tzinfo=UTC) + later, hours.at(minute)
    due = hours.following(now, at, BERLIN)

    assert due.astimezone(BERLIN).time() == at
    assert timedelta(0) <= due - now <= timedelta(hours=25)


@pytest.mark.parametrize("day", [date(2026, 10, 25), date(2027, 3, 28)])
def test_on_days_when_clocks_change_it_comes_at_its_time(
    town: Town, anna: Citizen, day: date
) -> None:
    town.rig.hands.now = datetime.combine(day, time(6), UTC)
    wants(anna, "kinderchor")
    town.gets(NEW)

    assert town.planned() == [(anna.person.id, f"{day:%d.%m.} 17:00")]


def test_nobody_is_written_to_at_night(town: Town, anna: Citizen) -> None:
    """Late because we were away: it waits for the morning."""
    wants(anna, "kinderchor")
    town.gets(NEW)
    town.rig.hands.advance(hours=11)
    assert town.sends() == []
    town.rig.hands.advance(hours=11)

    assert len(town.sends()) == 1


# --- limits


def test_more_than_ten_become_a_flood(town: Town, anna: Citizen) -> None:
    for number in range(alert.MOST):
        wants(anna, f"kinderchor {number} jahre")

    assert "Mehr würde zu viel" in anna.says("Neue Angebote melden: fußball").text
    assert len(town.rig.dump()["alert"]) == alert.MOST


def test_the_same_again_is_the_same(town: Town, anna: Citizen) -> None:
    wants(anna, "kinderchor")
    wants(anna, "kinderchor")

    assert len(town.rig.dump()["alert"]) == 1


def test_the_last_one_takes_consent_time_and_digest_along(town: Town, anna: Citizen) -> None:
    wants(anna, "kinderchor")
    anna.presses("Andere Uhrzeit")
    anna.presses("12:00")
    town.gets(NEW)
    anna.says("meine meldungen")
    anna.presses("Nicht mehr: kinderchor")

    dump = town.rig.dump()
    assert (dump["alert"], dump["alert_time"], dump["alert_find"]) == ([], [], [])
    assert [row for row in dump["consent"] if row[-1] is None] == []
    assert town.planned() == []


def test_a_catalogue_without_alerts_is_looked_at_once(town: Town) -> None:
    judged = town.rig.dump()["alert_judged"]

    assert len(judged) == len(TOWN)
    assert {FOOTBALL["id"], DEBT["id"]} <= {row[1] for row in town.rig.dump()["offer"]}
    town.loses("geld")
    assert len(town.rig.dump()["alert_judged"]) == len(TOWN) - 1


def test_what_failed_for_good_is_not_sent_again(town: Town, anna: Citizen) -> None:
    wants(anna, "kinderchor")
    town.gets(NEW)
    town.rig.hands.advance(**SOON)
    assert len(town.sends(ended=State.FAILED)) == 1
    town.ticks()

    assert town.planned() == []
