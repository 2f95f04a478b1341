"""What is called existing: an offer that is what was wished for, not one of the same kind."""

from __future__ import annotations

from functools import cache
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library import Edition
from bot.matching.answer import Repair
from bot.wishes.reading import Reading, read
from bot.wishes.subjects import Subject, wished
from tests.bench.questions import DATA, TODAY
from tests.bench.wishes import EXISTS, GAP, Existing, by_words, existing, labelled_wishes

FILE = DATA / "wishes-dev.csv"


@cache
def edition() -> Edition:
    return by_words()


def reading(text: str) -> Reading:
    return read(edition(), text, "de", TODAY)


def first(text: str) -> str:
    return next((match.offer.id for match in reading(text).existing), "")


# --- what is there


@pytest.mark.parametrize(
    ("wish", "offer"),
    [
        ("Sanftes Yoga im Sitzen", "vhs-yoga-auf-dem-stuhl"),
        ("Gitarrenunterricht für meine Enkelin", "musikschule-jsb"),
        ("Italienisch für den Urlaub", "vhs-italienisch"),
        ("Trompete lernen, ohne gleich eine kaufen zu müssen", "posaunenchor-eisenach"),
        ("Töpfern lernen mit Kindern", "kunstschule-schweina"),
        ("Judo oder Chanbara", "psv-eisenach-chanbara"),
        ("Ich kann nicht gut lesen und schreiben und will es lernen", "vhs-alphabetisierung"),
        ("I would like to learn to swim, I am an adult", "dlrg-schwimmkurs-erwachsene"),
        ("Хочу вивчати німецьку мову", "vhs-integrationskurse"),
    ],
)
def test_an_offer_that_is_it_comes_first(wish: str, offer: str) -> None:
    assert first(wish) == offer


# --- what is only near


@pytest.mark.parametrize(
    "wish",
    [
        "Boxen",  # martial arts are there
        "Salsa",
        "Sushi selber machen",
        "Uhren reparieren",  # there is a museum of watches
        "Museum für Puppen",
        "Yoga für Kinder",  # only for adults
        "Kinderyoga",
        "Schwimmen nur für Frauen",
        "Pfadfindergruppe für Erwachsene",
        "Qi Gong am Samstag",  # on Mondays and Thursdays
        "Bibliothek auch am Sonntag offen",  # nobody knows
        "Polnisch lernen, weil meine Schwiegertochter von dort kommt",
    ],
)
def test_what_is_of_the_same_kind_is_not_called_existing(wish: str) -> None:
    assert not reading(wish).existing


def test_it_is_named_as_near() -> None:
    near = {match.offer.id for match in reading("Salsa").near}

    assert near == {"wartburg-ensemble", "tanzverein-eisenach"}
    assert not reading("Jodeln in Grönland").near
    assert not reading("Tango tanzen").near  # it exists


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    found = reading(text)

    assert not (found.existing and found.near)
    assert len(found.existing) <= 3


# --- what a wish is about


def subjects(text: str, *repairs: Repair) -> dict[tuple[str, ...], Subject]:
    return {one.own: one for one in wished(text, repairs).subjects}


def test_a_named_thing_cannot_be_replaced() -> None:
    assert subjects("Judo für Anfänger")[("judo",)].named
    assert not subjects("Sport für Anfänger")[("spor",)].named


def test_a_reason_counts_less() -> None:
    found = subjects("Trompete lernen, weil ich Jazz mag")

    assert found[("jaz",)].weight < found[("trompet",)].weight
    assert not subjects("Singen, weil ich Karaoke mag")[("karaok",)].named


def test_a_slip_is_mended_but_no_bold_guess() -> None:
    assert ("schwim",) in subjects("schwimen", Repair("schwimen", "schwimmen", True))
    assert ("english",) not in subjects("endlich tanzen", Repair("endlich", "english", True))
    assert ("judo",) in subjects("judo", Repair("judo", "jugo", True))


# --- how often


@pytest.fixture(scope="module", params=[0, 1], ids=["learnt from", "held out"])
def told(request: pytest.FixtureRequest) -> Existing:
    wishes = labelled_wishes(FILE)
    return existing(
        edition(), [one for one in wishes if crc32(one.text.encode()) % 2 == request.param]
    )


def test_both_kinds_of_wishes_are_there() -> None:
    assert {one.kind for one in labelled_wishes(FILE)} == {EXISTS, GAP}


def test_nine_of_ten_that_exist_are_shown(told: Existing) -> None:
    assert told.found.points >= 0.9 * told.found.of


def test_fewer_than_one_gap_of_ten_is_called_existing(told: Existing) -> None:
    assert told.wrong.points <= 0.1 * told.wrong.of
