"""What was learnt belongs to the examples, is the same everywhere, and tells what it was shown apart."""

from __future__ import annotations

import logging
import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.answer import Danger
from bot.matching.crisis import ALARM
from bot.matching.crisis_learning import learn
from bot.matching.crisis_lexicon import Lexicon
from bot.matching.crisis_tables import (
    EXAMPLES,
    WEIGHTS,
    WORDS,
    Example,
    examples,
    families,
    key_of_tables,
    read_alarms,
)
from bot.matching.crisis_traits import traits
from bot.matching.crisis_weights import Weights, pack, unpack
from bot.matching.stems import words

DATA = Path(__file__).parents[1] / "data"
LEXICON = Lexicon({"hits": ("schlag*", "haut"), "kin": ("vater", "*vater")})
HARM, VIOLENCE = Danger.SELF_HARM, Danger.VIOLENCE
SHOWN = [
    (HARM, "ich will sterben"),
    (HARM, "ich will nicht mehr leben"),
    (HARM, "will nur noch sterben"),
    (VIOLENCE, "mein vater schlägt mich"),
    (VIOLENCE, "mein stiefvater haut mich"),
    (VIOLENCE, "er schlägt mich"),
    (None, "ich will schwimmen lernen"),
    (None, "mein vater will schach lernen"),
    (None, "wann ist der kurs"),
    (None, "ich will in den kurs"),
]


def alarm(weights: Weights, text: str) -> tuple[float, float]:
    said = words(text)
    like = weights.liken(traits(said, list(map(LEXICON.meanings, said))))
    return like.alarm, like.violence


def shown() -> list[Example]:
    return [Example("me", danger, tuple(words(text))) for danger, text in SHOWN]


def test_the_weights_were_learnt_from_these_examples() -> None:
    learnt = read_alarms(DATA).weights
    assert learnt.key == key_of_tables(DATA), "python -m tests.bench.crisis --write"


def test_nearly_every_example_is_taken_as_it_is_labelled() -> None:
    alarms = read_alarms(DATA)
    lexicon = Lexicon(alarms.families)
    held = list(examples(DATA))
    wrong = 0
    for one in held:
        like = alarms.weights.liken(traits(one.said, list(map(lexicon.meanings, one.said))))
        wrong += (like.alarm > ALARM) is (one.danger is None)
    assert wrong <= len(held) / 500


def test_no_example_stands_there_twice_or_without_words() -> None:
    said = Counter(" ".join(one.said) for one in examples(DATA))
    assert "" not in said
    assert sum(said.values()) - len(said) <= len(said) / 100


def test_who_changed_the_examples_is_told_to_learn_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in (WORDS, EXAMPLES, WEIGHTS):
        shutil.copy(DATA / name, tmp_path)
    with caplog.at_level(logging.WARNING):
        read_alarms(tmp_path)
        assert not caplog.records
        with (tmp_path / EXAMPLES).open("a", encoding="utf-8") as file:
            file.write("me,,ich habe eine frage\n")
        read_alarms(tmp_path)
    assert "examples changed" in caplog.text


def test_what_was_shown_is_told_apart() -> None:
    weights = learn(shown(), LEXICON)
    for danger, text in SHOWN:
        loud, violent = alarm(weights, text)
        assert (loud > 0) is (danger is not None)
        if danger:
            assert (violent > 0) is (danger is VIOLENCE)


def test_a_family_stands_for_words_never_shown() -> None:
    weights = learn(shown(), LEXICON)
    assert alarm(weights, "pflegevater schlagend")[0] > alarm(weights, "pflegevater lernend")[0]


def test_learning_twice_gives_the_same() -> None:
    assert learn(shown(), LEXICON, "key") == learn(shown(), LEXICON, "key")


def test_packed_and_unpacked_is_the_same() -> None:
    weights = learn(shown(), LEXICON, "key")
    assert unpack(pack(weights)) == weights


def test_the_families_are_read_folded() -> None:
    assert all(word == word.casefold() for held in families(DATA).values() for word in held)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("schlagt", {"<hits>"}),
        ("haut", {"<hits>"}),
        ("hautarzt", set()),
        ("stiefvater", {"<kin>"}),
        ("vaterland", set()),
    ],
)
def test_what_a_word_means(word: str, meant: set[str]) -> None:
    assert LEXICON.meanings(word) == meant


def test_traits_reach_over_words_and_pair_families() -> None:
    found = traits(["vater", "haut"], [frozenset({"<kin>"}), frozenset({"<hits>"})])
    assert {" va", "er haut"[:6], "haut ", "<kin>", "<hits>", "<kin> <hits>"} <= found
    assert "<hits> <kin>" not in found


@given(st.text(max_size=256))
def test_any_text_has_a_likeness(text: str) -> None:
    loud, violent = alarm(learn(shown()[:4], LEXICON), text)
    assert loud == loud and violent == violent  # noqa: PLR0124, PT018  # a number
