"""The guide as a whole: every offer within reach, no empty room, no button that cannot be sent."""

from __future__ import annotations

import random
import re
from collections import deque
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.catalogues import packaged_catalogue
from bot.catalogue.offers import AgeRange, Fit, Offer
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.town_files import load_town
from bot.guide import rooms
from bot.guide.choices import Choices, Filters, place_key
from bot.i18n import LANGUAGES, say_in
from bot.matching.answer import Aspect
from bot.message import LABEL_LENGTH, Kind, Message
from handlers.views import buttons, guide, start
from handlers.views import chosen as choices_view
from handlers.views.scene import Scene

TOWN = load_town()
CATALOGUE = packaged_catalogue(TOWN)
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SCENE = Scene(say_in("de"), CATALOGUE, NOW)
TAPS = 7


@cache
def shown(code: str) -> Message:
    return shown_to(SCENE, code)


def shown_to(scene: Scene, code: str) -> Message:
    """What the button with this code shows, for codes of the guide and the start."""
    if code == buttons.START:
        return start.greeting(scene.say, scene.catalogue.town.name)
    choices = Choices.read(code.partition(":")[2])
    assert choices is not None, code
    return guide.card(scene, choices)


def is_ours(code: str) -> bool:
    return code == buttons.GUIDE or code.startswith(f"{buttons.GUIDE}:")


def codes(message: Message) -> list[str]:
    return [b.value for row in message.rows for b in row if b.kind is Kind.ACTION]


def walk() -> tuple[dict[str, int], dict[int, int]]:
    """Taps to every card of the guide, and to every offer, from /start; filters are left closed."""
    cards, offers = {buttons.START: 0}, dict[int, int]()
    waiting = deque([buttons.START])
    while waiting:
        code = waiting.popleft()
        for next_ in codes(shown(code)):
            if is_ours(next_) and next_ not in cards and not next_.endswith(":m"):
                cards[next_] = cards[code] + 1
                waiting.append(next_)
            elif next_.startswith(f"{buttons.OFFER}:"):
                key = int(next_.split("|")[0].split(":")[1])
                offers.setdefault(key, cards[code] + 1)
    return cards, offers


@pytest.fixture(scope="module")
def tree() -> tuple[dict[str, int], dict[int, int]]:
    return walk()


def test_every_offer_is_within_seven_taps(tree: tuple[dict[str, int], dict[int, int]]) -> None:
    _, offers = tree
    assert set(offers) == set(CATALOGUE.by_key)
    assert max(offers.values()) <= TAPS


def test_no_room_is_empty_and_no_button_too_long(
    tree: tuple[dict[str, int], dict[int, int]],
) -> None:
    for code in tree[0]:
        message = shown(code)
        assert "noch nichts" not in message.html, code
        assert len(message.html.encode("utf-16-le")) // 2 <= 4096, code
        for button in (b for row in message.rows for b in row):
            assert (
                len(button.value.encode()) <= buttons.CODE_BYTES or button.kind is not Kind.ACTION
            )
            assert len(button.label) <= LABEL_LENGTH, button.label


def test_counts_are_true(tree: tuple[dict[str, int], dict[int, int]]) -> None:
    for code in tree[0]:
        if code.count(":") == 2:
            for button in (b for row in shown(code).rows for b in row):
                if number := re.search(r"\((\d+)\)$", button.label):
                    standing = rooms.stand(CATALOGUE, chosen(button.value))
                    assert len(rooms.results(CATALOGUE, standing)) == int(number[1]), button


def test_cut_labels_end_at_a_word(tree: tuple[dict[str, int], dict[int, int]]) -> None:
    titles = {offer.title for offer in CATALOGUE.offers}
    for code in tree[0]:
        for button in (b for row in shown(code).rows for b in row):
            if button.label.endswith("…"):
                head = button.label[:-1]
                assert any(t.startswith(head) and not t[len(head)].isalnum() for t in titles)


def chosen(code: str) -> Choices:
    found = Choices.read(code.partition(":")[2])
    assert found is not None
    return found


def test_filters_leave_something_and_keep_the_unknown() -> None:
    for whom in TOWN.guide:
        standing = rooms.stand(CATALOGUE, Choices(whom.key, 0, topic=0))
        for option in rooms.options(CATALOGUE, standing):
            narrowed = replace(standing.choices, filters=option.filters)
            found = rooms.results(CATALOGUE, rooms.stand(CATALOGUE, narrowed))
            assert option.sure >= 1
            assert len(found) == option.sure + option.unknown
            fitting = [option.aspect in match.fits for match in found]
            assert sum(fitting) == option.sure


def test_nobody_is_shown_what_is_for_others() -> None:
    for whom in TOWN.guide:
        for stage in whom.stages:
            standing = rooms.stand(CATALOGUE, Choices(whom.key, stage.key, topic=0))
            for match in rooms.results(CATALOGUE, standing):
                assert match.offer.ages.fit(stage.ages) is not Fit.DIFFERS


def test_who_fits_for_sure_comes_first() -> None:
    standing = rooms.stand(CATALOGUE, Choices(1, years=AgeRange(3, 3), topic=0))
    found = [match.score for match in rooms.results(CATALOGUE, standing)]
    assert found == sorted(found, reverse=True)


@pytest.mark.parametrize(
    ("price", "left"), [("kostenlos", True), ("", True), ("12 EUR im Monat", False)]
)
def test_free_of_charge_is_three_valued(price: str, left: bool) -> None:
    offer = Offer(1, "chor", "Chor", topics=("musik",), price=price)
    town = Catalogue("1", (offer,), TOWN)
    standing = rooms.stand(town, Choices(0, 0, topic=0, filters=Filters(free=True)))
    assert bool(rooms.results(town, standing)) is left


def test_another_place_is_left_out_and_an_unknown_one_stays() -> None:
    here = replace(CATALOGUE.offers[0], place=replace(CATALOGUE.offers[0].place, city="Eisenach"))
    nowhere = replace(here, key=2, place=replace(here.place, city=""))
    there = replace(here, key=3, place=replace(here.place, city="Gerstungen"))
    town = Catalogue("1", (here, nowhere, there), TOWN)
    filters = Filters(place=place_key("Gerstungen"))
    found = rooms.results(town, rooms.stand(town, Choices(0, 0, topic=0, filters=filters)))
    assert [match.offer.key for match in found] == [3, 2]
    assert Aspect.PLACE in found[1].unknown


@pytest.mark.parametrize(
    ("code", "depth"),
    [("g:77", ""), ("g:1:s77", "1"), ("g:1:s3:999:-:0", "1:s3"), ("g:1:s3:999:-:m", "1:s3")],
)
def test_what_is_no_longer_there_is_said_and_the_rest_is_kept(code: str, depth: str) -> None:
    message = shown(code)
    assert message.html.startswith("Das steht nicht mehr in unserem Verzeichnis.")
    asked_again = guide.card(SCENE, Choices.read(depth) or Choices())
    assert message.rows == asked_again.rows


def test_a_town_without_offers_for_somebody_does_not_lead_there() -> None:
    offer = Offer(1, "chor", "Chor", topics=("musik",), ages=AgeRange(60, None))
    scene = Scene(say_in("de"), Catalogue("1", (offer,), TOWN), NOW)
    labels = [b.label for row in shown_to(scene, "g").rows for b in row]
    assert "Ich bin im Ruhestand" in labels
    assert "Ich gehe zur Schule" not in labels


@pytest.mark.parametrize("years", [AgeRange(60, None), AgeRange(None, 2), AgeRange(4.5, 4.5)])
def test_an_age_survives_its_button(years: AgeRange) -> None:
    found = chosen(choices_view.code(Choices(1, years=years)))
    assert found.years == AgeRange(years.low or 0, years.high)


@given(st.text(alphabet="0123456789:-sfbtp_.mabcdef|", max_size=40))
def test_any_code_is_read_or_refused_and_read_codes_say_the_same(code: str) -> None:
    found = Choices.read(code)
    if found is not None:
        assert Choices.read(found.code) == Choices.read(Choices.read(found.code).code)  # type: ignore[union-attr]
        assert len(found.code.encode()) <= buttons.CODE_BYTES - len("o:123456789|g:")


def test_ten_thousand_forged_buttons_only_ever_show_a_card(
    tree: tuple[dict[str, int], dict[int, int]],
) -> None:
    dice = random.Random(7)
    known = sorted(code for code in tree[0] if is_ours(code))
    small = Scene(say_in("de"), Catalogue("1", CATALOGUE.offers[:12], TOWN), NOW)
    read = 0
    for _ in range(10_000):
        code = list(dice.choice(known))
        for _ in range(dice.randint(1, 3)):
            code[dice.randrange(len(code))] = dice.choice("0123456789:-sfbtp_.mg|🙂")
        choices = Choices.read("".join(code).partition(":")[2])
        if choices is not None:
            read += 1
            assert guide.card(small, choices).rows
    assert read > 1_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_way(language: str) -> None:
    scene = replace(SCENE, say=say_in(language))
    for code in ("g", "g:1", "g:1:s3", "g:1:s3:12:-:0", "g:-:-:12:f:m"):
        assert codes(shown_to(scene, code)) == codes(shown(code))


def topic_ids(whom: int, age: float) -> list[str]:
    standing = rooms.stand(CATALOGUE, Choices(whom, years=AgeRange(age, age)))
    return [topic.id for topic, _ in rooms.topics(CATALOGUE, standing).counted]


def test_a_small_child_is_not_offered_studies_and_begins_with_the_early_years() -> None:
    found = topic_ids(1, 4)
    assert not {"studium", "beruf", "senioren", "grundbildung"} & set(found)
    assert found[:2] == ["fruehe-bildung", "familie"]
    assert found.index("kunst-handwerk") < found.index("schule")


def test_at_fifteen_there_are_studies_and_no_daycare() -> None:
    found = topic_ids(1, 15)
    assert "studium" in found
    assert "fruehe-bildung" not in found
    assert found[0] == "jugend"


def test_somebody_looked_after_is_led_by_age_as_well() -> None:
    assert topic_ids(8, 4)[0] == "fruehe-bildung"
    old = topic_ids(8, 82)
    assert old.index("senioren") < old.index("schule") < old.index("fruehe-bildung")


def two_topics(*offers: Offer) -> list[str]:
    town = Catalogue("1", offers, TOWN)
    standing = rooms.stand(town, Choices(8, years=AgeRange(4, 4)))
    return [topic.id for topic, _ in rooms.topics(town, standing).counted]


def test_a_topic_whose_offers_say_no_age_stays() -> None:
    music = Offer(1, "chor", "Chor", topics=("musik",), target_groups=("kinder",))
    silent = Offer(2, "a", "A", topics=("studium",), target_groups=("alle",))
    unstated = Offer(3, "b", "B", topics=("beruf",))
    assert set(two_topics(music, silent, unstated)) == {"musik", "studium", "beruf"}


def test_a_topic_of_others_is_left_out_though_one_of_it_is_for_everybody() -> None:
    music = Offer(1, "chor", "Chor", topics=("musik",), target_groups=("kinder",))
    open_ = Offer(2, "a", "A", topics=("studium",), target_groups=("alle",))
    grown = Offer(3, "b", "B", topics=("studium",), target_groups=("studierende",))
    also = Offer(4, "c", "C", topics=("studium",), ages=AgeRange(15, None))
    assert two_topics(music, open_, grown, also) == ["musik"]
    assert two_topics(open_, grown, also) == ["studium"]  # better than nothing to choose


def test_one_offer_that_takes_the_age_keeps_its_topic() -> None:
    music = Offer(1, "chor", "Chor", topics=("musik",), target_groups=("kinder",))
    grown = Offer(3, "b", "B", topics=("studium",), target_groups=("studierende",))
    small = Offer(4, "c", "Kinderuni", topics=("studium",), ages=AgeRange(4, 6))
    assert set(two_topics(music, grown, small)) == {"musik", "studium"}
