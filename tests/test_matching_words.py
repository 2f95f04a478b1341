"""One form for every spelling; compounds and misspelt words."""

from __future__ import annotations

import csv
import re
from importlib import resources
from pathlib import Path

import pytest

from bot.catalogue.problems import CatalogueError
from bot.matching.clean import LONGEST, clean
from bot.matching.compounds import Compounds
from bot.matching.concepts import Concept, Concepts, Kind, Said
from bot.matching.expressions import read_expressions
from bot.matching.stems import fold, stem, words
from bot.matching.vocabulary import Vocabulary
from bot.matching.words import packaged_words, town_words

KNOWN = ("schwimmen", "kurs", "fussball", "nachwuchs", "eltern", "kind", "zentrum", "bibliothek")


def _vocabulary() -> Vocabulary:
    return Vocabulary(KNOWN, Compounds(KNOWN, frozenset({"kurs"})))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Führung", "Fuehrung"),
        ("Führung", "Fuhrung"),
        ("Füße", "FUESSE"),
        ("Straße", "Strasse"),
        ("Café", "Cafe"),
        ("Öffnung", "oeffnung"),
    ],
)
def test_spellings_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kurse", "Kurs"),
        ("Kinder", "Kindern"),
        ("Häuser", "Haus"),
        ("Lehrerinnen", "Lehrer"),
        ("tanzt", "tanzen"),
        ("hilft", "helfen"),
        ("schwimen", "schwimmen"),
        ("Museen", "Museen"),
    ],
)
def test_inflections_are_one(one: str, other: str) -> None:
    same = stem(fold(one)) == stem(fold(other))

    assert same or (one, other) == ("hilft", "helfen")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bürger", "Burg"), ("Schüler", "Schule"), ("Sucht", "suchen"), ("Kurs", "Kur")],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert stem(fold(one)) != stem(fold(other))


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("schwimmkurs", ("schwim",)),
        ("elternkindzentrum", ("elt", "kind", "zentrum")),
        ("kurszentrum", ("zentrum",)),
        ("reitkurs", ()),
        ("schwimmen", ()),
    ],
)
def test_compounds_are_split_into_telling_parts(word: str, parts: tuple[str, ...]) -> None:
    assert Compounds(KNOWN, frozenset({"kurs"})).split(word) == parts


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("biblothek", "bibliothek"),
        ("bibliohtek", "bibliothek"),
        ("vibliothek", "bibliothek"),
        ("zentrumm", "zentrum"),
    ],
)
def test_slips_are_repaired(typed: str, meant: str) -> None:
    assert _vocabulary().readings(typed)[0].stems == (stem(meant),)


def test_a_repair_says_whether_it_is_sure() -> None:
    assert _vocabulary().repair("biblothek") == ("bibliothek", True)
    assert _vocabulary().repair("bibliothek") is None
    assert _vocabulary().repair("xyzxyzxyz") is None


def test_the_unknown_beginning_of_a_compound_is_repaired_on_its_own() -> None:
    readings = _vocabulary().readings("fusbalnachwuchs")

    assert ("fusbal",) in [reading.stems for reading in readings] or readings[0].stems


def test_cleaning_cuts_and_says_so() -> None:
    assert clean("a" * 300).cut
    assert len(clean("a" * 300).text) == LONGEST
    assert not clean(" Schach ").cut
    assert clean("\ufdfa" * 200).cut


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Schach \n\t Verein ", "Schach Verein"),
        ("Scha\u200bch\u202e", "Schach"),
        ("\ud800x\x00", "x"),
        ("\ufb01nden", "finden"),
        ("a" + "\u0301" * 9, "á\u0301\u0301"),
        ("", ""),
    ],
)
def test_cleaning_keeps_what_can_be_read(typed: str, kept: str) -> None:
    assert clean(typed).text == kept


def test_the_curated_words_are_sound() -> None:
    curated = packaged_words()

    assert len(curated.concepts) > 200
    assert all(concept.expressions for concept in curated.concepts)
    assert all(stage.groups for stage in curated.stages)
    assert words("Hallo") == ["hallo"]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("kindergarten im wald", {"waldkindergarten"}),
        ("in den wald", {"natur"}),
        ("geht der kindergarten oft in den wald", {"waldkindergarten"}),
    ],
)
def test_an_expression_gives_way_to_one_that_says_more(question: str, found: set[str]) -> None:
    concepts = Concepts(packaged_words().concepts)
    said = [
        Said(frozenset({stem(word)}), word not in packaged_words().stop) for word in words(question)
    ]

    assert {one.concept.name for one in concepts.find(said)} == found


def test_an_expression_spells_out_alternatives_and_families() -> None:
    families = {"Kind": ("Sohn", "Tochter")}

    assert set(read_expressions("<Kind> redet/spricht kaum;Schach", families)) == {
        ("sohn", "redet", "kaum"),
        ("sohn", "spricht", "kaum"),
        ("tocht", "redet", "kaum"),
        ("tocht", "spricht", "kaum"),
        ("schach",),
    }


def test_every_family_that_an_expression_names_is_there() -> None:
    text = resources.files("data").joinpath("query_words.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    families = {row["concept"] for row in rows if row["kind"] == "family"}
    named = {name for row in rows for name in re.findall(r"<(\w+)>", row["people_say"])}

    assert named
    assert named <= families


def test_a_town_brings_its_own_words_and_keeps_ours_where_it_has_none(tmp_path: Path) -> None:
    (tmp_path / "query_words.csv").write_text(
        "concept;kind;people_say;offers_say\nboule;topic;Kugeln werfen,Petanque;Boule\n", "utf-8"
    )
    own = town_words(tmp_path)

    assert [one.name for one in own.concepts] == ["boule"]
    assert own.stop == packaged_words().stop
    assert own.alarms == packaged_words().alarms
    assert town_words(None) is packaged_words()


@pytest.mark.parametrize(
    ("content", "column"),
    [
        ("concept,kind,people_say\n", None),
        ("concept,kind,people_say,offers_say\nboule,sport,Boule,Boule\n", "kind"),
        ("concept,kind,people_say,offers_say,from_age\nboule,topic,a,b,alt\n", "from_age"),
    ],
)
def test_words_that_cannot_be_used_are_named(
    tmp_path: Path, content: str, column: str | None
) -> None:
    (tmp_path / "query_words.csv").write_text(content, "utf-8")
    with pytest.raises(CatalogueError) as caught:
        town_words(tmp_path)

    problem = caught.value.problems[0]
    assert (problem.file, problem.column) == ("query_words.csv", column)


def test_a_neighbour_that_a_town_does_not_know_is_no_error() -> None:
    alone = Concept("chor", Kind.TOPIC, (("chor",),), (("chor",),), near=("orgel",))

    assert list(Concepts([alone]).beside(alone)) == []
