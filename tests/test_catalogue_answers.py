"""The town's templates of answers: what may stand in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.catalogue.answers import FILE, STATUSES, Template, read_answers
from bot.catalogue.folder import data_folder
from bot.catalogue.problems import Problem
from bot.wishes.wish import Status

HEAD = "key,id,status,text\n"


def read(folder: Path, content: str) -> tuple[tuple[Template, ...], list[str]]:
    (folder / FILE).write_text(HEAD + content, encoding="utf-8")
    problems: list[Problem] = []
    found = read_answers(folder, problems)
    return found, list(map(str, problems))


def test_ours_are_fine_and_every_status_has_some() -> None:
    problems: list[Problem] = []
    found = read_answers(data_folder(None), problems)

    assert problems == []
    assert len(found) >= 15
    assert {one.status for one in found} == set(STATUSES)
    assert set(STATUSES) == set(Status) - {Status.ARRIVED}


def test_every_one_can_be_filled() -> None:
    known = {"office": "Büro, 1", "offer": "Chor", "passed_to": "das Land"}
    for one in read_answers(data_folder(None), []):
        assert "{" not in one.fill(**{name: known[name] for name in one.needs})


def test_a_town_has_its_own_or_ours(tmp_path: Path) -> None:
    assert read_answers(tmp_path, []) == read_answers(data_folder(None), [])
    found, problems = read(tmp_path, "1,a,planned,Kommt bald.\n")

    assert problems == []
    assert found == (Template(1, "planned", "Kommt bald."),)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("1,a,soon,Kommt bald.", "row 2, column status: write one of working, planned"),
        ("1,a,planned,", "row 2, column text: this cell must not be empty"),
        ("1,a,planned,An {offer}.", "“{offer}” cannot be filled with “planned”"),
        ("1,a,offered,{wer} macht es.", "“{wer}” cannot be filled with “offered”"),
        ("1,a,offered,{ offen", "“{” cannot be filled with “offered”"),
        ("1,a,planned," + "x" * 501, "501 characters are too many"),
        ("1,a,planned,x\n1,b,planned,y", "row 3, column key: “1” is there twice"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, row: str, told: str) -> None:
    _, problems = read(tmp_path, row + "\n")

    assert any(told in problem for problem in problems), problems
