"""German requests: right for every offer, person and age, and the same in nine languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.catalogues import packaged_catalogue
from bot.catalogue.offers import AgeRange, Offer
from bot.catalogue.phrasebook import OTHER, WORK, Whom
from bot.catalogue.text import line
from bot.catalogue.town_files import load_town
from bot.phrases.asking import AGES, Asking, Choices
from bot.phrases.wording import LONGEST, Wording, quoted, years

TOWN = load_town()
CATALOGUE = packaged_catalogue(TOWN)
BOOK = TOWN.phrasebook
LANGUAGES = tuple(language.code for language in BOOK.languages)
LATIN = re.compile("[A-Za-zÄÖÜäöüßÀ-ɏ]")
GERMAN = re.compile(r"[A-Za-zÄÖÜäöüß0-9 ,.:?()„“-]+")
UNQUOTED = str.maketrans("", "", "„“‚‘")
SWIMMING = Offer(1, "s", "Seepferdchen-Kurse für Kinder", target_groups=("kinder",))


def offer(name: str) -> Offer:
    return next(offer for offer in CATALOGUE.offers if name in (offer.id, offer.title))


def titled(title: str, *groups: str, **facts: object) -> Offer:
    return Offer(1, "x", title, target_groups=groups, **facts)  # type: ignore[arg-type]


def askings(choices: Choices, ages: dict[Whom, tuple[int, ...]]) -> Iterator[Asking]:
    for whom in choices.possible():
        yield Asking(whom)
        yield from (Asking(whom, age) for age in ages[whom])


def request(found: Offer, whom: Whom, age: int | None = None) -> str:
    return Wording.of(Choices(TOWN, found)).request(Asking(whom, age))


# --- all offers


def test_every_german_request_is_whole() -> None:
    """All offers for all whom one can ask for, at every age."""
    every = {whom: tuple(ages) for whom, ages in AGES.items()}
    for found in CATALOGUE.offers:
        choices = Choices(TOWN, found)
        wording = Wording.of(choices)
        title = quoted(found.title)
        assert title.translate(UNQUOTED) == found.title.translate(UNQUOTED)
        for asking in askings(choices, every):
            said = wording.request(asking)
            rest = said.replace(title, "„X“")
            assert title in said
            assert said.startswith("Guten Tag, ich ")
            assert said.endswith("?")
            assert GERMAN.fullmatch(rest), rest
            assert not re.search(r"  | [,.:?]|,[,.:?]|\.\.|\b1 Jahre|\b0 ", rest), rest
            assert len(wording.mail(asking)) <= LONGEST
            assert ("mein Kind" in rest) == (asking.whom is Whom.CHILD)
            assert ("Jahr" in rest) == (asking.age is not None)


def test_every_meaning_is_whole_and_in_its_own_language() -> None:
    some = {
        Whom.CHILD: (0, 1, 2, 5, 11),
        Whom.SELF: (21, 67),
        Whom.CARE: (0, 34, 80),
        Whom.WORK: (),
    }
    for found in CATALOGUE.offers:
        choices = Choices(TOWN, found)
        wording = Wording.of(choices)
        title = quoted(found.title)
        for asking in askings(choices, some):
            german = wording.request(asking)
            for language in LANGUAGES[1:]:
                said = wording.request(asking, language)
                rest = said.replace(title, "„“")
                assert title in said
                assert said.endswith(("?", "؟"))
                assert not re.search(r"[{}]|  | [,.:?؟]|[,،][,.:?]", rest), rest
                assert rest != german.replace(title, "„“")
                assert "Guten Tag" not in rest
                if language in {"uk", "ru", "ar", "fa"}:
                    assert not LATIN.search(rest), rest


def test_offers_for_professionals_never_speak_of_a_child() -> None:
    for found in CATALOGUE.offers:
        possible, groups = Choices(TOWN, found).possible(), set(found.target_groups)
        if "fachkraefte" in groups:
            assert Whom.CHILD not in possible, found.id
        if groups in ({"fachkraefte"}, {"fachkraefte", "kinder"}):
            assert possible == (Whom.WORK,), found.id


def test_every_kind_has_offers_and_most_offers_a_kind() -> None:
    kinds = [Choices(TOWN, found).rule.kind for found in CATALOGUE.offers]

    assert set(kinds) == {rule.kind for rule in BOOK.rules} | {OTHER}
    assert len(set(kinds) - {OTHER, WORK}) >= 8
    assert kinds.count(OTHER) <= len(kinds) // 10


# --- the words


@pytest.mark.parametrize(
    ("found", "whom", "age", "said"),
    [
        (
            SWIMMING,
            Whom.CHILD,
            6,
            (
                "Guten Tag, ich möchte mein Kind, 6 Jahre, zum Schwimmkurs anmelden: "
                "„Seepferdchen-Kurse für Kinder“. Wann ist der nächste, und gibt es eine Warteliste?"
            ),
        ),
        (
            SWIMMING,
            Whom.CHILD,
            None,
            (
                "Guten Tag, ich möchte mein Kind zum Schwimmkurs anmelden: "
                "„Seepferdchen-Kurse für Kinder“. Wann ist der nächste, und gibt es eine Warteliste?"
            ),
        ),
        (
            titled("Yoga auf dem Stuhl", "senioren"),
            Whom.SELF,
            67,
            (
                "Guten Tag, ich möchte mich zu einem Kurs anmelden: „Yoga auf dem Stuhl“. "
                "Ich bin 67 Jahre alt. Wann ist der nächste, und ist noch ein Platz frei?"
            ),
        ),
        (
            titled("Schuldnerberatung der AWO", "erwachsene", topics=("beratung",)),
            Whom.CARE,
            80,
            (
                "Guten Tag, ich brauche für eine Person (80 Jahre), die ich betreue, einen "
                "Beratungstermin: „Schuldnerberatung der AWO“. "
                "Wann kann ich kommen, und was soll ich mitbringen?"
            ),
        ),
        (
            titled("Kita „Kindertraum“", "kinder", topics=("fruehe-bildung",)),
            Whom.CHILD,
            1,
            (
                "Guten Tag, ich suche für mein Kind, 1 Jahr, einen Kita-Platz: "
                "„Kita ‚Kindertraum‘“. Wann ist ein Platz frei, und wie geht die Anmeldung?"
            ),
        ),
        (
            titled("Kita „Kindertraum“", "kinder", topics=("fruehe-bildung",)),
            Whom.CHILD,
            0,
            (
                "Guten Tag, ich suche für mein Kind, unter 1 Jahr, einen Kita-Platz: "
                "„Kita ‚Kindertraum‘“. Wann ist ein Platz frei, und wie geht die Anmeldung?"
            ),
        ),
        (
            titled("Kita-Gruppen bei der Feuerwehr", "kinder", "fachkraefte"),
            Whom.WORK,
            None,
            (
                "Guten Tag, ich frage beruflich. Wir interessieren uns für: "
                "„Kita-Gruppen bei der Feuerwehr“. "
                "Wie und wann ist das möglich, und was kostet es?"
            ),
        ),
        (
            titled("Etwas ganz anderes"),
            Whom.SELF,
            None,
            (
                "Guten Tag, ich interessiere mich für: „Etwas ganz anderes“. "
                "Können Sie mir bitte mehr darüber sagen?"
            ),
        ),
    ],
)
def test_person_age_and_case_are_right(
    found: Offer, whom: Whom, age: int | None, said: str
) -> None:
    assert request(found, whom, age) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", ("1 Jahr", "2 Jahre", "5 Jahre", "21 Jahre")),
        ("en", ("1 year", "2 years", "5 years", "21 years")),
        ("uk", ("1 рік", "2 роки", "5 років", "21 рік")),
        ("ru", ("1 год", "2 года", "5 лет", "21 год")),
        ("ar", ("سنة واحدة", "سنتان", "5 سنوات", "21 سنة")),
        ("fa", ("1 ساله", "2 ساله", "5 ساله", "21 ساله")),
        ("tr", ("1 yaşında", "2 yaşında", "5 yaşında", "21 yaşında")),
        ("pl", ("1 rok", "2 lata", "5 lat", "21 lat")),
        ("ro", ("1 an", "2 ani", "5 ani", "21 de ani")),
    ],
)
def test_years_take_the_form_their_language_wants(language: str, said: tuple[str, ...]) -> None:
    assert tuple(years(BOOK, language, age) for age in (1, 2, 5, 21)) == said


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Chor", "„Chor“"),
        ("Chor „Cantiamo“", "„Chor ‚Cantiamo‘“"),
        ("„Familienberatung to go“", "„Familienberatung to go“"),
        ("„Rasselbande“ und „Tanztiger“", "„‚Rasselbande‘ und ‚Tanztiger‘“"),
        ('Kurs "Mut"', "„Kurs 'Mut'“"),
    ],
)
def test_titles_are_quoted_with_their_words_unchanged(title: str, shown: str) -> None:
    assert quoted(title) == shown


def test_german_inside_of_arabic_and_farsi_keeps_its_direction() -> None:
    wording, asking = Wording.of(Choices(TOWN, SWIMMING)), Asking(Whom.CHILD, 6)
    for language in LANGUAGES:
        apart = "\u2068„Seepferdchen-Kurse für Kinder“\u2069" in wording.request(asking, language)
        assert apart == (language in {"ar", "fa"})


@given(
    title=st.text(min_size=1, max_size=300).map(line).filter(bool),
    whom=st.sampled_from(Whom),
    age=st.integers(0, 99),
)
def test_whatever_a_title_says_the_request_fits_the_clipboard(
    title: str, whom: Whom, age: int
) -> None:
    for kind in {rule.kind for rule in BOOK.rules} - {WORK} | {OTHER}:
        said = Wording(BOOK, kind, title).mail(Asking(whom, age))
        assert len(said) <= LONGEST
        assert said.startswith("Guten Tag, ich ")
        assert said.endswith("?\n\nMit freundlichen Grüßen")


# --- for whom, and how old


@pytest.mark.parametrize(
    ("found", "possible", "age"),
    [
        (titled("Chor", "kinder"), "cpw", None),
        (titled("Chor", "kinder", ages=AgeRange(5.5, 9)), "cpw", 6),
        (titled("Chor", "kinder", "eltern", ages=AgeRange(3, 6)), "cpw", 3),
        (titled("Chor", "eltern", ages=AgeRange(None, 3)), "s", None),
        (titled("Chor", "erwachsene", ages=AgeRange(18)), "sp", None),
        (titled("Chor", "jugendliche"), "scpw", None),
        (titled("Chor", "jugendliche", ages=AgeRange(18)), "spw", None),
        (titled("Chor", "fachkraefte"), "w", None),
        (titled("Chor", "kinder", "fachkraefte"), "w", None),
        (titled("Chor", "jugendliche", "erwachsene", "fachkraefte"), "sw", None),
        (titled("Chor"), "scpw", None),
        (titled("Chor", "unbekannte-gruppe"), "scpw", None),
        (titled("Kita „X“", "eltern", topics=("fruehe-bildung",)), "cp", None),
        (titled("Abc-Gymnasium", "jugendliche", "eltern", topics=("schule",)), "cp", None),
        (titled("Abc für Schulen", "kinder"), "w", None),
    ],
)
def test_for_whom_one_can_ask_and_who_is_likeliest(
    found: Offer, possible: str, age: int | None
) -> None:
    choices = Choices(TOWN, found)

    assert "".join(whom.value for whom in choices.possible()) == possible
    assert choices.likely(Whom(possible[0])) == Asking(Whom(possible[0]), age)


@pytest.mark.parametrize(
    ("groups", "ages", "whom", "choice"),
    [
        (("kinder",), AgeRange(6, 8), Whom.CHILD, range(6, 9)),
        (("kinder",), AgeRange(5.5, 8.5), Whom.CHILD, range(6, 9)),
        (("kinder", "eltern"), AgeRange(), Whom.CHILD, range(14)),
        (("kinder", "eltern"), AgeRange(), Whom.SELF, range(10, 100)),
        (("jugendliche", "erwachsene"), AgeRange(), Whom.CHILD, range(10, 18)),
        (("jugendliche", "erwachsene"), AgeRange(), Whom.CARE, range(10, 100)),
        (("erwachsene", "senioren"), AgeRange(), Whom.SELF, range(18, 100)),
        (("senioren",), AgeRange(), Whom.SELF, range(60, 100)),
        (("jugendliche",), AgeRange(14, 16), Whom.SELF, range(14, 17)),
        (("eltern",), AgeRange(None, 3), Whom.SELF, range(10, 100)),
        ((), AgeRange(), Whom.CHILD, range(18)),
        (("fachkraefte",), AgeRange(), Whom.WORK, range(0)),
    ],
)
def test_ages_to_choose_from_are_those_of_the_offer_or_its_groups(
    groups: tuple[str, ...], ages: AgeRange, whom: Whom, choice: range
) -> None:
    assert Choices(TOWN, titled("Chor", *groups, ages=ages)).ages(whom) == tuple(choice)


# --- the phrase data


def test_nine_languages_hold_every_phrase_with_the_same_slots() -> None:
    assert LANGUAGES == ("de", "en", "uk", "ru", "ar", "fa", "tr", "pl", "ro")
    for name, wording in BOOK.texts.items():
        assert set(wording) == set(LANGUAGES)
        if not name.startswith("years."):
            assert all(wording.values()), name
            slots = {
                frozenset(slot for _, slot, _, _ in Formatter().parse(text) if slot)
                for text in wording.values()
            }
            assert len(slots) == 1, name


def test_a_language_that_nobody_checked_says_so_in_itself() -> None:
    notes = {language.code: language.unchecked for language in BOOK.languages}

    assert [code for code, note in notes.items() if not note] == ["de", "en"]
    assert len({note for note in notes.values() if note}) == 7


def test_every_target_group_of_the_town_says_who_asks() -> None:
    assert set(BOOK.groups) == {group.id for group in TOWN.target_groups}


def test_topics_of_the_rules_are_topics_of_the_town() -> None:
    assert {topic for rule in BOOK.rules for topic in rule.topics} <= set(CATALOGUE.topics)
