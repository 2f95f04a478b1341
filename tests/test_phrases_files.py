"""A town's phrase files: taken as they are, or everything that is wrong with them."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from bot.catalogue.phrase_files import GROUPS, KINDS, LANGUAGES, PHRASES, read_phrasebook
from bot.catalogue.phrasebook import GroupRule, Phrasebook, Whom
from bot.catalogue.problems import Problem
from bot.catalogue.town_files import load_town

OURS = {name: files("data").joinpath(name).read_text("utf-8") for name in (PHRASES, LANGUAGES)}


def read(folder: Path, **changed: str) -> tuple[Phrasebook, list[str]]:
    """The book of a folder that holds only the changed files, and what is wrong with them."""
    for name, text in changed.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    book = read_phrasebook(folder, problems)
    return book, [str(problem) for problem in problems]


def test_a_town_without_phrases_of_its_own_gets_ours(tmp_path: Path) -> None:
    assert read(tmp_path) == (load_town().phrasebook, [])


def test_a_town_can_say_which_offer_takes_which_phrase(tmp_path: Path) -> None:
    book, problems = read(
        tmp_path,
        phrases_kinds="id,kind,title,topics,registration,whom\n1,swim,Tauchen;SCHWIMM,sport,,self;child\n",
        phrases_groups="id,whom,never\nkinder,child;care,work\n",
    )

    assert problems == []
    (rule,) = book.rules
    assert (rule.kind, rule.title) == ("swim", ("tauchen", "schwimm"))
    assert (rule.topics, rule.whom) == (frozenset({"sport"}), (Whom.SELF, Whom.CHILD))
    assert book.groups == {
        "kinder": GroupRule((Whom.CHILD, Whom.CARE), frozenset({Whom.WORK})),
    }


def test_proof_read_languages_lose_their_note(tmp_path: Path) -> None:
    book, _ = read(tmp_path)
    before = {language.code: language.unchecked for language in book.languages}
    checked = OURS[LANGUAGES].replace("uk,Українська,no", "uk,Українська,yes")
    book, problems = read(tmp_path, phrases_languages=checked)

    assert problems == []
    assert before["uk"]
    assert {one.code: one.unchecked for one in book.languages} == {**before, "uk": ""}


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("{who} za", "{whom} za", "the parts in braces differ from the German ones"),
        ("Ich bin {years} alt.", "Ich bin {years alt.", "the parts in braces differ"),
        ("Ich bin {years} alt.", "", "column de: this cell must not be empty"),
        ("Ich bin {years} alt.", "Ich bin {years} alt" + "!" * 60, "characters are too many"),
        ("swim.self,", "swimm.self,", "“swim.self” does not stand in phrases.csv"),
        ("closing,", "klosing,", "“closing” does not stand in phrases.csv"),
        ("years.few,", "years.one,", "is there twice"),
        (",uk,", ",ua,", "the column is missing: uk"),
    ],
)
def test_wrong_phrases_are_named(tmp_path: Path, old: str, new: str, problem: str) -> None:
    text = OURS[PHRASES]
    changed = text.replace(old, new, 1) if old in text else text.replace("{who}", "{whom}", 1)
    assert changed != text

    _, problems = read(tmp_path, phrases=changed)
    assert any(problem in one for one in problems), problems
    assert all(one.startswith((PHRASES, KINDS)) for one in problems)


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        (LANGUAGES, "id,name,checked\nxx,Nirgends,yes\n", "is not a language code"),
        (LANGUAGES, "id,name,checked\nuk,Українська,no\n", "column unchecked: this cell must not"),
        (LANGUAGES, "id,name,checked\nuk,Українська,vielleicht\n", "neither yes nor no"),
        (KINDS, "id,kind\n1,tauchen\n", "“tauchen.self” does not stand in phrases.csv"),
        (KINDS, "id,kind,whom\n1,swim,oma\n", "write some of child;self;care;work"),
        (GROUPS, "id,whom\nkinder,oma\n", "write some of child;self;care;work"),
    ],
)
def test_wrong_rules_are_named(tmp_path: Path, name: str, text: str, problem: str) -> None:
    _, problems = read(tmp_path, **{name.removesuffix(".csv"): text})

    assert any(one.startswith(name) and problem in one for one in problems), problems
