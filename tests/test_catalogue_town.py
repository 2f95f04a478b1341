"""A town's data folder becomes a Town, or a list of everything that is wrong with it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.catalogue.catalogues import packaged_catalogue, read_data_offers
from bot.catalogue.offers import AgeRange, Contact
from bot.catalogue.problems import CatalogueError
from bot.catalogue.town_files import load_town
from tests.offer_files import csv_text

TOWN_TOML = """
name = "Kleinstadt"
[office]
name = "Bildungsbüro"
phone = "0123 456"
hours = "Mo 9–12"
[notices]
checked_on = "2026-11-01"
[imprint]
de = "Impressum"
en = "Imprint"
[privacy]
de = "Datenschutz"
en = "Privacy"
"""
FILES = {
    "town.toml": TOWN_TOML,
    "areas.csv": "id,de,en\nkultur,Kultur,Culture\n",
    "contacts.csv": "id,name,phone,email,url\nbuero,Kulturbüro,0123 4,k@s.de,www.s.de\n",
    "topics.csv": "key,id,de,en,area,contact\n1,musik,Musik,Music,kultur,buero\n2,sport,Sport,Sport,,\n",
    "target_groups.csv": "key;id;de;en;age_min;age_max\n1;kinder;Kinder;Children;;13,5\n2;alle;Alle;All;;\n",
    "providers.csv": "id,name,spellings,aliases,contact\nvhs,Volkshochschule,VHS Stadt;Stadt vhs,VHS;Abendschule,buero\n",
    "offers.csv": "id,title,provider,topics\nchor,Chor,VHS Stadt,musik\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


Change = Callable[[str, str], None]


@pytest.fixture
def change(folder: Path) -> Change:
    """Writes a file of the folder anew."""

    def write(name: str, text: str) -> None:
        (folder / name).write_text(text, encoding="utf-8")

    return write


def objections(folder: Path) -> list[str]:
    with pytest.raises(CatalogueError) as refused:
        load_town(folder)
    return [str(problem) for problem in refused.value.problems]


def test_a_town_is_what_its_files_say(folder: Path) -> None:
    town = load_town(folder)
    bureau = Contact("Kulturbüro", "0123 4", "k@s.de", "https://www.s.de")

    assert town.name == "Kleinstadt"
    assert town.office == Contact("Bildungsbüro", "0123 456", hours="Mo 9–12")
    assert (town.imprint["de"], town.privacy["en"]) == ("Impressum", "Privacy")
    assert town.notices_checked_on == date(2026, 11, 1)
    assert [(area.id, area.names["en"]) for area in town.areas] == [("kultur", "Culture")]
    music, sport = town.topics
    assert (music.key, music.id, music.names["de"]) == (1, "musik", "Musik")
    assert (music.area, music.contact) == ("kultur", bureau)
    assert (sport.area, sport.contact) == ("", None)
    assert [group.ages for group in town.target_groups] == [AgeRange(high=13.5), AgeRange()]
    (provider,) = town.providers
    assert provider.contact == bureau
    assert provider.spellings == ("Volkshochschule", "VHS Stadt", "Stadt vhs")
    assert provider.aliases == ("VHS", "Abendschule")
    assert provider.names == ("Volkshochschule", "VHS Stadt", "Stadt vhs", "VHS", "Abendschule")


def test_a_name_or_notice_may_have_a_wording_of_its_own(folder: Path, change: Change) -> None:
    change(
        "topics.csv",
        "key,id,de,en,de@simple\n1,musik,Musik,Music,Musik machen\n2,sport,Sport,Sport,\n",
    )
    change("town.toml", TOWN_TOML.replace("[privacy]", '"de@du" = "Wer wir sind"\n[privacy]'))

    town = load_town(folder)

    assert town.topics[0].names == {"de": "Musik", "de@simple": "Musik machen", "en": "Music"}
    assert town.topics[1].names == {"de": "Sport", "en": "Sport"}
    assert town.imprint == {"de": "Impressum", "de@du": "Wer wir sind", "en": "Imprint"}


def test_the_offers_of_the_folder_are_its_catalogue(folder: Path) -> None:
    catalogue = packaged_catalogue(load_town(folder), folder)

    assert [offer.title for offer in catalogue.offers] == ["Chor"]
    assert catalogue.offers[0].provider == catalogue.town.providers[0]


def test_without_a_folder_the_packaged_town_is_loaded() -> None:
    assert load_town().name == "Eisenach"
    assert len(read_data_offers().rows) == 339


def test_the_packaged_data_are_a_folder_like_any_other(tmp_path: Path) -> None:
    packaged = Path(__file__).parents[1] / "data"
    shutil.copytree(packaged, tmp_path / "data")

    assert load_town(tmp_path / "data") == load_town()


def test_every_missing_file_is_named(tmp_path: Path) -> None:
    found = objections(tmp_path)

    for name in FILES.keys() - {"offers.csv"}:
        assert f"{name}: the file cannot be opened (No such file or directory)" in found


def test_missing_offers_are_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"offers\.csv: the file cannot be opened"):
        read_data_offers(tmp_path)


def test_everything_wrong_in_all_files_is_said_at_once(folder: Path, change: Change) -> None:
    change("areas.csv", "id,de,en\nkultur,,Culture\n")
    change("contacts.csv", "id,name,phone\nbuero,Kulturbüro,\n")
    change("topics.csv", "key,id,de,en,area,contact\nx,musik,Musik,Music,natur,amt\n")
    change("target_groups.csv", "key,id,de,en,age_min\n1,kinder,Kinder,Children,-1\n")

    assert objections(folder) == [
        "contacts.csv, row 2, column phone: a contact needs a phone number, an e-mail or a link",
        "areas.csv, row 2, column de: this cell must not be empty",
        "topics.csv, row 2, column key: “x” is not a whole number",
        "topics.csv, row 2, column area: “natur” does not stand in areas.csv",
        "topics.csv, row 2, column contact: “amt” does not stand in contacts.csv",
        "topics.csv, row 2, column key: “x” is not a whole number",
        "target_groups.csv, row 2, column age_min: nobody is “-1” years old",
    ]


@pytest.mark.parametrize(
    ("rows", "objection"),
    [
        ([("1", "a"), ("2", "a")], "row 3, column id: “a” is there twice"),
        ([("1", "a"), ("1", "b")], "row 3, column key: “1” is there twice"),
        ([("", "a")], "row 2, column key: this cell must not be empty"),
        ([("1", "")], "row 2, column id: this cell must not be empty"),
        ([("-1", "a")], "row 2, column key: “-1” is not a whole number"),
        ([("1.5", "a")], "row 2, column key: “1.5” is not a whole number"),
    ],
)
def test_keys_and_ids_are_there_once(
    folder: Path, change: Change, rows: list[tuple[str, str]], objection: str
) -> None:
    lines = [(key, name, "Name", "Name") for key, name in rows]
    change("target_groups.csv", csv_text([("key", "id", "de", "en"), *lines]))

    assert f"target_groups.csv, {objection}" in objections(folder)


def test_a_spelling_belongs_to_one_provider(folder: Path, change: Change) -> None:
    change(
        "providers.csv",
        "id,name,spellings,aliases,contact\na,Schule,Verein,Haus,\nb,Verein,,Haus,nirgends\n",
    )

    assert objections(folder) == [
        "providers.csv, row 3, column spellings: “Verein” is there twice",
        "providers.csv, row 3, column contact: “nirgends” does not stand in contacts.csv",
    ]


@pytest.mark.parametrize(
    ("before", "after", "objection"),
    [
        ('name = "Kleinstadt"', "", "column name: this must not be empty"),
        (
            'phone = "0123 456"',
            "",
            "column office: a contact needs a phone number, an e-mail or a link",
        ),
        ('phone = "0123 456"', 'phone = "?"', "column office.phone: “?” is not a phone number"),
        ('name = "Bildungsbüro"', "", "column office.name: this must not be empty"),
        ('"2026-11-01"', '"bald"', "column notices.checked_on: “bald” is not a day"),
        ('de = "Impressum"', "", "column imprint.de: this must not be empty"),
        ('en = "Privacy"', 'en = " "', "column privacy.en: this must not be empty"),
        ('name = "Kleinstadt"', "name = ", "the file cannot be read (Invalid value"),
        ("[office]", "office = 1\n[buero]", "column office.name: this must not be empty"),
    ],
)
def test_what_is_wrong_with_the_town_is_named(
    folder: Path, change: Change, before: str, after: str, objection: str
) -> None:
    change("town.toml", TOWN_TOML.replace(before, after))

    assert any(objection in found for found in objections(folder))


def test_a_town_file_in_another_encoding_is_named(folder: Path) -> None:
    (folder / "town.toml").write_bytes(TOWN_TOML.encode("cp1252"))

    assert any("town.toml: the file cannot be read" in found for found in objections(folder))


def test_a_list_may_come_from_german_excel(folder: Path) -> None:
    text = "id;de;en\r\nkultur;Künste;Arts\r\n"
    (folder / "areas.csv").write_bytes(text.encode("cp1252"))

    assert load_town(folder).areas[0].names["de"] == "Künste"


def test_notices_that_nobody_checked_have_no_day(folder: Path, change: Change) -> None:
    change("town.toml", TOWN_TOML.replace("2026-11-01", ""))

    assert load_town(folder).notices_checked_on is None
