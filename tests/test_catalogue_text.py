"""Text of foreign files becomes harmless and uniform."""

from __future__ import annotations

from unicodedata import category, is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.text import guard, line, prose, unguard

ANYTHING = st.text(alphabet=st.characters(exclude_categories=[]))


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Töpfern", "Töpfern"),
        ("To\u0308pfern", "Töpfern"),
        ("  Chor  ", "Chor"),
        ("Chor\x00\x07", "Chor"),
        ("\ufeffid", "id"),
        ("Schwimm\xadkurs", "Schwimmkurs"),
        ("zwei\xa0Worte", "zwei Worte"),
        ("tab\there", "tab here"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\u2028b", "a\nb"),
        ("a  \n  b", "a\nb"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("sicher\u202egpj.exe", "sichergpj.exe"),
        ("\u2066links\u2069", "links"),
        ("halb \ud83d ganz 😀", "halb ganz 😀"),
        ("<b>fett</b> & mehr", "<b>fett</b> & mehr"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩‍🏫", "👩‍🏫"),
        ("\u200b\u200e", ""),
    ],
)
def test_prose_keeps_what_can_be_read_and_nothing_else(raw: str, clean: str) -> None:
    assert prose(raw) == clean


def test_a_line_has_no_breaks() -> None:
    assert line("Chor\nfür\r\n  alle ") == "Chor für alle"


@given(ANYTHING)
def test_cleaning_twice_changes_nothing_more(raw: str) -> None:
    assert prose(prose(raw)) == prose(raw)
    assert line(line(raw)) == line(raw)


@given(ANYTHING)
def test_what_is_clean_can_be_stored_and_sent_anywhere(raw: str) -> None:
    clean = prose(raw)

    assert clean.encode().decode() == clean
    assert is_normalized("NFC", clean)
    assert all(category(sign) not in ("Cc", "Cs") or sign == "\n" for sign in clean)


@pytest.mark.parametrize(
    "formula", ["=1+1", "+49 3691 1", "-5", "@SUM(A1)", "＝1", "＋1", "－1", "＠x", " =1"]
)
def test_a_formula_is_guarded_and_read_back(formula: str) -> None:
    assert guard(formula) == f"'{formula}"
    assert unguard(guard(formula)) == formula


@pytest.mark.parametrize("text", ["", "Chor", "'s Lädchen", "'Zitat'", "5 - 3"])
def test_other_text_is_left_alone(text: str) -> None:
    assert guard(text) == text
    assert unguard(text) == text


@given(ANYTHING)
def test_no_guarded_text_begins_like_a_formula(raw: str) -> None:
    assert not guard(prose(raw)).startswith(("=", "+", "-", "@", "\t", "\r"))
