"""Links that lead into the bot: opened, counted without a person, and harmless when forged."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect

from bot import arrivals
from bot.arrivals import MOST, Link, Way
from bot.questions import Sender
from bot.storage import arrivals as stored_arrivals
from bot.storage.arrivals import Arrival, stored
from bot.storage.units import Db, Storage
from tests.house import MONDAY, Citizen, Rig, fresh, living

pytest_plugins = ["tests.databases"]

TODAY = date(2026, 11, 23)
WORD = st.text("abcXYZ019_-", max_size=64)


def counted(rig: Rig) -> list[tuple[str, str, str, int]]:
    """Way, target, language and number of today's arrivals."""
    return sorted((kind, target, lang, n) for _, kind, target, lang, n in rig.dump()["arrival"])


# --- in the chat


def test_a_link_to_an_offer_shows_its_card_and_a_way_on(rig: Rig, anna: Citizen) -> None:
    offer = rig.house.library.catalogue.offers[0]
    card = anna.says(f"/start o_{offer.key}")

    assert card.text.startswith(offer.title)
    assert card.labels[-1] == "Alle Angebote nach Thema"
    assert "339 Angebote" in anna.presses("Alle Angebote nach Thema").text
    assert counted(rig) == [("offer", offer.id, "de", 1)]


def test_a_link_to_a_topic_shows_its_offers(rig: Rig, anna: Citizen) -> None:
    topic = rig.house.library.catalogue.town.topics[0]
    seen = anna.says(f"/start t_{topic.key}")

    assert seen.text.startswith(topic.names["de"])
    assert counted(rig) == [("topic", topic.id, "de", 1)]


def test_a_link_into_the_guide_opens_its_step(rig: Rig, anna: Citizen) -> None:
    whom = rig.house.library.catalogue.town.guide[0]
    seen = anna.says(f"/start g_{whom.key}")

    assert seen.text.startswith(whom.names["de"])
    assert counted(rig) == [("guide", str(whom.key), "de", 1)]


def test_a_link_to_a_path_shows_its_steps(rig: Rig, anna: Citizen) -> None:
    path = rig.house.library.catalogue.town.paths[0]
    seen = anna.says(f"/start r_{path.key}")

    assert seen.text.startswith(path.names["de"])
    assert counted(rig) == [("path", path.id, "de", 1)]


def test_a_campaign_says_hello_and_is_counted(rig: Rig, anna: Citizen, olena: Citizen) -> None:
    assert anna.says("/start c_plakat-bahnhof_2026").text.startswith("Guten Tag!")
    olena.says("/start c_plakat-bahnhof_2026")
    olena.says("/start c_plakat-bahnhof_2026")

    target = "plakat-bahnhof_2026"
    assert counted(rig) == [("campaign", target, "de", 1), ("campaign", target, "en", 2)]


def test_an_update_that_comes_again_is_counted_once(rig: Rig, anna: Citizen) -> None:
    update = anna.person.starts("c_flyer")
    rig.settle()
    rig.again(update)

    assert counted(rig) == [("campaign", "flyer", "de", 1)]


def test_who_came_is_nowhere(rig: Rig, anna: Citizen) -> None:
    anna.says("/start c_flyer")

    rows = rig.dump()
    assert rows["person"] == []
    assert str(anna.person.id) not in str((rows["arrival"], rows["arrived"]))


@pytest.mark.parametrize(
    "payload",
    ["o_999999", "o_", "o_x", "t_999999", "c_", "c_" + "x" * 41, "c_ä", "g_x", "r_99999", "x_1", "irgendwas"],
)  # fmt: skip
def test_what_leads_nowhere_is_counted_nowhere(rig: Rig, anna: Citizen, payload: str) -> None:
    seen = anna.says(f"/start {payload}")

    kind = (
        "Guten Tag!",
        "Dieses Angebot steht nicht mehr",
        "Alle Angebote in Eisenach",
        "Was kommt als Nächstes?",
    )
    assert seen.text.startswith(kind)
    assert counted(rig) == []


def test_foreign_payloads_get_a_friendly_greeting(tmp_path: Path) -> None:
    with living(fresh(tmp_path)) as rig:
        anna = rig.citizen()
        anna.says("/start")

        @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
        @given(
            st.one_of(
                WORD, st.text(max_size=64), st.from_regex(r"[otgrc]_\w{0,62}", fullmatch=True)
            )
        )
        def arrive(payload: str) -> None:
            before = len(anna.replies)
            anna.says(f"/start {payload}")
            assert len(anna.replies) == before + 1

        arrive()


def test_first_help_is_one_link_away(rig: Rig, anna: Citizen) -> None:
    seen = anna.says("/start now_violence_young")

    assert "Rufen Sie 110" in seen.text or "Ruf 110" in seen.text
    assert rig.dump()["arrival"] == rig.dump()["person"] == []


# --- reading and counting


@given(payload=st.one_of(st.text(), WORD))
def test_a_payload_is_ours_or_nothing(payload: str) -> None:
    link = arrivals.read(payload)

    assert link is None or (link.code.isascii() and 0 < len(link.code) <= 60)
    assert link is None or payload[2:] == link.code


def test_each_way_has_its_letter() -> None:
    found = [arrivals.read(payload) for payload in ("o_12", "t_3", "g_1-2", "r_kita", "c_Flyer")]

    assert found == [
        Link(Way.OFFER, "12"),
        Link(Way.TOPIC, "3"),
        Link(Way.GUIDE, "1-2"),
        Link(Way.PATH, "kita"),
        Link(Way.CAMPAIGN, "Flyer"),
    ]


def arrive(storage: Storage, update: int, target: str, way: Way = Way.CAMPAIGN) -> None:
    sender = Sender(7, update, "de", MONDAY, TODAY)
    storage.write_now(lambda db: arrivals.count(db, way, target, sender))


def rows(storage: Storage) -> list[Arrival]:
    return storage.read_now(lambda db: list(stored(db)))


def test_made_up_campaigns_do_not_fill_the_table(storage: Storage) -> None:
    for number in range(MOST + 30):
        arrive(storage, number, f"forged-{number}")
    arrive(storage, 5000, "forged-3")

    found = {row.target: row.number for row in rows(storage)}
    assert len(found) == MOST + 1
    assert found[arrivals.OTHERS] == 30
    assert found["forged-3"] == 2


def test_two_processes_count_at_once_and_lose_nothing(database_url: str) -> None:
    """Each takes the same two rows, in opposite order."""

    def count(targets: tuple[str, str]) -> None:
        def one_by_one(db: Db) -> None:
            for target in targets:
                stored_arrivals.add(db, TODAY, "de", Way.CAMPAIGN.value, target)

        with Storage.open(database_url) as storage:
            for _ in range(100):
                storage.write_now(one_by_one)

    with ThreadPoolExecutor(2) as processes:
        list(processes.map(count, [("flyer", "poster"), ("poster", "flyer")]))

    with Storage.open(database_url) as storage:
        assert [row.number for row in rows(storage)] == [200, 200]


def test_neither_table_has_room_for_a_person(storage: Storage) -> None:
    def columns(db: Db, table: str) -> set[str]:
        return {column["name"] for column in inspect(db).get_columns(table)}

    found = storage.read_now(lambda db: [columns(db, name) for name in ("arrival", "arrived")])
    assert found == [
        {"day", "kind", "target", "language", "number"},
        {"update_id", "created_at"},
    ]


def test_numbers_stay_thirteen_months_and_marks_three_days(storage: Storage) -> None:
    arrive(storage, 1, "flyer")

    storage.write_now(lambda db: arrivals.forget(db, MONDAY + timedelta(days=3)))
    arrive(storage, 1, "flyer")
    assert [row.number for row in rows(storage)] == [1]

    storage.write_now(lambda db: arrivals.forget(db, MONDAY + timedelta(days=3, seconds=1)))
    arrive(storage, 1, "flyer")
    assert [row.number for row in rows(storage)] == [2]

    storage.write_now(lambda db: arrivals.forget(db, MONDAY + timedelta(days=395)))
    assert len(rows(storage)) == 1
    storage.write_now(lambda db: arrivals.forget(db, MONDAY + timedelta(days=396)))
    assert rows(storage) == []
