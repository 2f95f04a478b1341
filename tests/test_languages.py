"""Eight languages besides German: words, ages, days and prices, and questions of our own."""

from __future__ import annotations

import csv
from importlib import resources
from pathlib import Path

import pytest

from bot.evaluate import evaluate, read_questions
from bot.matching.ages import read_age
from bot.matching.answer import Daytime, Outcome
from bot.matching.languages import Languages, listed, read_phrases
from bot.matching.prices import read_price
from bot.matching.stems import fold
from bot.matching.times import read_time
from bot.matching.words import packaged_words
from tests.bench.questions import TODAY
from tests.matching import packaged_matcher

LEARNT = Path(__file__).parent / "data" / "eisenach" / "languages-learn.csv"
LANGUAGES = ("en", "uk", "ru", "ar", "fa", "tr", "pl", "ro")


def test_our_own_questions_find_their_offers_in_every_language() -> None:
    report = evaluate(packaged_matcher(), read_questions(LEARNT), TODAY)

    assert {kind for kind, _ in report.kinds} == set(LANGUAGES)
    for kind, figures in report.kinds:
        assert (figures.success_at_3.value or 0) >= 0.85, kind


def test_every_row_names_a_concept_and_one_of_the_languages_once() -> None:
    text = resources.files("data").joinpath("query_words_languages.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    concepts = {one.name for one in packaged_words().concepts}

    assert {row["language"] for row in rows} == set(LANGUAGES)
    assert {row["concept"] for row in rows} <= concepts
    assert len({(row["concept"], row["language"]) for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("question", "offer"),
    [
        ("де дитина 6 років може навчитися плавати", "dlrg-seepferdchen"),
        ("I can't pay my debts", "awo-schuldnerberatung"),
        ("kurs nemetskogo", "sprachcafe-haus-sonnenschein"),
        ("almanca kursu", "vhs-integrationskurse"),
        ("szkola muzyczna", "musikschule-jsb"),
        ("بالمكتبة", "stadtbibliothek"),
        ("کتابخانه", "stadtbibliothek"),
    ],
)
def test_a_question_finds_what_is_meant(question: str, offer: str) -> None:
    answer = packaged_matcher().answer(question, TODAY)

    assert answer.outcome is Outcome.MATCH
    assert offer in [match.offer.id for match in answer.matches[:3]]


@pytest.mark.parametrize(
    "question", ["Kitaplatz", "lassen", "Trennung", "Sommer", "Jugendliche", "geben", "Kampfsport"]
)
def test_a_german_word_is_no_word_of_another_language(question: str) -> None:
    glossary = packaged_matcher()._reader._glossary

    assert not glossary.is_foreign([fold(question)])


@pytest.mark.parametrize(
    ("question", "low", "high"),
    [
        ("my 6 year old son", 6, 6),
        ("six years old", 6, 6),
        ("children aged 9", 9, 9),
        ("дитина 6 років", 6, 6),
        ("ребёнок семи лет", 7, 7),
        ("6-летний", 6, 6),
        ("6 yaşında", 6, 6),
        ("altı yaşında", 6, 6),
        ("ma 6 lat", 6, 6),
        ("sześć lat", 6, 6),
        ("copil de 6 ani", 6, 6),
        ("طفل عمره 6", 6, 6),
        ("٧ سنوات", 7, 7),
        ("۸ ساله", 8, 8),
        ("5 класс", 10, 11),
        ("5th grade", 10, 11),
        ("klasa 5", 10, 11),
        ("5. sınıf", 10, 11),
        ("від 6 до 8 років", 6, 8),
    ],
)
def test_an_age_is_read_in_every_language(question: str, low: float, high: float) -> None:
    read = read_age(fold(question))

    assert read is not None
    assert (read.ages.low, read.ages.high) == (low, high)


@pytest.mark.parametrize(
    "question",
    [
        "free of charge", "безкоштовно", "бесплатные курсы", "مجاني", "رایگان", "ücretsiz",
        "za darmo", "bezpłatny kurs", "gratuit",
    ],
)  # fmt: skip
def test_free_is_read_in_every_language(question: str) -> None:
    assert read_price(fold(question)) == 0.0


@pytest.mark.parametrize(
    ("question", "days", "parts"),
    [
        ("on Saturdays", {5}, set()),
        ("в суботу вранці", {5}, {Daytime.MORNING}),
        ("по средам вечером", {2}, {Daytime.EVENING}),
        ("الجمعة مساء", {4}, {Daytime.EVENING}),
        ("شنبه", {5}, set()),
        ("چهارشنبه", {2}, set()),
        ("cumartesi", {5}, set()),
        ("cuma günü akşam", {4}, {Daytime.EVENING}),
        ("w poniedziałek wieczorem", {0}, {Daytime.EVENING}),
        ("duminică", {6}, set()),
        ("на вихідних", {5, 6}, set()),
        ("weekend", {5, 6}, set()),
    ],
)
def test_a_time_is_read_in_every_language(
    question: str, days: set[int], parts: set[Daytime]
) -> None:
    wish = read_time(fold(question), TODAY)

    assert wish is not None
    assert (set(wish.days), set(wish.parts)) == (days, parts)


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("szkoła", "szkola"),
        ("kadın", "kadin"),
        ("أطفال", "اطفال"),
        ("مدرسة", "مدرسه"),
        ("کتاب", "كتاب"),
        ("комп\u02bcютер", "комп'ютер"),
        ("ребёнок", "ребенок"),
    ],
)
def test_letters_that_people_write_differently_are_the_same(typed: str, same: str) -> None:
    assert fold(typed) == fold(same)


def test_a_starred_word_is_a_beginning_with_few_letters_after_it() -> None:
    languages = Languages(read_phrases("школ*;learn to swim"), frozenset({"the"}))

    assert languages.forms("школами") == {"школ*"}
    assert languages.forms("школописательница") == frozenset()
    assert languages.forms("swim") == {listed("swim")}
    assert languages.speaks("the")
    assert not languages.speaks("schwimmen")


def test_an_arabic_word_is_known_with_its_article_and_particles() -> None:
    languages = Languages(read_phrases("مكتب*"))

    assert languages.forms(fold("المكتبة")) == languages.forms(fold("وبالمكتبة")[1:])
    assert languages.forms(fold("للمكتبة")) == {"مكتب*".replace("ک", "ك")}


@pytest.mark.parametrize("typed", ["bibliohtek", "kampfpsort", "deutshckurs", "kindergartenpaltz"])
def test_a_german_typing_error_is_no_word_of_another_language(typed: str) -> None:
    assert not packaged_matcher()._reader._glossary.is_foreign([typed])


def test_nothing_is_repaired_in_a_question_of_another_language() -> None:
    answer = packaged_matcher().answer("annem okuma yazma bilmiyor, öğrenmek istiyor", TODAY)

    assert answer.repairs == ()
    assert answer.matches[0].offer.id == "vhs-alphabetisierung"


def test_small_words_of_a_phrase_may_be_left_out() -> None:
    for question in ("nu știu să citesc și să scriu", "vreau să citesc, să scriu"):
        answer = packaged_matcher().answer(question, TODAY)

        assert answer.matches[0].offer.id == "vhs-alphabetisierung"


def test_work_is_not_taken_for_robots() -> None:
    answer = packaged_matcher().answer("Чоловік втратив роботу, потрібна порада", TODAY)

    assert answer.matches[0].offer.id == "jobcenter-wartburgkreis-eisenach"
