"""In a large catalogue the rarest words choose who is looked at; in a small one nothing is skipped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching import retrieval
from bot.matching.index import Index
from bot.matching.parts import Part
from bot.matching.retrieval import score
from bot.matching.vocabulary import Reading

WORDS = st.sampled_from(["kurs", "kind", "tanz", "chor", "geige"])
DOCUMENTS = st.lists(st.dictionaries(WORDS, st.floats(0.5, 5)), min_size=1, max_size=30)


def _parts(*stems: str) -> list[Part]:
    return [Part((Reading((stem,), 1.0),), 1.0) for stem in stems]


def _many() -> Index:
    """Every document is a course, every hundredth dances, one of them sings."""
    kinds = ({"kurs": 1.0} | ({"tanz": 1.0} if at % 100 == 7 else {}) for at in range(20_000))
    documents = list(kinds)
    documents[707]["chor"] = 1.0
    return Index(documents)


@pytest.mark.parametrize(
    ("stems", "best"),
    [(("kurs", "chor"), 707), (("chor", "kurs", "tanz"), 707), (("tanz", "kurs"), 7)],
)
def test_the_rarest_words_choose(stems: tuple[str, ...], best: int) -> None:
    total = score(_parts(*stems), _many()).total

    assert max(total, key=lambda number: (total[number], -number)) == best
    assert len(total) <= 400


def test_frequent_words_count_for_those_that_were_chosen() -> None:
    index = _many()
    scores = score(_parts("kurs", "tanz"), index)

    assert all(scores.held(0, number) > 0 for number in scores.total)
    assert scores.total[7] == pytest.approx(scores.by_part[0][7] / 2 + scores.by_part[1][7] / 2)


def test_a_word_that_everybody_has_still_finds_some() -> None:
    assert len(score(_parts("kurs"), _many()).total) == 400


@given(DOCUMENTS, st.lists(WORDS, min_size=1, max_size=3, unique=True))
def test_the_chosen_are_scored_as_if_all_were_read(
    documents: list[dict[str, float]], stems: list[str]
) -> None:
    index, parts = Index(documents), _parts(*stems)
    whole = score(parts, index)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(retrieval, "_ALL_READ", 0)
        patch.setattr(retrieval, "_LOOKED_AT", 5)
        chosen = score(parts, index)

    assert len(chosen.total) == min(5, len(whole.total))
    assert all(chosen.total[number] == whole.total[number] for number in chosen.total)
