"""Questions to the packaged catalogue, and what a citizen is told."""

from __future__ import annotations

from datetime import date

import pytest

from bot.catalogue.offers import AgeRange, Fit
from bot.matching import chatting
from bot.matching.answer import Answer, Ask, Aspect, Outcome
from bot.matching.matcher import Matcher
from tests.matching import packaged_matcher

TODAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return packaged_matcher()


def _ids(answer: Answer, first: int = 3) -> list[str]:
    return [match.offer.id for match in answer.matches[:first]]


def test_a_childs_age_rules_out_the_adults_course(matcher: Matcher) -> None:
    answer = matcher.answer("schwimmkurs für meine 6-jährige tochter", TODAY)

    assert answer.outcome is Outcome.MATCH
    assert answer.understanding.ages == AgeRange(6, 6)
    assert "dlrg-seepferdchen" in _ids(answer)
    assert "dlrg-schwimmkurs-erwachsene" not in [match.offer.id for match in answer.matches]


def test_the_same_question_without_the_age_asks_everybody(matcher: Matcher) -> None:
    answer = matcher.answer("schwimmkurs, 6 jahre", TODAY, without=frozenset({"age"}))

    assert answer.understanding.ages is None
    assert "dlrg-schwimmkurs-erwachsene" in [match.offer.id for match in answer.matches]


def test_a_near_match_says_what_differs(matcher: Matcher) -> None:
    answer = matcher.answer("Schwimmen lernen für Erwachsene, 12 Jahre", TODAY)

    assert all(match.differs is None for match in answer.matches) or (
        answer.outcome is Outcome.NEAR
    )


def test_a_match_fits_and_says_why(matcher: Matcher) -> None:
    answer = matcher.answer("qi gong am donnerstag", TODAY)

    assert _ids(answer, 1) == ["vhs-qigong-donnerstag"]
    assert Aspect.TIME in answer.matches[0].fits
    assert answer.understanding.removable == ("time",)


def test_an_unknown_age_stays_in_and_is_said(matcher: Matcher) -> None:
    answer = matcher.answer("seepferdchen 6 jahre", TODAY)

    assert Aspect.AGE in answer.matches[0].unknown


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("Voltigieren", Outcome.NONE),
        ("Segelfliegen ab 14", Outcome.NONE),
        ("Sperrmüll anmelden", Outcome.OFFTOPIC),
        ("neuer personalausweis", Outcome.OFFTOPIC),
        ("wie wird das wetter morgen", Outcome.OFFTOPIC),
        ("hallo", Outcome.SMALLTALK),
        ("danke!", Outcome.SMALLTALK),
        ("wer bist du?", Outcome.SMALLTALK),
        ("hallo, gibt es einen kinderchor?", Outcome.MATCH),
        ("didgeridoo", Outcome.NONE),
        ("wann hat das bürgerbüro auf", Outcome.OFFTOPIC),
        ("schwimmen und jemand der mit mir redet", Outcome.MATCH),
    ],
)
def test_outcomes_are_honest(matcher: Matcher, question: str, outcome: Outcome) -> None:
    assert matcher.answer(question, TODAY).outcome is outcome


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("", chatting.UNREADABLE),
        ("???", chatting.UNREADABLE),
        ("😀😀", chatting.UNREADABLE),
        ("x", chatting.UNREADABLE),
        ("qwrtzp plmk", chatting.UNREADABLE),
        ("12345", chatting.UNREADABLE),
        ("KURS!!!", chatting.UNSPECIFIC),
        ("ich suche einen kurs", chatting.UNSPECIFIC),
        ("was gibt es hier", chatting.UNSPECIFIC),
        ("hallo, ich suche einen kurs", chatting.UNSPECIFIC),
        ("ich will mit jemand reden", chatting.HUMAN),
        ("kann ich da nicht einfach anrufen?", chatting.HUMAN),
        ("I want to talk to a human", chatting.HUMAN),
        ("guten tag, kann ich bei ihnen anrufen?", chatting.HUMAN),
    ],
)
def test_what_asks_for_no_offer_is_smalltalk(matcher: Matcher, question: str, kind: str) -> None:
    answer = matcher.answer(question, TODAY)

    assert (answer.outcome, answer.smalltalk) == (Outcome.SMALLTALK, kind)


@pytest.mark.parametrize(
    "question", ["telefonnummer der musikschule", "schwimmkurs", "kurs am montag", "mit 67"]
)
def test_a_question_with_anything_to_go_by_is_no_smalltalk(matcher: Matcher, question: str) -> None:
    assert matcher.answer(question, TODAY).outcome is Outcome.MATCH


def test_who_names_only_a_price_gets_what_is_known_to_be_free_first(matcher: Matcher) -> None:
    answer = matcher.answer("kostenlos", TODAY)
    fitting = [Aspect.PRICE in match.fits for match in answer.matches]

    assert answer.outcome is Outcome.MATCH
    assert fitting[0]
    assert fitting == sorted(fitting, reverse=True)
    assert not all(fitting)
    assert all(match.offer.price != "5 EUR" for match in answer.matches)


def test_a_price_filters_and_is_no_subject(matcher: Matcher) -> None:
    free, paid = (matcher.answer(question, TODAY) for question in ("yoga kostenlos", "yoga"))
    ids = {match.offer.id for match in free.matches}

    assert ids < {match.offer.id for match in paid.matches}
    assert all(Aspect.PRICE in match.unknown + match.fits for match in free.matches)


def test_who_seeks_a_trade_is_not_sent_to_a_childrens_workshop(matcher: Matcher) -> None:
    answer = matcher.answer("ausbildung als tischler", TODAY)

    assert answer.understanding.ages is None
    assert "holzwerkstatt-spaene-osterferien" not in [match.offer.id for match in answer.matches]
    assert _ids(answer, 1) == ["jugendberufsagentur"]


def test_a_subject_comes_before_the_occasion(matcher: Matcher) -> None:
    assert _ids(matcher.answer("computerkurs für rentner am montag", TODAY), 1) == ["vhs-digital"]


def test_distress_is_heard_beside_a_subject_and_alone(matcher: Matcher) -> None:
    beside = matcher.answer("mein mann trinkt zu viel und ich weiß nicht mehr weiter", TODAY)
    alone = matcher.answer("ich weiß nicht mehr weiter", TODAY)

    assert _ids(beside, 1) == ["suchtberatung-kompass"]
    assert Ask.PHONE in beside.understanding.asks
    assert beside.distressed
    assert alone.distressed
    assert alone.matches
    assert not matcher.answer("mein mann trinkt zu viel", TODAY).distressed


def test_offtopic_and_smalltalk_offer_nothing(matcher: Matcher) -> None:
    for question in ("Sperrmüll anmelden", "hallo"):
        answer = matcher.answer(question, TODAY)

        assert not answer.matches
        assert not answer.nearest


def test_a_professional_question_keeps_its_offers(matcher: Matcher) -> None:
    answer = matcher.answer("Fortbildung Suizidprävention für Lehrkräfte", TODAY)

    assert answer.outcome is not Outcome.CRISIS
    assert answer.delicate


@pytest.mark.parametrize(
    ("question", "offer"),
    [
        ("schwimkurs kinder", "dlrg-seepferdchen"),
        ("kurs zum schwimmen kinder", "dlrg-seepferdchen"),
        ("Fuehrung automuseum", "awe-fuehrungen"),
        ("volkshochshule nähen", "vhs-schneidern"),
        ("kinderturngruppe", "freie-turnerschaft-eisenach"),
        ("Jugend Leiter Card", "jugendring-juleica"),
        ("schuldnerberatungg", "awo-schuldnerberatung"),
    ],
)
def test_spelling_and_compounds_do_not_matter(matcher: Matcher, question: str, offer: str) -> None:
    assert offer in _ids(matcher.answer(question, TODAY))


def test_a_repaired_word_is_told(matcher: Matcher) -> None:
    answer = matcher.answer("bibliohtek", TODAY)

    assert [(repair.typed, repair.meant) for repair in answer.repairs] == [
        ("bibliohtek", "bibliothek")
    ]


def test_what_is_asked_about_is_understood(matcher: Matcher) -> None:
    assert matcher.answer("wann probt der bachchor", TODAY).understanding.asks == (Ask.WHEN,)


def test_a_question_for_all_of_a_kind_gets_them(matcher: Matcher) -> None:
    answer = matcher.answer("welche grundschulen gibt es", TODAY)

    assert answer.understanding.all_of_them
    assert {"georgenschule", "hoerselschule", "jakobschule", "mosewaldschule"} <= set(
        _ids(answer, 12)
    )


def test_near_matches_differ_in_a_known_way(matcher: Matcher) -> None:
    answer = matcher.answer("Theaterjugendclub für meine 8-jährige Tochter", TODAY)

    for match in answer.matches:
        wrong_age = match.offer.ages.fit(AgeRange(8, 8)) is Fit.DIFFERS
        assert not wrong_age or match.differs is Aspect.AGE


@pytest.mark.parametrize("words", ["klavierunterricht", "gitarre lernen", "schlagzeug"])
def test_an_instrument_leads_to_who_teaches_it(matcher: Matcher, words: str) -> None:
    assert _ids(matcher.answer(words, TODAY))[0] == "musikschule-jsb"


@pytest.mark.parametrize("words", ["Jodelkurs", "Quaxverein", "Blubbtraining"])
def test_a_word_for_the_form_alone_makes_no_match(matcher: Matcher, words: str) -> None:
    answer = matcher.answer(words, TODAY)
    assert answer.outcome in {Outcome.NONE, Outcome.SMALLTALK}
    assert not answer.matches
