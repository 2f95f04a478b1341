"""What is counted of a question, what never is, and that it is counted once."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.bands import band_of
from bot.catalogue.offers import AgeRange, Contact, Offer, Place
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.town import Town
from bot.catalogue.town_files import load_town
from bot.counting import SEVERAL, cells, unanswered
from bot.library import Edition, Library
from bot.matching.answer import Answer, Daytime, Match, Outcome, TimeWish, Understanding
from bot.matching.matcher import Matcher
from bot.questions import Answered, Questions, Sender, forget
from bot.storage import asked, counts, passed, people
from bot.storage import unanswered as unmet
from bot.storage.counts import Count, Table
from bot.storage.unanswered import Tally, Unanswered
from bot.storage.units import Db, Storage

pytest_plugins = ["tests.databases"]

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CHOIR = Offer(1, "chor", "Chor", topics=("musik", "kultur"))
AWAY = Offer(2, "away", "Weg", place=Place(city="Gotha", district="Siebleben"))
BANDS = load_town().bands
CATALOGUE = Catalogue("1", (CHOIR, AWAY), Town("Eisenach", Contact(), {}, {}, bands=BANDS))
PLAIN = Understanding("chor")
FOUND = (Match(CHOIR, 1.0), Match(AWAY, 0.5))


def answered(outcome: Outcome = Outcome.MATCH, read: Understanding = PLAIN) -> Answer:
    matches = FOUND if outcome in (Outcome.MATCH, Outcome.NEAR) else ()
    return Answer(outcome, read, matches, nearest=() if matches else FOUND)


@pytest.mark.parametrize(
    ("low", "high", "band"),
    [
        (None, None, ""),
        (0, 0, "0–2"),
        (0.3, 0.3, "0–2"),
        (2, 2, "0–2"),
        (2.9, 2.9, "0–2"),
        (3, 3, "3–5"),
        (5.9, 5.9, "3–5"),
        (6, 6, "6–9"),
        (9, 9, "6–9"),
        (10, 10, "10–13"),
        (13, 13, "10–13"),
        (14, 14, "14–17"),
        (17, 17, "14–17"),
        (18, 18, "18–26"),
        (26, 26, "18–26"),
        (27, 27, "27–59"),
        (59, 59, "27–59"),
        (60, 60, "60+"),
        (110, 110, "60+"),
        # Whole ranges within one band.
        (6, 9, "6–9"),
        (0, 2, "0–2"),
        (60, 80, "60+"),
        # A school class counts where its younger pupils belong.
        (6, 7, "6–9"),
        (9, 10, "6–9"),
        (13, 14, "10–13"),
        (17, 18, "14–17"),
        # Wider ones are in the narrowest of the wide bands that holds them all.
        (9, 11, "0–13"),
        (0, 3, "0–13"),
        (None, 11, "0–13"),
        (12, 17, "10–17"),
        (6, 16, "0–17"),
        (None, 17, "0–17"),
        (18, None, "18+"),
        (59, None, "18+"),
        # What even those do not hold is not known.
        (13, 19, ""),
        (0, 110, ""),
        (6, None, ""),
        # An open end is known only where no other band is left.
        (60, None, "60+"),
        (67, None, "60+"),
        (None, 2, "0–2"),
    ],
)
def test_age_bands(low: float | None, high: float | None, band: str) -> None:
    assert band_of(AgeRange(low, high), BANDS) == band


def test_no_age_is_an_unknown_age() -> None:
    assert band_of(None, BANDS) == ""


@given(years=st.floats(0, 120))
def test_every_single_age_has_its_band(years: float) -> None:
    (band,) = (one for one in BANDS[:8] if one.id == band_of(AgeRange(years, years), BANDS))

    assert (band.ages.low or 0) <= years < (band.ages.high or 120) + 1


@given(ends=st.lists(st.none() | st.floats(0, 120), min_size=2, max_size=2))
def test_a_band_never_says_more_than_the_range(ends: list[float | None]) -> None:
    low, high = ends
    found = next((one for one in BANDS if one.id == band_of(AgeRange(low, high), BANDS)), None)
    if found is None or low is None or high is None or high - low <= 1:
        return

    assert (found.ages.low or 0) <= low
    assert found.ages.high is None or high < found.ages.high + 1


COUNTED_IN = {
    Outcome.MATCH: set(Table),
    Outcome.NEAR: set(Table),
    Outcome.NONE: set(Table),
    Outcome.OFFTOPIC: {Table.OUTCOME},
    Outcome.SMALLTALK: {Table.OUTCOME},
    Outcome.CRISIS: set(),
}


@pytest.mark.parametrize("outcome", Outcome)
def test_where_an_outcome_is_counted(outcome: Outcome) -> None:
    counted = cells(answered(outcome), CATALOGUE)

    assert {cell.table for cell in counted} == COUNTED_IN[outcome]
    assert [cell.value for cell in counted if cell.table is Table.OUTCOME] == (
        [outcome.value] if outcome is not Outcome.CRISIS else []
    )


def values(read: Understanding, table: Table) -> list[str]:
    return [c.value for c in cells(answered(read=read), CATALOGUE) if c.table is table]


@pytest.mark.parametrize(
    ("outcome", "topic"),
    [(Outcome.MATCH, "musik"), (Outcome.NEAR, "musik"), (Outcome.NONE, "")],
)
def test_the_topic_is_the_main_one_of_the_best_match(outcome: Outcome, topic: str) -> None:
    counted = cells(answered(outcome), CATALOGUE)

    assert {cell.topic for cell in counted if cell.table is not Table.OUTCOME} == {topic}


def test_an_offer_without_a_topic_counts_under_the_unknown_one() -> None:
    found = replace(answered(), matches=(Match(AWAY, 1.0),))

    assert {cell.topic for cell in cells(found, CATALOGUE)} == {""}


def test_what_was_not_asked_for_counts_as_unknown() -> None:
    for table in set(Table) - {Table.OUTCOME}:
        assert values(PLAIN, table) == [""]


@pytest.mark.parametrize(
    ("wish", "times"),
    [
        (TimeWish(days=frozenset({0})), ["weekday"]),
        (TimeWish(days=frozenset({5, 6})), ["weekend"]),
        (TimeWish(days=frozenset({4, 5})), ["weekday", "weekend"]),
        (TimeWish(parts=frozenset({Daytime.EVENING})), ["evening"]),
        (TimeWish(frozenset({1}), frozenset({Daytime.EVENING})), ["weekday", "evening"]),
        (TimeWish(parts=frozenset({Daytime.MORNING, Daytime.AFTERNOON})), ["afternoon", "morning"]),
        (TimeWish(holidays=True), ["holidays"]),
        (TimeWish(), [""]),
    ],
)
def test_times_are_counted_without_the_day(wish: TimeWish, times: list[str]) -> None:
    assert values(replace(PLAIN, time=wish), Table.TIME) == times


@pytest.mark.parametrize(
    ("place", "counted"),
    [
        ("", ""),
        ("online", "online"),
        ("Gotha", "Gotha"),
        ("Siebleben", "Siebleben"),
        ("bei Anna Muster, Markt 1", ""),
    ],
)
def test_only_places_of_the_catalogue_are_counted(place: str, counted: str) -> None:
    assert values(replace(PLAIN, place=place), Table.PLACE) == [counted]


def test_every_group_that_was_named_is_counted() -> None:
    read = replace(PLAIN, groups=frozenset({"senioren", "erwachsene"}), ages=AgeRange(60, None))

    assert values(read, Table.GROUP) == ["erwachsene", "senioren"]
    assert values(read, Table.AGE) == ["60+"]


@given(text=st.text(), place=st.text(min_size=1))
def test_no_word_of_a_question_is_ever_counted(text: str, place: str) -> None:
    known = {"", "musik", "match", "online", "Gotha", "Siebleben"}
    counted = cells(answered(read=Understanding(text, place=place)), CATALOGUE)

    assert {word for cell in counted for word in (cell.topic, cell.value)} <= known


IN_VAIN = Understanding(
    "chor",
    ages=AgeRange(None, 11),
    groups=frozenset({"kinder"}),
    place="Gotha",
    time=TimeWish(frozenset({5, 6})),
)


def test_what_no_offer_answers_is_counted_once_with_all_it_names() -> None:
    found = unanswered(answered(Outcome.NONE, IN_VAIN), CATALOGUE)

    assert found == Unanswered("musik", "0–13", "kinder", "Gotha", "weekend")
    assert unanswered(answered(Outcome.NEAR), CATALOGUE) == Unanswered("musik", "", "", "", "")
    for outcome in set(Outcome) - {Outcome.NONE, Outcome.NEAR}:
        assert unanswered(answered(outcome, IN_VAIN), CATALOGUE) is None


def test_of_several_groups_or_times_it_is_said_that_there_are_several() -> None:
    read = replace(
        IN_VAIN,
        groups=frozenset({"kinder", "eltern"}),
        time=TimeWish(frozenset({0}), frozenset({Daytime.EVENING}), holidays=True),
        place="bei Anna Muster",
    )
    found = unanswered(answered(Outcome.NONE, read), CATALOGUE)

    assert found == Unanswered("musik", "0–13", SEVERAL, "", SEVERAL)


class Oracle(Matcher):
    """Answers what it is told to."""

    def __init__(self, answers: Mapping[str, Outcome]) -> None:
        self._answers = answers

    def answer(
        self,
        question: str,
        today: date,
        *,
        without: frozenset[str] = frozenset(),
        by_words: bool = False,
    ) -> Answer:
        return answered(self._answers[question], Understanding(question))


@dataclass
class Desk:
    """Questions over a real database, and citizen 7 who asks them."""

    storage: Storage
    questions: Questions
    update: int = 0

    def ask(self, outcome: Outcome, update: int | None = None, language: str = "de") -> Answered:
        self.update += 1
        sender = Sender(7, update or self.update, language, NOW, TODAY)
        found = asyncio.run(self.questions.ask(outcome.value, sender))
        assert found is not None
        return found

    def pass_on(self, token: str) -> bool:
        return asyncio.run(self.questions.pass_on(token, NOW))

    def counted(self) -> list[Count]:
        return self.storage.read_now(lambda db: list(counts.stored(db)))


@pytest.fixture
def desk(storage: Storage) -> Desk:
    oracle = Oracle({outcome.value: outcome for outcome in Outcome})
    library = Library(storage, CATALOGUE.town, Edition(CATALOGUE, oracle))
    return Desk(storage, Questions(storage, library))


def test_questions_are_counted_by_outcome(desk: Desk) -> None:
    for outcome in (*Outcome, Outcome.MATCH):
        desk.ask(outcome)

    outcomes = {"match": 2, "near": 1, "none": 1, "offtopic": 1, "smalltalk": 1}
    found = desk.counted()
    assert {one.value: one.number for one in found if one.table is Table.OUTCOME} == outcomes
    for table in set(Table) - {Table.OUTCOME}:
        topics = {one.topic: one.number for one in found if one.table is table}
        assert topics == {"musik": 3, "": 1}


def test_a_question_that_is_processed_again_counts_once(desk: Desk) -> None:
    first = desk.ask(Outcome.NONE, update=40)
    again = desk.ask(Outcome.NONE, update=40)

    assert (again.token, again.unhelpful) == (first.token, 1)
    assert {one.number for one in desk.counted()} == {1}


def test_questions_in_vain_are_counted_by_month_until_it_is_long_over(desk: Desk) -> None:
    for outcome in Outcome:
        desk.ask(outcome, language="de@du")
    desk.ask(Outcome.NONE, update=desk.update)
    month = date(2026, 11, 1)

    def kept() -> list[Tally]:
        return list(desk.storage.read_now(lambda db: unmet.counted(db, date.min, date.max)))

    about = Unanswered("musik", "", "", "", "")
    assert kept() == [Tally(month, "de", about, 2)]
    desk.storage.write_now(lambda db: forget(db, NOW + timedelta(days=395)))
    assert len(kept()) == 1
    desk.storage.write_now(lambda db: forget(db, NOW + timedelta(days=404)))
    assert kept() == []


def test_a_crisis_leaves_no_trace(desk: Desk) -> None:
    found = desk.ask(Outcome.CRISIS)

    def rows(db: Db) -> list[object]:
        tables = (
            asked.AskedRow,
            counts.CountRow,
            unmet.UnansweredRow,
            people.PersonRow,
            passed.PassedRow,
        )
        return [row for table in tables for row in db.execute(table.__table__.select())]

    assert (found.token, found.unhelpful) == ("", 0)
    assert found.answer.outcome is Outcome.CRISIS
    assert desk.storage.read_now(rows) == []
    assert desk.pass_on(found.token) is False


@pytest.mark.parametrize(
    ("before", "outcome", "unhelpful", "after"),
    [
        # What comes after one answer that did not help, and what one more makes of the row.
        (Outcome.NONE, Outcome.NONE, 2, 3),
        (Outcome.NONE, Outcome.NEAR, 2, 3),
        (Outcome.NONE, Outcome.MATCH, 0, 1),
        (Outcome.NONE, Outcome.SMALLTALK, 0, 2),
        (Outcome.NONE, Outcome.OFFTOPIC, 0, 2),
        (Outcome.NONE, Outcome.CRISIS, 0, 2),
        (Outcome.MATCH, Outcome.SMALLTALK, 0, 1),
    ],
)
def test_what_adds_to_the_row_of_unhelpful_answers_and_what_breaks_it(
    desk: Desk, before: Outcome, outcome: Outcome, unhelpful: int, after: int
) -> None:
    desk.ask(before)

    assert desk.ask(outcome).unhelpful == unhelpful
    assert desk.ask(Outcome.NONE).unhelpful == after


def test_languages_are_counted_apart(desk: Desk) -> None:
    desk.ask(Outcome.MATCH)
    desk.ask(Outcome.MATCH, language="en")

    found = desk.counted()
    assert {one.language for one in found} == {"de", "en"}
    assert {one.day for one in found} == {TODAY}


def test_the_words_reach_staff_only_when_they_are_passed_on(desk: Desk) -> None:
    token = desk.ask(Outcome.NONE).token
    assert desk.storage.read_now(passed.stored) == []

    assert [desk.pass_on(token), desk.pass_on(token)] == [True, True]
    (kept,) = desk.storage.read_now(passed.stored)
    assert (kept.text, kept.language, kept.created_at) == ("none", "de", NOW)


def test_a_question_that_is_no_longer_kept_cannot_be_passed_on(desk: Desk) -> None:
    early, late = desk.ask(Outcome.NONE).token, desk.ask(Outcome.NONE).token
    desk.pass_on(early)
    desk.storage.write_now(lambda db: forget(db, NOW + timedelta(days=2)))

    assert desk.pass_on(late) is False
    assert desk.pass_on(early) is True
    assert desk.pass_on("nonsense") is False
