"""The three-valued rules, one truth table each. Unknown is not no."""

from __future__ import annotations

from datetime import date

import pytest

from bot.catalogue.offers import AgeRange, Fit, Offer, Place
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.town_files import load_town
from bot.matching.answer import Ask, Aspect, Daytime, Outcome, TimeWish, Understanding
from bot.matching.asks import asking as asking_words
from bot.matching.asks import read_asks, read_language, wants_access, wants_all
from bot.matching.matcher import Matcher
from bot.matching.places import ONLINE, Places, place_fit
from bot.matching.prices import price_fit, read_price
from bot.matching.rules import fits
from bot.matching.stems import fold
from bot.matching.times import read_schedule, read_time, time_fit
from tests.matching import packaged_matcher

MONDAY = date(2026, 6, 1)
F, U, D = Fit.FITS, Fit.UNKNOWN, Fit.DIFFERS


def _offer(**known: object) -> Offer:
    return Offer(1, "one", "Kurs", **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("held", "groups", "asked", "fit"),
    [
        (AgeRange(6, 10), (), AgeRange(6, 6), F),
        (AgeRange(6, 10), (), AgeRange(10, 11), F),
        (AgeRange(6, 10), (), AgeRange(5, 5), D),
        (AgeRange(6, 10), (), AgeRange(11, 11), D),
        (AgeRange(18, None), (), AgeRange(72, 72), F),
        (AgeRange(None, 6), (), AgeRange(7, 7), D),
        (AgeRange(), (), AgeRange(7, 7), U),
        (AgeRange(), ("kinder",), AgeRange(7, 7), U),
        (AgeRange(), ("kinder",), AgeRange(67, 67), D),
        (AgeRange(), ("senioren",), AgeRange(7, 7), D),
        (AgeRange(), ("senioren", "eltern"), AgeRange(7, 7), U),
        (AgeRange(), ("alle",), AgeRange(7, 7), U),
    ],
)
def test_age(held: AgeRange, groups: tuple[str, ...], asked: AgeRange, fit: Fit) -> None:
    judged = dict(fits(_offer(ages=held, target_groups=groups), Understanding("", ages=asked)))

    assert judged == {Aspect.AGE: fit}


@pytest.mark.parametrize(
    ("held", "asked", "fit"),
    [
        (("kinder",), {"kinder"}, F),
        (("alle",), {"kinder"}, F),
        ((), {"kinder"}, U),
        (("erwachsene",), {"kinder"}, D),
        (("jugendliche",), {"kinder"}, U),
        (("eltern",), {"kinder"}, U),
        (("kinder",), {"senioren"}, D),
        (("fachkraefte",), {"kinder"}, D),
        (("erwachsene",), {"zugewanderte"}, U),
    ],
)
def test_group(held: tuple[str, ...], asked: set[str], fit: Fit) -> None:
    asking = Understanding("", groups=frozenset(asked))

    assert dict(fits(_offer(target_groups=held), asking)) == {Aspect.GROUP: fit}


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("yoga am donnerstag", TimeWish(days=frozenset({3}))),
        ("sonntags", TimeWish(days=frozenset({6}))),
        ("am wochenende", TimeWish(days=frozenset({5, 6}))),
        ("abends", TimeWish(parts=frozenset({Daytime.EVENING}))),
        ("in den sommerferien", TimeWish(holidays=True)),
        ("heute", TimeWish(days=frozenset({0}))),
        ("morgen", TimeWish(days=frozenset({1}))),
        ("übermorgen", TimeWish(days=frozenset({2}))),
        ("guten morgen", None),
        ("schwimmkurs", None),
    ],
)
def test_a_time_is_read(text: str, wish: TimeWish | None) -> None:
    assert read_time(fold(text), MONDAY) == wish


@pytest.mark.parametrize(
    ("schedule", "days"),
    [
        ("donnerstags 16 Uhr", {3}),
        ("Mo-Fr 9-18 Uhr", {0, 1, 2, 3, 4}),
        ("Mi 9-12 und 13-15 Uhr", {2}),
        ("Do-So 10-16 Uhr", {3, 4, 5, 6}),
        ("Fr-Mo", {4, 5, 6, 0}),
        ("täglich 9-16 Uhr", set(range(7))),
        ("werktags", set(range(5))),
        ("monatlich", set()),
        ("", set()),
    ],
)
def test_a_schedule_is_read(schedule: str, days: set[int]) -> None:
    assert read_schedule(schedule).days == days


@pytest.mark.parametrize(
    ("schedule", "wish", "fit"),
    [
        ("donnerstags 16 Uhr", TimeWish(days=frozenset({3})), F),
        ("donnerstags 16 Uhr", TimeWish(days=frozenset({0})), D),
        ("", TimeWish(days=frozenset({0})), U),
        ("monatlich", TimeWish(days=frozenset({0})), U),
        ("dienstags 19 Uhr", TimeWish(parts=frozenset({Daytime.EVENING})), F),
        ("dienstags 10-11 Uhr", TimeWish(parts=frozenset({Daytime.EVENING})), D),
        ("dienstags", TimeWish(parts=frozenset({Daytime.EVENING})), U),
        ("dienstags", TimeWish(frozenset({1}), frozenset({Daytime.EVENING})), U),
        ("Sommerferien", TimeWish(holidays=True), F),
        ("dienstags", TimeWish(holidays=True), U),
    ],
)
def test_time(schedule: str, wish: TimeWish, fit: Fit) -> None:
    assert time_fit(schedule, wish) is fit


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("kostenloser kurs", 0),
        ("was ist umsonst", 0),
        ("freier eintritt", 0),
        ("unter 20 euro", 20),
        ("höchstens 5 EUR", 5),
        ("im freien", None),
        ("was kostet das", None),
    ],
)
def test_a_price_is_read(text: str, most: float | None) -> None:
    assert read_price(fold(text)) == most


@pytest.mark.parametrize(
    ("price", "most", "fit"),
    [
        ("kostenlos", 0, F),
        ("5 EUR", 0, D),
        ("60,80 EUR", 60, D),
        ("60,80 EUR", 61, F),
        ("", 0, U),
        ("auf Anfrage", 10, U),
        ("8 EUR im Monat; für Schüler kostenlos", 0, U),
        ("8 EUR im Monat; für Schüler kostenlos", 10, F),
    ],
)
def test_price(price: str, most: float, fit: Fit) -> None:
    assert price_fit(price, most) is fit


def _places() -> Places:
    home = [_offer(place=Place(city="Eisenach")) for _ in range(3)]
    north = _offer(place=Place(city="Eisenach", district="Eisenach-Nord"))
    return Places([*home, north, _offer(place=Place(city="Ruhla"))])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("museum in ruhla", "Ruhla"),
        ("kita in eisenach nord", "Eisenach-Nord"),
        ("kurs in eisenach", ""),
        ("ruhla", ""),
        ("kurs online", ONLINE),
    ],
)
def test_a_place_is_read(text: str, place: str) -> None:
    assert _places().read(text) == place


@pytest.mark.parametrize(
    ("held", "wanted", "fit"),
    [
        (Place(city="Ruhla"), "Ruhla", F),
        (Place(district="Eisenach-Nord"), "Eisenach-Nord", F),
        (Place(district="Weststadt"), "Eisenach-Nord", D),
        (Place(city="Eisenach"), "Eisenach-Nord", U),
        (Place(), "Ruhla", U),
        (Place(district="Weststadt"), ONLINE, U),
    ],
)
def test_place(held: Place, wanted: str, fit: Fit) -> None:
    assert place_fit(_offer(place=held), wanted) is fit


@pytest.mark.parametrize(("held", "fit"), [(True, F), (False, D), (None, U)])
def test_access(held: bool | None, fit: Fit) -> None:
    asking = Understanding("", access=True)

    assert dict(fits(_offer(accessible=held), asking)) == {Aspect.ACCESS: fit}


@pytest.mark.parametrize(("held", "fit"), [(("de", "en"), F), (("de",), U), ((), U)])
def test_language(held: tuple[str, ...], fit: Fit) -> None:
    asking = Understanding("", language="en")

    assert dict(fits(_offer(languages=held), asking)) == {Aspect.LANGUAGE: fit}


def test_everything_asked_is_judged() -> None:
    asking = Understanding("", time=TimeWish(holidays=True), price=0.0, place="Ruhla")

    assert [aspect for aspect, _ in fits(_offer(), asking)] == [
        Aspect.TIME,
        Aspect.PRICE,
        Aspect.PLACE,
    ]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("wann probt der chor", (Ask.WHEN,)),
        ("was kostet der kurs", (Ask.PRICE,)),
        ("telefonnummer und adresse der vhs", (Ask.WHERE, Ask.PHONE)),
        ("ab welchem alter", (Ask.AGE,)),
        ("wie melde ich mein kind an", (Ask.REGISTRATION,)),
        ("schwimmkurs", ()),
    ],
)
def test_what_is_asked_about(text: str, asks: tuple[Ask, ...]) -> None:
    assert read_asks(text) == asks


def test_the_whole_list_a_language_and_access_are_read() -> None:
    assert wants_all("welche grundschulen gibt es")
    assert not wants_all("eine grundschule")
    assert read_language("kurs auf englisch") == "en"
    assert read_language("englisch lernen") == ""
    assert wants_access("barrierefreier treff")


@pytest.mark.parametrize(
    ("question", "removable"),
    [
        ("grundschule", ()),
        ("kita", ()),
        ("gymnasium", ()),
        ("regelschule", ()),
        ("seniorentreff", ()),
        ("krabbelgruppe", ()),
        ("welche grundschulen gibt es", ()),
        ("mein grundschulkind", ("age",)),
        ("für grundschülerinnen", ("age",)),
        ("kitakind", ("age",)),
        ("rentner", ("age",)),
        ("rentnerinnen", ("age",)),
        ("azubi", ("age",)),
        ("5. klasse", ("age",)),
        ("3 jährige", ("age",)),
    ],
)
def test_only_a_person_has_an_age_to_take_back(question: str, removable: tuple[str, ...]) -> None:
    assert packaged_matcher().answer(question, MONDAY).understanding.removable == removable


@pytest.mark.parametrize(
    ("text", "asking"),
    [
        ("wann probt der chor", ["wann", "probt"]),
        ("was kostet der kurs", ["was kostet"]),
        ("adresse der vhs", ["adresse"]),
        ("chorprobe", []),
        ("eine probe im theater", []),
    ],
)
def test_words_that_only_ask_are_found(text: str, asking: list[str]) -> None:
    assert [text[start:end] for start, end in asking_words(text)] == asking


def test_a_stated_age_ranks_above_an_unknown_one() -> None:
    offers = [
        Offer(1, "unknown", "Tanzen", description="Tanzen"),
        Offer(2, "fits", "Tanzen", description="Tanzen", ages=AgeRange(6, 10)),
        Offer(3, "other", "Nähen", description="Nähen"),
        Offer(4, "differs", "Tanzen", description="Tanzen", ages=AgeRange(18, None)),
    ]
    answer = Matcher(Catalogue("test", tuple(offers), load_town())).answer("tanzen 7 jahre", MONDAY)

    assert [match.offer.id for match in answer.matches] == ["fits", "unknown"]


@pytest.mark.parametrize(
    ("text", "asked", "fit"),
    [
        ("Lasertag ab 18 Jahren", Understanding("", ages=AgeRange(10, 10)), D),
        ("Lasertag ab 18 Jahren", Understanding("", ages=AgeRange(30, 30)), U),
        ("Lasertag nur für Erwachsene", Understanding("", ages=AgeRange(10, 10)), D),
        ("Kinder ab 6 Jahren, Erwachsene ab 18 Jahren", Understanding("", ages=AgeRange(7, 7)), U),
        ("Für 6- bis 8-Jährige und 10-12 Jahre", Understanding("", ages=AgeRange(11, 11)), U),
        ("Für 6 bis 8 Jahre", Understanding("", ages=AgeRange(11, 11)), D),
        ("Seit 18 Jahren für Sie da", Understanding("", ages=AgeRange(7, 7)), U),
    ],
)
def test_an_offers_own_words_rule_an_age_out_but_promise_none(
    text: str, asked: Understanding, fit: Fit
) -> None:
    assert dict(fits(_offer(description=text), asked)) == {Aspect.AGE: fit}


@pytest.mark.parametrize(
    ("ages", "groups", "fit"),
    [
        (AgeRange(18, None), {"kinder"}, D),
        (AgeRange(18, None), {"jugendliche"}, F),
        (AgeRange(6, 12), {"senioren"}, D),
        (AgeRange(18, None), {"eltern"}, F),
    ],
)
def test_ages_rule_out_a_group(ages: AgeRange, groups: set[str], fit: Fit) -> None:
    offer = _offer(ages=ages, target_groups=tuple(groups))

    assert dict(fits(offer, Understanding("", groups=frozenset(groups)))) == {Aspect.GROUP: fit}


@pytest.mark.parametrize(
    ("ages", "differs"),
    [(AgeRange(6, 12), True), (AgeRange(8, 16), False), (AgeRange(), False)],
)
def test_what_nobody_so_young_asks_for_is_not_for_children(ages: AgeRange, differs: bool) -> None:
    judged = dict(fits(_offer(ages=ages), Understanding("", from_age=14)))

    assert (judged.get(Aspect.AGE) is D) is differs


def test_a_child_and_an_offer_for_adults_are_near_at_most() -> None:
    offers = (_offer(ages=AgeRange(18, None)), _offer(description="Kurs ab 18 Jahren"))
    for offer in offers:
        catalogue = Catalogue("test", (offer,), load_town())
        for question in ("kurs für kinder, 10 jahre", "kurs für meinen 8-jährigen sohn"):
            answer = Matcher(catalogue).answer(question, MONDAY)

            assert answer.outcome is not Outcome.MATCH
