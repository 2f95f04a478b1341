"""What pairing and clusters keep: on both databases, cut off anywhere, and put back right."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app import propose
from bot.catalogue.catalogues import read_data_offers
from bot.catalogue.importing import seed
from bot.pairing import looking
from bot.pairing.fitting import fitting
from bot.storage import agenda, clusters, groups, pairing
from bot.storage.groups import About
from bot.storage.units import Db, Storage
from bot.storage.wishes import Content
from bot.wishes import sending
from bot.wishes.wish import OPEN, Source
from tests.arriving import JAPANESE, added, arrive
from tests.desks import colleague, due, wishes
from tests.house import Citizen, Rig, fresh, living

pytest_plugins = ["tests.databases"]

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def town(storage: Storage) -> Storage:
    """With its offers, and two wishes; "Japanisch" and "Koreanisch" are new."""
    storage.write_now(lambda db: seed(db, read_data_offers(None), NOW))
    for token in ("first", "second"):
        storage.write_now(partial(_wish, token))
    korean = {"title": "Koreanisch für Anfänger"}
    storage.write_now(lambda db: added(db, (JAPANESE, korean), NOW))
    return storage


def _wish(token: str, db: Db) -> None:
    sending.keep(db, token, Content("Japanisch lernen", "de"), Source.CHAT, NOW)


def keys(storage: Storage) -> list[int]:
    return sorted(one.offer for one in storage.read_now(pairing.news))


def test_the_first_list_of_a_town_is_no_news(storage: Storage) -> None:
    storage.write_now(lambda db: seed(db, read_data_offers(None), NOW))
    assert keys(storage) == []


def test_what_changed_while_it_was_judged_is_judged_anew(town: Storage) -> None:
    judged = town.read_now(pairing.news)
    town.write_now(lambda db: pairing.advance(db, judged[:1], 2))
    town.write_now(lambda db: pairing.announce(db, ["japanisch", "koreanisch"], LATER))
    town.write_now(lambda db: pairing.advance(db, judged, 2))
    town.write_now(lambda db: pairing.settle(db, judged))

    news = town.read_now(pairing.news)
    assert {(one.after, one.since) for one in news} == {(0, LATER)}
    town.write_now(lambda db: pairing.settle(db, news))
    assert keys(town) == []


def test_a_pair_is_proposed_once_refused_and_taken_back(town: Storage) -> None:
    first, second = keys(town)
    pairs = [(1, first), (2, first), (2, second)]
    assert town.write_now(lambda db: pairing.propose(db, pairs, NOW)) == 3
    assert town.write_now(lambda db: pairing.propose(db, pairs, LATER)) == 0

    waiting = town.read_now(lambda db: pairing.waiting(db, OPEN))
    assert [(one.offer, one.wishes) for one in waiting] == [(first, 2), (second, 1)]
    assert town.write_now(lambda db: pairing.refuse(db, first, [1], NOW)) == 1
    assert town.write_now(lambda db: pairing.refuse(db, first, [1], LATER)) == 0
    assert town.read_now(lambda db: pairing.proposed(db, first, OPEN)) == [2]
    refused = town.read_now(lambda db: pairing.refused(db, first, NOW, LATER))
    assert refused == [1]
    assert town.write_now(lambda db: pairing.refuse(db, first, refused, None)) == 1
    assert town.read_now(lambda db: pairing.proposed(db, first, OPEN)) == [1, 2]
    town.write_now(lambda db: pairing.propose(db, [(99, first)], NOW))
    assert town.write_now(pairing.tidy) == 1


def test_clusters_are_kept_apart_and_tidied(town: Storage) -> None:
    def fill(db: Db) -> None:
        for wish in (1, 2):
            clusters.join(db, 1, wish)
        clusters.look(db, 2)
        clusters.part(db, [(2, 1), (1, 2), (1, 99)])

    town.write_now(fill)
    assert town.read_now(lambda db: clusters.waiting(db, OPEN)) == [(1, 2)]
    assert town.read_now(lambda db: clusters.of(db, [1, 2, 3])) == {1: 1, 2: 1}
    assert town.read_now(lambda db: clusters.unlike(db, 1)) == {2, 99}
    assert town.read_now(clusters.looked) == 2
    assert town.write_now(clusters.tidy) == 1
    town.write_now(lambda db: clusters.leave(db, [2]))
    assert town.read_now(lambda db: clusters.waiting(db, OPEN)) == []


def test_an_item_is_about_all_its_wishes(town: Storage) -> None:
    def fill(db: Db) -> int:
        groups.add(db, About("sprache", "Sprache"))
        group = groups.called(db, "sprache")
        assert group is not None
        item = agenda.add(db, group.id, None, "Japanisch lernen", 1)
        agenda.join(db, item.id, 2)
        agenda.join(db, item.id, 2)
        return item.id

    item = town.write_now(fill)
    assert town.read_now(lambda db: agenda.wishes_of(db, item)) == [1, 2]
    handed = town.read_now(lambda db: agenda.handed(db, [1, 2]))
    assert [[name for _, name in handed[wish]] for wish in (1, 2)] == [["Sprache"], ["Sprache"]]
    town.write_now(lambda db: agenda.leave(db, item, 1, "Japanisch am Abend"))
    left = town.read_now(lambda db: agenda.find(db, item))
    assert left is not None
    assert (left.wish, left.name) == (2, "Japanisch am Abend")
    town.write_now(lambda db: agenda.leave(db, item, 2))
    assert town.read_now(lambda db: agenda.find(db, item)) is None


def test_cut_off_in_the_middle_it_goes_on_from_there(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        wishes(rig.citizen(), "Japanisch lernen")
    storage, asked = rig.house.storage, []

    def once(*about: object) -> object:
        asked.append(about[1])
        if len(asked) == 2:
            raise RuntimeError("killed")
        return fitting(*about)  # type: ignore[arg-type]

    monkeypatch.setattr(looking, "SLICE", 1)
    monkeypatch.setattr(looking, "fitting", once)
    rig.run(storage.write(lambda db: added(db, (JAPANESE,), rig.hands.now)))
    rig.run(rig.house.library.refresh())
    with pytest.raises(RuntimeError, match="killed"):
        rig.run(_look(rig))
    assert rig.run(_look(rig)) == 2
    assert len(asked) == 4


async def _look(rig: Rig) -> int:
    today = date(2026, 11, 23)
    async with asyncio.timeout(10):
        edition = rig.house.library.edition
        return await looking.look(rig.house.storage, edition, rig.hands.now, today)


def test_a_restart_between_yes_and_the_news_loses_nothing(rig: Rig) -> None:
    anna, staff = rig.citizen(), colleague(rig)
    wishes(anna, "Japanisch lernen")
    arrive(rig, JAPANESE)
    staff.says("/eingang neue Angebote")
    staff.says("Japanisch für Anfänger")
    staff.presses("Ja, passt: Bescheid geben")
    rig.run(propose(rig.house))

    url = str(rig.house.storage.engine.url)
    with living(url) as again:
        assert [chat for chat, _ in due(again)] == [anna.person.id]
        assert due(again) == []


@given(code=st.from_regex(r"\AD:[ijbe](:[-a-z0-9]{0,9}){0,5}\Z"))
@settings(max_examples=40, deadline=None)
def test_no_code_breaks_the_desk(code: str) -> None:
    with TemporaryDirectory() as folder, living(fresh(Path(folder))) as rig:
        staff: Citizen = colleague(rig)
        staff.says("/eingang")
        seen = staff.does(staff.person.forges(code))
        assert "Etwas ist schiefgegangen" not in seen.text
        assert seen.labels
