"""What is wrong with a town's paths and deadlines is named with its place."""

from __future__ import annotations

import shutil
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from bot.catalogue.catalogues import packaged_catalogue
from bot.catalogue.findings import findings
from bot.catalogue.problems import CatalogueError
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.town_files import load_town

TODAY = date(2026, 11, 23)
PATHS = "key,id,de,en,text_de,text_en,spoken\n1,a,Weg,Way,Text,Text,los\n"
STEPS = "key,id,path,de,en,text_de,text_en,offers,topics,target_groups,words,contact\n"
STEP = "1,s,a,Schritt,Step,Text,Text,stadtbibliothek,,,,\n"
DEADLINES = "id,de,en,text_de,text_en,steps,offer,class_from,class_to,from,until,general,source_url,confirmed_on\n"
DEADLINE = "d,Frist,Deadline,Text,Text,s,stadtbibliothek,1,4,,30. November,no,,\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with as_file(files("data")) as ours:
        shutil.copytree(ours, tmp_path / "data", ignore=shutil.ignore_patterns("vectors.bin"))
    own = tmp_path / "data"
    (own / "paths.csv").write_text(PATHS, encoding="utf-8")
    (own / "path_steps.csv").write_text(STEPS + STEP, encoding="utf-8")
    (own / "deadlines.csv").write_text(DEADLINES + DEADLINE, encoding="utf-8")
    return own


def problems(folder: Path) -> list[str]:
    with pytest.raises(CatalogueError) as error:
        load_town(folder)
    return [str(problem) for problem in error.value.problems]


def test_a_town_may_have_its_own(folder: Path) -> None:
    town = load_town(folder)

    assert [path.names["de"] for path in town.paths] == ["Weg"]
    assert [step.search.named for step in town.paths[0].steps] == [("stadtbibliothek",)]
    assert [one.steps for one in town.deadlines] == [("s",)]


def test_a_town_need_not_have_any(folder: Path) -> None:
    for name in ("paths.csv", "path_steps.csv", "deadlines.csv"):
        (folder / name).unlink()
    town = load_town(folder)

    assert (town.paths, town.deadlines) == ((), ())


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ("", "paths.csv, row 2, column id: this path has no step in path_steps.csv"),
        (
            STEP.replace(",a,", ",b,"),
            "path_steps.csv, row 2, column path: “b” does not stand in paths.csv",
        ),
        (
            STEP.replace(",,,,", ",wandern,,,"),
            "path_steps.csv, row 2, column topics: “wandern” does not stand in topics.csv",
        ),
        (
            STEP.replace(",,,,", ",,riesen,,"),
            "path_steps.csv, row 2, column target_groups: “riesen” does not stand in target_groups.csv",
        ),
        (
            STEP.replace(",,,,", ",,,,oma"),
            "path_steps.csv, row 2, column contact: “oma” does not stand in contacts.csv",
        ),
        (
            STEP + STEP.replace("1,s", "1,t"),
            "path_steps.csv, row 3, column key: “1” is there twice",
        ),
        (
            STEP.replace("Schritt,", ","),
            "path_steps.csv, row 2, column de: this cell must not be empty",
        ),
    ],
)
def test_what_is_wrong_with_a_step(folder: Path, steps: str, said: str) -> None:
    (folder / "path_steps.csv").write_text(STEPS + steps, encoding="utf-8")

    assert said in problems(folder)


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        (
            "30. November",
            "bald",
            "column until: “bald” is not a time of year; write 30. November, Anfang März or März",
        ),
        ("30. November", "31.11.", "column until: there is no such day: “31.11.”"),
        ("30. November", "1. Brumaire", "column until: there is no such day: “1. Brumaire”"),
        (",30. November", "März,", "column until: write the end as well"),
        (",1,4,", ",eins,4,", "column class_from: “eins” is not a school year; write 4 or -1"),
        (",s,stadt", ",weg,stadt", "column steps: “weg” does not stand in path_steps.csv"),
        (",no,", ",vielleicht,", "column general: “vielleicht” is neither yes nor no"),
        (",stadtbibliothek,", ",,", "column source_url: this cell must not be empty"),
        (",s,stadtbibliothek,", ",,,", "column offer: name an offer or a step"),
        (",no,,\n", ",no,,gestern\n", "column confirmed_on: “gestern” is not a day"),
    ],
)
def test_what_is_wrong_with_a_deadline(folder: Path, was: str, becomes: str, said: str) -> None:
    assert was in DEADLINE
    text = DEADLINES + DEADLINE.replace(was, becomes)
    (folder / "deadlines.csv").write_text(text, encoding="utf-8")

    assert any(one.startswith(f"deadlines.csv, row 2, {said}") for one in problems(folder))


def test_loose_ends_are_found(folder: Path) -> None:
    town = load_town(folder)
    full = packaged_catalogue(town)
    without = Catalogue("2", tuple(o for o in full.offers if o.id != "stadtbibliothek"), town)

    found = {one.kind: str(one.reason) for one in findings(without, TODAY)}
    assert found["path-offer"].endswith(": stadtbibliothek")
    assert found["deadline-offer"].endswith(": stadtbibliothek")
    assert found["path-gap"].endswith(": s")
    assert found["deadline-unconfirmed"] == "deadlines never confirmed: 1"

    fine = {one.kind for one in findings(full, TODAY)}
    assert fine.isdisjoint({"path-offer", "deadline-offer", "path-gap"})
